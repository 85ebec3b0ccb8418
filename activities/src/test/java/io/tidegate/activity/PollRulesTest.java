package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.activity.PollRules.Verdict;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollRulesTest {
  private static final Instant SUBMITTED = Instant.parse("2026-05-06T07:08:09Z");
  private static final Duration GRACE = Duration.ofSeconds(90);

  /**
   * Run ids: "-" is a service that has none. The baseline's run is r1. "seen": whether a look found
   * it running before. After: seconds since the submit.
   */
  @ParameterizedTest(name = "was {0}, now {1} with report {2} of {3}, seen {4}, after {5} s: {6}")
  @CsvSource({
    // A failed verdict counts for a newer run only, or when time alone speaks for it.
    "CHECK_FAILED, CHECK_FAILED, FAILED,  r1, false, 10,  not yet",
    "CHECK_FAILED, CHECK_FAILED, FAILED,  r1, true,  10,  not yet",
    "CHECK_FAILED, CHECK_FAILED, FAILED,  r2, false, 10,  run-id",
    "CHECK_FAILED, CHECK_FAILED, FAILED,  r1, true,  90,  grace",
    // It names its run, nobody saw another, and it is the run of the round before.
    "CHECK_FAILED, CHECK_FAILED, FAILED,  r1, false, 90,  EFFECT_UNCLEAR",
    "CHECK_FAILED, CHECK_FAILED, FAILED,  -,  false, 10,  not yet",
    "CHECK_FAILED, CHECK_FAILED, FAILED,  -,  true,  10,  seen-running",
    "CHECK_FAILED, CHECK_FAILED, FAILED,  -,  false, 90,  grace",
    "CHECKING,     CHECK_FAILED, FAILED,  -,  false, 10,  seen-running",
    "NOT_STARTED,  CHECK_FAILED, FAILED,  r2, false, 10,  run-id",
    // A report behind the job's status is waited for.
    "NOT_STARTED,  CHECK_FAILED, RUNNING, r2, true,  10,  not yet",
    "NOT_STARTED,  CHECK_FAILED, RUNNING, r2, true,  500, not yet",
    "NOT_STARTED,  CHECK_FAILED, UNKNOWN, r2, true,  10,  not yet",
    "NOT_STARTED,  CHECK_FAILED, UNKNOWN, r2, true,  90,  not yet",
    "NOT_STARTED,  CHECK_FAILED, NOT_RUN, r1, false, 90,  not yet",
    "CHECK_FAILED, CHECK_PASSED, FAILED,  r1, false, 10,  not yet",
    "CHECK_FAILED, CHECK_PASSED, FAILED,  -,  true,  10,  not yet",
    "CHECK_FAILED, CHECK_PASSED, FAILED,  r1, false, 90,  job-moved",
    "CHECK_FAILED, CHECK_PASSED, UNKNOWN, r2, true,  10,  not yet",
    // A pass needs evidence, whatever time has passed.
    "NOT_STARTED,  MOVING,       FAILED,  r1, false, 10,  job-moved",
    "CHECK_FAILED, MOVING,       PASSED,  r2, false, 10,  run-id",
    "CHECK_FAILED, FINISHED,     PASSED,  -,  false, 10,  job-moved",
    "CHECK_FAILED, CHECK_PASSED, PASSED,  -,  false, 10,  job-moved",
    "CHECK_PASSED, CHECK_PASSED, PASSED,  r1, false, 10,  not yet",
    "CHECK_PASSED, CHECK_PASSED, PASSED,  r1, true,  90,  NO_EVIDENCE",
    "CHECK_PASSED, CHECK_PASSED, PASSED,  r2, false, 10,  run-id",
    "CHECK_PASSED, CHECK_PASSED, PASSED,  -,  true,  10,  not yet",
    "CHECK_PASSED, CHECK_PASSED, PASSED,  -,  true,  90,  seen-running",
    "CHECK_PASSED, CHECK_PASSED, PASSED,  -,  false, 90,  NO_EVIDENCE",
    "CHECK_PASSED, MOVING,       PASSED,  r1, false, 10,  job-moved",
    "FINISHED,     FINISHED,     PASSED,  r1, false, 90,  NO_EVIDENCE",
    // Somebody else's check, which was seen to run; what is read then may be of the run before.
    "CHECKING,     CHECK_FAILED, FAILED,  r1, false, 10,  not yet",
    "CHECKING,     CHECK_FAILED, FAILED,  r2, false, 10,  run-id",
    "CHECKING,     CHECK_FAILED, FAILED,  r1, false, 90,  grace",
    "CHECKING,     CHECK_PASSED, PASSED,  r1, false, 10,  not yet",
    "CHECKING,     CHECK_PASSED, PASSED,  r2, false, 10,  run-id",
    "CHECKING,     CHECK_PASSED, PASSED,  r1, false, 90,  job-moved",
    "CHECKING,     CHECK_PASSED, PASSED,  -,  true,  10,  not yet",
    "CHECKING,     MOVING,       PASSED,  r1, false, 10,  job-moved",
    // The rest.
    "NOT_STARTED,  CHECKING,     RUNNING, r2, true,  10,  not yet",
    "NOT_STARTED,  NOT_STARTED,  NOT_RUN, -,  false, 10,  not yet",
    "NOT_STARTED,  NOT_STARTED,  NOT_RUN, -,  false, 90,  EFFECT_UNCLEAR",
    "CHECK_FAILED, PAUSED,       FAILED,  r1, false, 10,  JOB_CONFLICT",
    "CHECK_FAILED, FAILED,       PASSED,  r2, false, 10,  JOB_FAILED",
    "FAILED,       FAILED,       PASSED,  r1, false, 10,  not yet",
    "FAILED,       FAILED,       PASSED,  r1, false, 90,  JOB_FAILED",
    "FAILED,       FAILED,       PASSED,  r2, false, 10,  JOB_FAILED",
    "CHECK_FAILED, HELD,         FAILED,  r1, false, 900, not yet",
  })
  void aReadingIsTheVerdictOfItsRoundOrIsNot(
      JobState was,
      JobState now,
      State report,
      String run,
      boolean seen,
      int after,
      String wanted) {
    String before = run.equals("-") ? "" : "r1";
    PollRules rules =
        new PollRules(
            new Baseline(was, was.name(), before, "", SUBMITTED),
            SUBMITTED,
            SUBMITTED.plus(Duration.ofHours(1)),
            GRACE);

    Verdict verdict =
        rules.judge(
            view(now),
            report(report, run.equals("-") ? "" : run, ""),
            new Memory(seen, null, null),
            SUBMITTED.plusSeconds(after));

    assertThat(word(verdict)).isEqualTo(wanted);
  }

  @Test
  void aRunMayShowByItsTimeAlone() {
    PollRules rules =
        new PollRules(
            new Baseline(JobState.CHECK_FAILED, "x", "r1", "t1", SUBMITTED),
            SUBMITTED,
            SUBMITTED.plus(Duration.ofHours(1)),
            GRACE);

    Verdict verdict =
        rules.judge(
            view(JobState.CHECK_FAILED), report(State.FAILED, "r1", "t2"), Memory.NONE, SUBMITTED);

    assertThat(word(verdict)).isEqualTo("boot-time");
  }

  @Test
  void aRunFromBeforeTheRoundBeforeIsNotTheVerdictOfThisOne() {
    PollRules rules =
        new PollRules(
            new Baseline(JobState.CHECK_FAILED, "x", "r2", "t2", SUBMITTED),
            SUBMITTED,
            SUBMITTED.plus(Duration.ofHours(1)),
            GRACE);

    Verdict verdict =
        rules.judge(
            view(JobState.CHECK_FAILED), report(State.FAILED, "r1", "t1"), Memory.NONE, SUBMITTED);

    assertThat(word(verdict)).isEqualTo("not yet");
  }

  @Test
  void anUnknownStatusIsReadAgainForTheGraceTimeFromWhenItAppeared() {
    PollRules rules = rules();
    Instant late = SUBMITTED.plus(Duration.ofMinutes(30));
    Memory memory =
        rules.remember(Memory.NONE, view(JobState.UNKNOWN), report(State.UNKNOWN, "", ""), late);

    assertThat(word(judgeUnknown(rules, memory, late))).isEqualTo("not yet");
    assertThat(word(judgeUnknown(rules, memory, late.plus(GRACE)))).isEqualTo("UNKNOWN_STATUS");
    Memory healed =
        rules.remember(memory, view(JobState.CHECKING), report(State.FAILED, "r1", ""), late);
    assertThat(healed).isEqualTo(new Memory(true, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, '', '', true",
    "RUNNING, r2, '', true",
    "RUNNING, r1, '', false",
    "RUNNING, '', t2, true",
    "RUNNING, '', t1, false",
    "RUNNING, '', t0, false",
    "FAILED, '', '', false",
    "PASSED, r2, '', false",
    "UNKNOWN, '', '', false",
  })
  void aReportThatRunsIsARunThatWasSeenUnlessItIsTheOneBefore(
      State state, String run, String boot, boolean seen) {
    PollRules rules =
        new PollRules(
            new Baseline(
                JobState.CHECK_FAILED,
                "PrecheckFailed",
                run.isEmpty() ? "" : "r1",
                boot.isEmpty() ? "" : "t1",
                SUBMITTED),
            SUBMITTED,
            SUBMITTED.plus(Duration.ofHours(1)),
            GRACE);

    Memory memory =
        rules.remember(
            Memory.NONE, view(JobState.CHECK_FAILED), report(state, run, boot), SUBMITTED);

    assertThat(memory.seenRunning()).isEqualTo(seen);
  }

  @Test
  void theDeadlineEndsAWaitWithHowFarItWas() {
    PollRules rules = rules();

    Verdict verdict =
        rules.judge(
            view(JobState.CHECKING),
            report(State.RUNNING, "r2", ""),
            Memory.NONE,
            SUBMITTED.plus(Duration.ofHours(1)));

    assertThat(word(verdict)).isEqualTo("CHECK_OVERDUE");
    assertThat(((Verdict.Broken) verdict).why()).contains("9 of 14 items done, 1 failed");
  }

  @Test
  void progressCountsWhatIsDone() {
    Verdict verdict =
        rules()
            .judge(
                view(JobState.CHECKING), report(State.RUNNING, "r2", ""), Memory.NONE, SUBMITTED);

    assertThat(((Verdict.NotYet) verdict).progress())
        .isEqualTo("precheck running: 9 of 14 items done, 1 failed");
  }

  @Test
  void aReportBehindAFailedJobIsWaitedForTheGraceTimeFromWhenItWasRead() {
    PollRules rules = rules();
    JobView failed = view(JobState.CHECK_FAILED);
    PrecheckReport behind = report(State.NOT_RUN, "r1", "");
    Instant late = SUBMITTED.plus(Duration.ofMinutes(30));
    Memory memory = rules.remember(Memory.NONE, failed, behind, late);

    assertThat(word(rules.judge(failed, behind, memory, late))).isEqualTo("not yet");
    Instant over = late.plus(GRACE);
    memory = rules.remember(memory, failed, behind, over);
    assertThat(word(rules.judge(failed, behind, memory, over))).isEqualTo("grace");
    Memory caughtUp = rules.remember(memory, failed, report(State.FAILED, "r2", ""), over);
    assertThat(caughtUp.behindSince()).isNull();
  }

  private static Verdict judgeUnknown(PollRules rules, Memory memory, Instant now) {
    return rules.judge(view(JobState.UNKNOWN), report(State.RUNNING, "r2", ""), memory, now);
  }

  private static PollRules rules() {
    return new PollRules(
        new Baseline(JobState.NOT_STARTED, "NotStarted", "", "", SUBMITTED),
        SUBMITTED,
        SUBMITTED.plus(Duration.ofHours(1)),
        GRACE);
  }

  private static String word(Verdict verdict) {
    if (verdict instanceof Verdict.Finished finished) {
      return finished.evidence();
    } else if (verdict instanceof Verdict.Broken broken) {
      return broken.type().name();
    }
    return "not yet";
  }

  private static JobView view(JobState state) {
    return new JobView(state, state.name(), List.of(), null, "", "", SUBMITTED);
  }

  /** 14 items: 8 passed, 1 failed, 5 open. */
  private static PrecheckReport report(State state, String run, String boot) {
    List<PrecheckItem> items =
        List.of(
            item("A", PrecheckItem.Verdict.FAILED),
            item("B", PrecheckItem.Verdict.UNKNOWN),
            item("C", PrecheckItem.Verdict.UNKNOWN),
            item("D", PrecheckItem.Verdict.UNKNOWN),
            item("E", PrecheckItem.Verdict.UNKNOWN),
            item("F", PrecheckItem.Verdict.UNKNOWN));
    return new PrecheckReport(state, state.name(), run, boot, items, 14, 8, 0, "");
  }

  private static PrecheckItem item(String code, PrecheckItem.Verdict verdict) {
    return new PrecheckItem(
        code, verdict, "", false, Skippable.UNSAID, true, "", "", "", List.of(), "");
  }
}
