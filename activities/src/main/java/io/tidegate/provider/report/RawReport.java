package io.tidegate.provider.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.List;

/**
 * A whole precheck as a service reports it, before anything is left out.
 *
 * @param said what the service says of the run as a whole; a pass only if its items say so too
 * @param status the service's word for that
 * @param runId the service's id of the run, or empty
 * @param bootTime when the run began, or empty; of one service all in a format that sorts by time
 */
public record RawReport(
    State said, String status, String runId, String bootTime, List<Item> items) {

  /**
   * One item in both languages.
   *
   * @param began as the service writes it, or empty
   * @param ended as the service writes it, or empty
   * @param ddl the statement that it is about, or empty
   * @param sent every field, as the service wrote it
   */
  public record Item(
      PrecheckItem item, String began, String ended, String ddl, List<Log> logs, JsonNode sent) {
    public Item {
      logs = List.copyOf(logs);
    }

    /** The same, read in another way. */
    public Item as(PrecheckItem other) {
      return new Item(other, began, ended, ddl, logs, sent);
    }
  }

  public RawReport {
    items = List.copyOf(items);
  }
}
