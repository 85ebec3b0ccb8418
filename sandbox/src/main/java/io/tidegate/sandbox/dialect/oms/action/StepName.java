package io.tidegate.sandbox.dialect.oms.action;

/** The steps of a project, in the order in which they come. */
enum StepName {
  TRANSFER_PRECHECK("Precheck"),
  STRUCT_TRANSFER("Schema migration"),
  TRANSFER_INCR_LOG_PULL("Incremental log pull"),
  FULL_TRANSFER("Full migration"),
  INCR_TRANSFER("Incremental synchronization"),
  FULL_VERIFIER("Full verification"),
  TRANSFER_APP_SWITCH("Forward switchover");

  private final String description;

  StepName(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }
}
