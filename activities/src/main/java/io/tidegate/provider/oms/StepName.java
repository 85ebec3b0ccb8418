package io.tidegate.provider.oms;

import java.util.Locale;

/** The steps of a project. Each has had up to three names, and all of them are still to be met. */
enum StepName {
  PRECHECK,
  PREPARE,
  SCHEMA,
  LOG_PULL,
  FULL_COPY,
  INDEXES,
  INCREMENT,
  VERIFICATION,
  INCREMENT_VERIFICATION,
  SWITCHOVER,
  REVERSE,
  /** One that we do not know. */
  OTHER;

  /** The step by any of its names; case does not count, and a dash is an underscore. */
  static StepName of(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT).replace('-', '_')) {
      case "TRANSFER_PRECHECK", "PRE_CHECK" -> PRECHECK;
      case "TRANSFER_PREPARE", "PREPARE", "SYNC_PREPARE" -> PREPARE;
      case "STRUCT_TRANSFER", "STRUCT_MIGRATION", "STRUCT_SYNC" -> SCHEMA;
      case "TRANSFER_INCR_LOG_PULL", "INCR_LOG_PULL", "SYNC_INCR_LOG_PULL" -> LOG_PULL;
      case "FULL_TRANSFER", "FULL_MIGRATION", "CONNECTOR_FULL_SYNC" -> FULL_COPY;
      case "INDEX_TRANSFER", "INDEX_MIGRATION" -> INDEXES;
      case "INCR_TRANSFER", "INCR_SYNC", "CONNECTOR_INCR_SYNC" -> INCREMENT;
      case "FULL_VERIFIER", "FULL_VALIDATION" -> VERIFICATION;
      case "INCR_VERIFIER" -> INCREMENT_VERIFICATION;
      case "TRANSFER_APP_SWITCH", "APP_SWITCH" -> SWITCHOVER;
      case "REVERSE_INCR_TRANSFER", "REVERSE_INCR_SYNC" -> REVERSE;
      default -> OTHER;
    };
  }
}
