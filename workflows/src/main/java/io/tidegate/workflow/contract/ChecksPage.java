package io.tidegate.workflow.contract;

import java.util.List;

/**
 * A page of a precheck, passed items included.
 *
 * @param fields per item every field that the provider reported, by the provider's own names, as
 *     JSON text cut at 8,192 characters
 */
public record ChecksPage(
    PrecheckReport.State state,
    String status,
    String runId,
    int total,
    List<PrecheckItem> items,
    List<String> fields) {
  public ChecksPage {
    items = items == null ? List.of() : List.copyOf(items);
    fields = fields == null ? List.of() : List.copyOf(fields);
  }
}
