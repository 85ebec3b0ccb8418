package io.tidegate.provider.tencent;

import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.JobView;

/** How one kind of job tells of its check, in two calls that do not name each other's run. */
interface CheckSource {

  /** The call that has the verdict; it takes nothing but the job. */
  String action();

  /** What can be told of the job's last check without its verdict. */
  Run run(String job);

  /**
   * The check, as the reply of {@link #action} has it.
   *
   * @param run what was told of it before
   */
  RawReport report(TencentReply reply, Run run);

  /** Whether there is a check, and whether it is over. */
  enum Phase {
    NONE,
    UNDER_WAY,
    OVER,
    /** The job has gone on since, and need not tell of it any more. */
    LEFT_BEHIND
  }

  /**
   * One run of the check: another, if anything of it is another.
   *
   * @param began empty where the service does not say
   * @param job the job's state, where nothing else tells runs apart, or empty
   */
  record Run(String began, String job, Phase phase) {

    /** As it shows in the job's state, where nothing else tells of it. */
    static Run of(JobView view) {
      Phase phase =
          switch (view.state()) {
            case CHECKING -> Phase.UNDER_WAY;
            case NOT_CONFIGURED, NOT_STARTED -> Phase.NONE;
            case CHECK_FAILED, CHECK_PASSED -> Phase.OVER;
            case MOVING, COMPLETING, PAUSED, FAILED, FINISHED, HELD, UNKNOWN -> Phase.LEFT_BEHIND;
          };
      return new Run("", view.state().name(), phase);
    }

    boolean isUnderWay() {
      return phase == Phase.UNDER_WAY;
    }
  }
}
