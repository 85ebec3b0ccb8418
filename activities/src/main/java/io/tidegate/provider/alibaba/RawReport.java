package io.tidegate.provider.alibaba;

import static io.tidegate.provider.alibaba.wire.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.workflow.contract.PrecheckItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole precheck as the service reports it, before anything is left out.
 *
 * @param status the service's word for the run
 * @param runId the service's id of the run, or empty
 * @param bootTime when its first item began, or empty
 */
record RawReport(String status, String runId, String bootTime, List<Item> items) {

  /**
   * One item in both languages.
   *
   * @param read what the service sent as its record; absent where it sent less than an item
   * @param sent every field, as the service wrote it
   */
  record Item(PrecheckItem item, DescribePreCheckStatusReply.@Nullable Item read, JsonNode sent) {

    /** When it began, as the service writes it, or empty. */
    String began() {
      return read == null ? "" : text(read.bootTime());
    }
  }

  RawReport {
    items = List.copyOf(items);
  }
}
