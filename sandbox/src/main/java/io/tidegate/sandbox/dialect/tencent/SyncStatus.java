package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.JobView;

/** A synchronisation's status. Those in which the core never rests are left out. */
public enum SyncStatus {
  INITIALIZED("Initialized"),
  CHECKING("Checking"),
  CHECK_PASS("CheckPass"),
  CHECK_NOT_PASS("CheckNotPass"),
  RUNNING("Running"),
  PAUSED("Paused"),
  RESUMABLE_ERR("ResumableErr"),
  STOPPED("Stopped");

  private final String word;

  SyncStatus(String word) {
    this.word = word;
  }

  /** The service's word. */
  public String word() {
    return word;
  }

  public static SyncStatus of(JobView view) {
    return switch (view.job().status()) {
      case NOT_STARTED -> INITIALIZED;
      case PRECHECKING -> CHECKING;
      case PRECHECK_PASSED -> CHECK_PASS;
      case PRECHECK_FAILED -> CHECK_NOT_PASS;
      case MIGRATING -> RUNNING;
      case PAUSED -> PAUSED;
      case MIGRATION_FAILED -> RESUMABLE_ERR;
      // It has no other end.
      case FINISHED -> STOPPED;
    };
  }
}
