package io.tidegate.provider.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.workflow.contract.PrecheckItem;
import java.util.List;

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
   * @param sent every field, as the service wrote it
   */
  record Item(PrecheckItem item, JsonNode sent) {}

  RawReport {
    items = List.copyOf(items);
  }
}
