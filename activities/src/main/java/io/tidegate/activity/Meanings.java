package io.tidegate.activity;

import io.tidegate.activity.Effect.Look;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import java.util.function.Function;

/** What a reading of a job means for each effect: pure functions, one table each. */
final class Meanings {

  /**
   * Whether a precheck may be submitted. A start is never sent to a job that checks, moves or is
   * paused: it would start it twice, or resume what somebody paused.
   */
  static Look ofSubmit(Baseline baseline, Baseline now) {
    boolean newerRun = baseline.isOlderThan(now.runId(), now.bootTime());
    boolean otherState = baseline.state() != now.state();
    return switch (now.state()) {
      case CHECKING -> new Look.Done("a precheck runs: " + shows(now));
      case MOVING, COMPLETING, FINISHED ->
          new Look.Done("the job moves or has moved: " + shows(now));
      case CHECK_FAILED, CHECK_PASSED, FAILED -> {
        if (baseline.isNewerThan(now.bootTime())) {
          yield new Look.Doubtful(
              FailureType.JOB_CONFLICT,
              "a run from before %s is shown: %s".formatted(baseline.runId(), shows(now)));
        }
        yield newerRun || otherState
            ? new Look.Done("a precheck has run since: " + shows(now))
            : new Look.Unchanged(shows(now));
      }
      case NOT_STARTED -> notStarted(baseline, now, newerRun);
      case PAUSED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT,
              "the job is paused, and a start would resume it: " + shows(now));
      case HELD ->
          new Look.Refused(FailureType.JOB_CONFLICT, "the provider holds the job: " + shows(now));
      case NOT_CONFIGURED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT, "the job has not been configured: " + shows(now));
      case UNKNOWN -> unknown(now);
    };
  }

  private static Look notStarted(Baseline baseline, Baseline now, boolean newerRun) {
    if (newerRun) {
      // The list of jobs may be behind the report: a run that nobody began does not show.
      return new Look.Done("a precheck has run since: " + shows(now));
    }
    return baseline.state() == now.state()
        ? new Look.Unchanged(shows(now))
        : new Look.Doubtful(
            FailureType.JOB_CONFLICT,
            "the job was %s and is not any more: %s".formatted(baseline.status(), shows(now)));
  }

  /** For services where a checked job waits for its start. */
  static Look ofStart(Baseline baseline, Baseline now) {
    return switch (now.state()) {
      case MOVING, COMPLETING, FINISHED ->
          new Look.Done("the job moves or has moved: " + shows(now));
      case CHECK_PASSED -> new Look.Unchanged(shows(now));
      case FAILED ->
          baseline.state() == JobState.FAILED
              ? new Look.Refused(FailureType.JOB_FAILED, "the job has failed: " + shows(now))
              : new Look.Done("the job moved and failed: " + shows(now));
      case PAUSED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT,
              "the job is paused, and a start would resume it: " + shows(now));
      case NOT_CONFIGURED, NOT_STARTED, CHECKING, CHECK_FAILED, HELD ->
          new Look.Doubtful(
              FailureType.JOB_CONFLICT, "the job has not passed its check: " + shows(now));
      case UNKNOWN -> unknown(now);
    };
  }

  /**
   * For a job that failed while it moved. It has passed its check before, and nothing is checked
   * again: so whatever else is shown of it is not the failure that a person wants to go on from.
   */
  static Look ofResume(Baseline now, Capability.Resume call) {
    return switch (now.state()) {
      case MOVING, COMPLETING, FINISHED ->
          new Look.Done("the job moves or has moved: " + shows(now));
      case FAILED ->
          call.takes(now.status())
              ? new Look.Unchanged(shows(now))
              : new Look.Doubtful(
                  FailureType.JOB_FAILED, "no call resumes a job that stands so: " + shows(now));
      case PAUSED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT, "the job is paused, and is not resumed: " + shows(now));
      case NOT_CONFIGURED, NOT_STARTED, CHECKING, CHECK_FAILED, CHECK_PASSED, HELD ->
          new Look.Doubtful(
              FailureType.JOB_CONFLICT, "there is no failure to go on from: " + shows(now));
      case UNKNOWN -> unknown(now);
    };
  }

  static Look ofSuspend(Baseline now) {
    return switch (now.state()) {
      case PAUSED -> new Look.Done("the job is paused: " + shows(now));
      case COMPLETING, FINISHED, FAILED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT, "the job has ended and cannot be paused: " + shows(now));
      case NOT_CONFIGURED, NOT_STARTED, HELD ->
          new Look.Doubtful(FailureType.JOB_CONFLICT, "there is nothing to pause: " + shows(now));
      // Stale answers may still show the check that has passed: the service knows better.
      case CHECKING, CHECK_FAILED, CHECK_PASSED, MOVING -> new Look.Unchanged(shows(now));
      case UNKNOWN -> unknown(now);
    };
  }

  /** For a job that follows its source: one that checks again or rests is not ended well. */
  static Look ofComplete(Baseline now) {
    return switch (now.state()) {
      case COMPLETING, FINISHED -> new Look.Done("the job ends or has ended: " + shows(now));
      case MOVING -> new Look.Unchanged(shows(now));
      case PAUSED, FAILED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT,
              "the job does not move and cannot be completed: " + shows(now));
      case NOT_CONFIGURED, NOT_STARTED, CHECKING, CHECK_FAILED, CHECK_PASSED, HELD ->
          new Look.Doubtful(
              FailureType.JOB_CONFLICT, "there is nothing to complete: " + shows(now));
      case UNKNOWN -> unknown(now);
    };
  }

  /**
   * Whether a job may be changed. A change of somebody else's shows as ours does: where the job was
   * changed, and does not show that it was to what we want, nobody here can tell whose it is.
   *
   * @param shown whether the job shows all that it is to be changed to
   */
  static Look ofModify(Baseline baseline, Baseline now, boolean shown) {
    if (shown) {
      return new Look.Done("the job shows all of the change: " + shows(now));
    }
    return switch (now.state()) {
      case NOT_STARTED, CHECK_FAILED, CHECK_PASSED, FAILED ->
          baseline.state() == now.state()
              ? new Look.Unchanged(shows(now))
              : new Look.Doubtful(
                  FailureType.EFFECT_UNCLEAR,
                  "the job was %s and has been changed since, by this change or by somebody else's:"
                          .formatted(baseline.status())
                      + " %s; a retry goes on with it as it is, and another modify changes it again"
                          .formatted(shows(now)));
      case CHECKING, MOVING, COMPLETING, FINISHED, PAUSED, HELD, NOT_CONFIGURED ->
          new Look.Refused(
              FailureType.JOB_CONFLICT, "the job cannot be changed as it stands: " + shows(now));
      case UNKNOWN -> unknown(now);
    };
  }

  /**
   * @param failedIsOver whether there is nothing left to stop of a job that has failed
   */
  static Look ofStop(Baseline now, boolean failedIsOver) {
    return now.state() == JobState.FINISHED || (failedIsOver && now.state() == JobState.FAILED)
        ? new Look.Done("the job has ended: " + shows(now))
        : new Look.Unchanged(shows(now));
  }

  /**
   * As another meaning, where a pause is half of the effect: whoever paused the job, it goes on
   * from there. What is sent then is refused of a job that was ended meanwhile, so that no attempt
   * has to wait until reads can be trusted.
   */
  static Function<Baseline, Look> orHalfWay(Function<Baseline, Look> meaning) {
    return now ->
        now.state() == JobState.PAUSED
            ? new Look.Repeatable("the job is paused, and can be ended: " + shows(now))
            : meaning.apply(now);
  }

  private static Look unknown(Baseline now) {
    return new Look.Doubtful(
        FailureType.UNKNOWN_STATUS,
        "the provider reports the status '%s', which we do not know".formatted(now.status()));
  }

  private static String shows(Baseline now) {
    return "status %s%s"
        .formatted(now.status(), now.runId().isEmpty() ? "" : ", run " + now.runId());
  }

  private Meanings() {}
}
