package io.tidegate.cli.temporal;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.tidegate.cli.CliException;
import io.tidegate.workflow.contract.PlanRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions of a size that Temporal carries, and that a worker can answer in the time that one has.
 * Each migration brings all of its rules along.
 */
final class PlanParts {
  static final int MOST_ENTRIES = 50;
  static final int MOST_BYTES = 500_000;

  /** Temporal takes two megabytes, and with a start there is a definition besides. */
  static final int LARGEST_ENTRY = 1_500_000;

  /**
   * The entries in their order, in parts; one that is large has a part to itself.
   *
   * @throws CliException naming an entry that is too large for any part
   */
  static List<PlanRequest> of(List<PlanRequest.Entry> entries) {
    List<PlanRequest> parts = new ArrayList<>();
    List<PlanRequest.Entry> part = new ArrayList<>();
    int bytes = 0;
    for (PlanRequest.Entry entry : entries) {
      int more = bytes(entry);
      if (more > LARGEST_ENTRY) {
        throw CliException.usage(
            entry.name()
                + ": is too large with all of its rules: "
                + more / 1_000
                + " kB, and Temporal carries "
                + LARGEST_ENTRY / 1_000
                + " kB; give it fewer rules, or shorter ones");
      }
      if (!part.isEmpty() && (part.size() == MOST_ENTRIES || bytes + more > MOST_BYTES)) {
        parts.add(new PlanRequest(part));
        part.clear();
        bytes = 0;
      }
      part.add(entry);
      bytes += more;
    }
    if (!part.isEmpty()) {
      parts.add(new PlanRequest(part));
    }
    return parts;
  }

  private static int bytes(PlanRequest.Entry entry) {
    return DefaultDataConverter.STANDARD_INSTANCE
        .toPayload(entry)
        .map(Payload::getSerializedSize)
        .orElse(0);
  }

  private PlanParts() {}
}
