package io.tidegate.workflow.contract;

import java.util.List;

/**
 * A page of a precheck, passed items included, or of a stage.
 *
 * @param status the provider's own word for {@code state}
 * @param total how many rows the provider has, on all pages
 * @param more whether there may be rows on the page after
 * @param omitted how many rows of this page were too much for one answer, and are not in it
 */
public record ChecksPage(
    PrecheckReport.State state,
    String status,
    String runId,
    int total,
    boolean more,
    int omitted,
    List<Row> rows) {

  /**
   * An item with what does not go through a migration's history. Texts are cut where the page would
   * be too much for one answer; a text that was cut ends with an ellipsis.
   *
   * @param began as the provider writes it, or empty
   * @param ended as the provider writes it, or empty
   * @param ddl the statement that it is about, or empty
   * @param fields everything that the provider reported of it, by the provider's own names, as JSON
   */
  public record Row(
      PrecheckItem item, String began, String ended, String ddl, List<Log> logs, String fields) {
    public Row {
      logs = logs == null ? List.of() : List.copyOf(logs);
    }
  }

  /**
   * A line of the provider's log.
   *
   * @param kind the provider's word for the kind of error, or empty
   * @param data what it was about, e.g. a statement
   */
  public record Log(String level, String kind, String message, String data) {}

  public ChecksPage {
    rows = rows == null ? List.of() : List.copyOf(rows);
  }

  public List<PrecheckItem> items() {
    return rows.stream().map(Row::item).toList();
  }
}
