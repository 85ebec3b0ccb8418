package io.tidegate.activity;

import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a reading is the verdict of the round that was submitted. A verdict counts only for its
 * round: a failure left over from the round before is none, and a pass needs evidence.
 *
 * @param submittedAt when the submit was known to have happened
 * @param grace how long readings may still be of the time before it
 */
record PollRules(Baseline baseline, Instant submittedAt, Instant deadline, Duration grace) {

  /** What a reading comes to. */
  sealed interface Verdict {
    /** The round has ended. */
    record Finished(String evidence) implements Verdict {}

    /** Ask again. */
    record NotYet(String progress) implements Verdict {}

    /** It will not end by itself. */
    record Broken(FailureType type, String why) implements Verdict {}
  }

  /** What is to be remembered of a reading. */
  Memory remember(Memory before, JobView view, PrecheckReport report, Instant now) {
    if (view.state() == JobState.UNKNOWN) {
      return before.unknown(now);
    }
    if (view.state() == JobState.CHECKING || showsItRunning(report)) {
      return before.running();
    }
    return view.state() == JobState.CHECK_FAILED && !showsAFailure(report)
        ? before.behind(now)
        : before.known();
  }

  private static boolean showsAFailure(PrecheckReport report) {
    return report.state() == PrecheckReport.State.FAILED;
  }

  /** The job's status may be behind its check. One that is known to be another run is none. */
  private boolean showsItRunning(PrecheckReport report) {
    return report.state() == PrecheckReport.State.RUNNING
        && (isNameless(report) || isNewer(report));
  }

  private static boolean isNameless(PrecheckReport report) {
    return report.runId().isEmpty() && report.bootTime().isEmpty();
  }

  /**
   * @param memory with this reading in it
   */
  Verdict judge(JobView view, PrecheckReport report, Memory memory, Instant now) {
    Verdict verdict = judgeReading(view, report, memory, now);
    if (verdict instanceof Verdict.NotYet notYet && !now.isBefore(deadline)) {
      return new Verdict.Broken(
          FailureType.CHECK_OVERDUE,
          "the precheck has not ended by %s: %s".formatted(deadline, notYet.progress()));
    }
    return verdict;
  }

  private Verdict judgeReading(JobView view, PrecheckReport report, Memory memory, Instant now) {
    boolean stalePossible = now.isBefore(submittedAt.plus(grace));
    return switch (view.state()) {
      case CHECKING -> new Verdict.NotYet("precheck running: " + progress(report));
      case CHECK_FAILED -> failed(report, memory, stalePossible, now);
      case CHECK_PASSED, MOVING, COMPLETING, FINISHED ->
          passed(view, report, memory, stalePossible);
      case PAUSED ->
          new Verdict.Broken(
              FailureType.JOB_CONFLICT,
              "somebody paused the job: it reports %s".formatted(view.status()));
      case FAILED -> broke(view, report, stalePossible);
      case HELD -> new Verdict.NotYet("the provider holds the job: it reports " + view.status());
      case NOT_STARTED, NOT_CONFIGURED ->
          stalePossible
              ? new Verdict.NotYet("the job still reports %s".formatted(view.status()))
              : new Verdict.Broken(
                  FailureType.EFFECT_UNCLEAR,
                  "the submit was accepted, and after %d s the job still reports %s"
                      .formatted(grace.toSeconds(), view.status()));
      case UNKNOWN -> unknown(view, memory, now);
    };
  }

  private Verdict failed(PrecheckReport report, Memory memory, boolean stalePossible, Instant now) {
    if (report.state() == PrecheckReport.State.RUNNING) {
      return new Verdict.NotYet("precheck running: " + progress(report));
    }
    boolean complete = showsAFailure(report);
    if (complete && isNewer(report)) {
      return new Verdict.Finished(identity(report));
    }
    boolean nameless = isNameless(report);
    boolean sawIt = memory.seenRunning() || baseline.state() == JobState.CHECKING;
    if (complete && nameless && sawIt) {
      return new Verdict.Finished("seen-running");
    }
    if (stalePossible) {
      return new Verdict.NotYet("a failed precheck is shown, which may be the one before");
    }
    if (!complete && !hasLasted(memory.behindSince(), now)) {
      // However late this is: a report may be of the time before at any time.
      return new Verdict.NotYet("the precheck failed, and its report does not show so yet");
    }
    return nameless || sawIt || !complete ? new Verdict.Finished("grace") : noNewerRun(report);
  }

  private boolean hasLasted(@Nullable Instant since, Instant now) {
    return since != null && !now.isBefore(since.plus(grace));
  }

  private Verdict noNewerRun(PrecheckReport report) {
    return new Verdict.Broken(
        FailureType.EFFECT_UNCLEAR,
        "the submit was accepted, and after %d s the service still shows the run before: %s"
            .formatted(grace.toSeconds(), report.runId()));
  }

  private Verdict passed(
      JobView view, PrecheckReport report, Memory memory, boolean stalePossible) {
    boolean behind =
        view.state() == JobState.CHECK_PASSED && report.state() != PrecheckReport.State.PASSED;
    if (behind && stalePossible) {
      return new Verdict.NotYet(
          "the job reports %s, and its report does not show a pass yet".formatted(view.status()));
    }
    boolean advanced =
        switch (baseline.state()) {
          case FINISHED -> false;
          case MOVING, COMPLETING -> view.state() == JobState.FINISHED;
          case CHECK_PASSED -> view.state() != JobState.CHECK_PASSED;
          // The pass before the run that was seen may be shown once more.
          case CHECKING -> view.state() != JobState.CHECK_PASSED || !stalePossible;
          default -> true;
        };
    boolean passedAnew = isNewer(report) && report.state() == PrecheckReport.State.PASSED;
    if (passedAnew) {
      return new Verdict.Finished(identity(report));
    }
    if (advanced) {
      return new Verdict.Finished("job-moved");
    }
    // Where runs have no identity, a reading of the time before cannot be told from the new pass.
    if (isNameless(report) && memory.seenRunning() && !stalePossible) {
      return new Verdict.Finished("seen-running");
    }
    return stalePossible
        ? new Verdict.NotYet("the job reports %s, as before".formatted(view.status()))
        : new Verdict.Broken(
            FailureType.NO_EVIDENCE,
            "the job reports %s as it did before, and no newer precheck run shows"
                .formatted(view.status()));
  }

  private Verdict broke(JobView view, PrecheckReport report, boolean stalePossible) {
    if (baseline.state() == JobState.FAILED && !isNewer(report) && stalePossible) {
      return new Verdict.NotYet("the job still reports the failure before");
    }
    return new Verdict.Broken(
        FailureType.JOB_FAILED,
        "the job failed at the provider: "
            + (view.message().isEmpty() ? view.status() : view.message()));
  }

  private Verdict unknown(JobView view, Memory memory, Instant now) {
    boolean keepsToIt = hasLasted(memory.unknownSince(), now);
    String what = "the provider reports the status '%s', which we do not know";
    return keepsToIt
        ? new Verdict.Broken(FailureType.UNKNOWN_STATUS, what.formatted(view.status()))
        : new Verdict.NotYet(what.formatted(view.status()) + "; reading again");
  }

  private boolean isNewer(PrecheckReport report) {
    return baseline.isOlderThan(report.runId(), report.bootTime());
  }

  private String identity(PrecheckReport report) {
    boolean otherRun = !report.runId().isEmpty() && !report.runId().equals(baseline.runId());
    return otherRun ? "run-id" : "boot-time";
  }

  private static String progress(PrecheckReport report) {
    return Progress.of(report);
  }
}
