package io.tidegate.cli.temporal;

import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PlanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes requests of a file's entries, and compares what two ask for. */
public final class Requests {

  /**
   * What an entry asks for, of the job as the provider identifies it.
   *
   * @param definition what it brings of its own, or empty
   */
  public static MigrationRequest of(
      PlanRequest.Entry entry, JobRef job, String requestedBy, String definition) {
    return new MigrationRequest(
        entry.name(),
        job,
        entry.policy(),
        entry.rounds(),
        entry.until(),
        entry.maxLag(),
        requestedBy,
        definition);
  }

  /** In what the running one differs, as a few words; empty when both ask for the same. */
  static Optional<String> difference(MigrationRequest running, MigrationRequest wanted) {
    if (running.asksTheSameAs(wanted)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    if (!running.name().equals(wanted.name())) {
      parts.add("its name is " + running.name());
    }
    if (running.policy().warnings() != wanted.policy().warnings()) {
      parts.add("its policy.warnings is " + running.policy().warnings());
    }
    if (!running
        .policy()
        .withoutOrigins()
        .rules()
        .equals(wanted.policy().withoutOrigins().rules())) {
      parts.add("its rules are others: " + rules(running));
    }
    if (!running.rounds().equals(wanted.rounds())) {
      parts.add(
          "its rounds are "
              + running.rounds().max()
              + ", give-up-after "
              + running.rounds().giveUpAfter());
    }
    if (running.until() != wanted.until()) {
      parts.add("its until is " + running.until());
    }
    if (!running.maxLag().equals(wanted.maxLag())) {
      parts.add("its max-lag is " + running.maxLag());
    }
    if (!running.definition().equals(wanted.definition())) {
      parts.add(
          running.definition().isEmpty() ? "it has no definition" : "its definition is another");
    }
    return Optional.of(String.join(", ", parts));
  }

  private static String rules(MigrationRequest request) {
    return request.policy().rules().isEmpty()
        ? "none"
        : String.join(
            ", ",
            request.policy().rules().stream().map(r -> r.decision() + " " + r.item()).toList());
  }

  private Requests() {}
}
