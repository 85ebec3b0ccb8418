package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.JobView;

/**
 * A migration's status as this version writes it. Those in which the core never rests are left out.
 */
public enum Status {
  CREATED("created"),
  CHECKING("checking"),
  CHECK_PASS("checkPass"),
  CHECK_NOT_PASS("checkNotPass"),
  RUNNING("running"),
  READY_COMPLETE("readyComplete"),
  COMPLETING("completing"),
  MANUAL_PAUSED("manualPaused"),
  ERROR("error"),
  SUCCESS("success"),
  CANCELED("canceled");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /** The service's word. */
  public String word() {
    return word;
  }

  public static Status of(JobView view) {
    return switch (view.job().status()) {
      case NOT_STARTED -> CREATED;
      case PRECHECKING -> CHECKING;
      case PRECHECK_PASSED -> CHECK_PASS;
      case PRECHECK_FAILED -> CHECK_NOT_PASS;
      case MIGRATING -> moving(view);
      case PAUSED -> MANUAL_PAUSED;
      case MIGRATION_FAILED -> ERROR;
      case FINISHED -> view.job().state().wasStopped() ? CANCELED : SUCCESS;
    };
  }

  private static Status moving(JobView view) {
    if (view.job().state().completing()) {
      return COMPLETING;
    }
    Following following = view.progress().following();
    boolean follows = following.state() == StageProgress.State.RUNNING;
    return follows && following.isCaughtUp() ? READY_COMPLETE : RUNNING;
  }
}
