package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FakeProvider;
import io.tidegate.provider.FakeProvider.Mishap;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.FailureDetails;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Receipt.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EffectsTest {
  private static final Duration QUIET = Duration.ofSeconds(60);
  private final SteppedClock clock = new SteppedClock();
  private final FakeProvider provider = new FakeProvider(clock);
  private final Effects effects = new Effects(clock, clock::advance);
  private final List<String> heartbeats = new ArrayList<>();

  @Test
  void aFirstAttemptSendsAtOnceAndProvesItByTheRequest() {
    Receipt receipt = submit(provider.baseline("j1"), 1);

    assertThat(receipt.outcome()).isEqualTo(Outcome.SENT);
    assertThat(receipt.proof()).startsWith("request R1").contains("Prechecking");
    assertThat(provider.effects).containsExactly("submit");
  }

  @Test
  void theAttemptAfterALostReplyAdoptsWhatTheFirstDid() {
    Baseline baseline = provider.baseline("j1");
    provider.staleness = Duration.ofSeconds(45);
    provider.mishaps.add(Mishap.REPLY_LOST);
    assertThat(failure(() -> submit(baseline, 1)).getType())
        .isEqualTo(FailureType.PROVIDER_UNAVAILABLE.name());

    Receipt receipt = submit(baseline, 2);

    assertThat(receipt.outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(provider.effects).containsExactly("submit");
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void theAttemptAfterALostRequestSendsOnlyWhenTheQuietWindowIsOver() {
    Baseline baseline = provider.baseline("j1");
    provider.mishaps.add(Mishap.REQUEST_LOST);
    failure(() -> submit(baseline, 1));

    Receipt receipt = submit(baseline, 2);

    assertThat(receipt.outcome()).isEqualTo(Outcome.SENT);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(QUIET.plus(Effects.SEND));
    assertThat(heartbeats).anyMatch(h -> h.contains("an attempt before may have sent it"));
  }

  @Test
  void anEffectThatArrivesLateIsStillAdopted() {
    Baseline baseline = provider.baseline("j1");
    provider.staleness = Duration.ofSeconds(59);
    provider.mishaps.add(Mishap.LATE);
    failure(() -> submit(baseline, 1));

    assertThat(submit(baseline, 2).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(provider.effects).hasSize(1);
  }

  @Test
  void aRunThatEndedMeanwhileIsAdoptedByItsIdentity() {
    provider.begin();
    provider.endCheck();
    Baseline baseline = provider.baseline("j1");
    provider.mishaps.add(Mishap.REPLY_LOST);
    failure(() -> submit(baseline, 1));
    provider.endCheck();

    Receipt receipt = submit(baseline, 2);

    assertThat(receipt.outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(receipt.proof()).contains("run2");
    assertThat(provider.actual().run()).isEqualTo(2);
  }

  @Test
  void anAttemptThatWasGivenUpSendsNothing() {
    Attempt givenUp =
        new Attempt() {
          @Override
          public int number() {
            return 1;
          }

          @Override
          public void heartbeat(String doing) {
            throw new IllegalStateException("given up");
          }

          @Override
          public Alive keepAlive(String doing) {
            return () -> {};
          }
        };
    Baseline baseline = provider.baseline("j1");

    assertThatThrownBy(() -> effects.perform(submitEffect(baseline), givenUp, QUIET))
        .hasMessage("given up");

    assertThat(provider.effects).isEmpty();
  }

  @Test
  void aThrottledSendIsNoUnclearOne() {
    provider.mishaps.add(Mishap.THROTTLED);

    ApplicationFailure failure = failure(() -> submit(provider.baseline("j1"), 1));

    assertThat(failure.getType()).isEqualTo(FailureType.THROTTLED.name());
    assertThat(failure.getNextRetryDelay()).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
  }

  @ParameterizedTest
  @CsvSource({
    "CHECKING, Prechecking",
    "MOVING, Migrating",
    "FINISHED, Finished",
  })
  void nothingIsSubmittedToAJobThatChecksOrHasMoved(JobState state, String status) {
    Baseline baseline = provider.baseline("j1");
    provider.become(state, status);

    Receipt receipt = submit(baseline, 1);

    assertThat(receipt.outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(receipt.proof()).contains(status);
    assertThat(provider.effects).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSED", "HELD", "NOT_CONFIGURED"})
  void nothingIsSubmittedToAJobThatSomebodyHolds(JobState state) {
    Baseline baseline = provider.baseline("j1");
    provider.become(state, "Word");

    for (int attempt = 1; attempt <= 2; attempt++) {
      int number = attempt;
      assertThat(failure(() -> submit(baseline, number)).getType())
          .isEqualTo(FailureType.JOB_CONFLICT.name());
    }
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void anUnknownStatusIsReadAgainBeforeItIsAProblem() {
    Baseline baseline = provider.baseline("j1");
    provider.become(JobState.UNKNOWN, "Pondering");

    ApplicationFailure failure = failure(() -> submit(baseline, 1));

    assertThat(failure.getType()).isEqualTo(FailureType.UNKNOWN_STATUS.name());
    assertThat(failure.getOriginalMessage()).contains("Pondering");
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(QUIET);
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void aPausedJobIsNotPausedAgainAndAnEndedOneNotStoppedAgain() {
    provider.become(JobState.PAUSED, "Suspending");
    assertThat(suspend(1).outcome()).isEqualTo(Outcome.ADOPTED);
    provider.become(JobState.FINISHED, "Finished");
    assertThat(stop(1).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(failure(() -> suspend(1)).getType()).isEqualTo(FailureType.JOB_CONFLICT.name());
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void aMovingJobIsPausedAndStopped() {
    provider.become(JobState.MOVING, "Migrating");

    assertThat(suspend(1).outcome()).isEqualTo(Outcome.SENT);
    assertThat(stop(1).outcome()).isEqualTo(Outcome.SENT);
    assertThat(provider.effects).containsExactly("suspend", "stop");
  }

  @Test
  void shieldsThatShowAlreadyAreNotSentAgain() {
    failedCheck();
    provider.shield("j1", "run1", List.of("CHECK_SAME_OBJ"), Map.of(), null);
    provider.effects.clear();

    Receipt receipt = shield("run1", 1, "CHECK_SAME_OBJ", "CHECK_SERVER_ID");

    assertThat(receipt.outcome()).isEqualTo(Outcome.SENT);
    assertThat(receipt.items()).containsExactly("CHECK_SAME_OBJ", "CHECK_SERVER_ID");
    assertThat(receipt.proof()).contains("shielded before: CHECK_SAME_OBJ");
    assertThat(provider.effects).containsExactly("shield CHECK_SERVER_ID");
  }

  @Test
  void shieldsWhoseReplyWasLostAreAdopted() {
    provider.failing.remove("CHECK_SERVER_ID");
    failedCheck();
    provider.staleness = Duration.ofSeconds(20);
    provider.mishaps.add(Mishap.REPLY_LOST);
    failure(() -> shield("run1", 1, "CHECK_SAME_OBJ"));

    assertThat(shield("run1", 2, "CHECK_SAME_OBJ").outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(provider.effects).hasSize(1);
  }

  @Test
  void nothingIsShieldedWhereTheReportShowsAFailureThatNobodyHasDecidedAbout() {
    failedCheck();

    ApplicationFailure failure = failure(() -> shield("run1", 1, "CHECK_SAME_OBJ"));

    assertThat(failure.getType()).isEqualTo(FailureType.NO_LONGER_ALLOWED.name());
    assertThat(failure.getOriginalMessage()).contains("nobody has decided", "CHECK_SERVER_ID");
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void whatWasRefusedOrNeverSentIsToldFromWhatNobodyKnowsOf() {
    Baseline baseline = checkedJob();
    provider.become(JobState.PAUSED, "Suspending");
    assertThat(isUntouched(() -> submit(baseline, 1))).isTrue();
    assertThat(isUntouched(() -> submit(baseline, 2))).isFalse();
    provider.become(JobState.NOT_STARTED, "NotStarted");
    Baseline rests = provider.baseline("j1");
    provider.mishaps.add(Mishap.REPLY_LOST);
    assertThat(isUntouched(() -> submit(rests, 1))).isFalse();
  }

  private static boolean isUntouched(Runnable work) {
    DataConverter converter = DefaultDataConverter.STANDARD_INSTANCE;
    ApplicationFailure told =
        (ApplicationFailure)
            converter.failureToException(converter.exceptionToFailure(failure(work)));
    return FailureDetails.saysUntouched(told.getDetails());
  }

  @Test
  void nothingIsShieldedOnAnotherRunThanTheOneDecidedOn() {
    failedCheck();
    provider.begin();
    provider.endCheck();

    ApplicationFailure failure = failure(() -> shield("run1", 1, "CHECK_SAME_OBJ"));

    assertThat(failure.getType()).isEqualTo(FailureType.JOB_CONFLICT.name());
    assertThat(failure.getOriginalMessage()).contains("another run is shown");
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void aShieldIsNotSentOnceItsRuleHasEnded() {
    provider.failing.remove("CHECK_SERVER_ID");
    failedCheck();
    Instant end = clock.instant().plus(Effects.SEND).plusSeconds(1);
    Permission permission = new Permission(end, List.of(), clock);
    provider.mishaps.add(Mishap.REQUEST_LOST);
    failure(() -> shield(permission, "run1", 1, "CHECK_SAME_OBJ"));
    clock.advance(Duration.ofHours(9));

    ApplicationFailure failure = failure(() -> shield(permission, "run1", 2, "CHECK_SAME_OBJ"));

    assertThat(failure.getType()).isEqualTo(FailureType.NO_LONGER_ALLOWED.name());
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).contains("CHECK_SAME_OBJ", end.toString());
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void aShieldThatWasSentInTimeIsAdoptedAfterItsRuleHasEnded() {
    provider.failing.remove("CHECK_SERVER_ID");
    failedCheck();
    Permission permission =
        new Permission(clock.instant().plus(Effects.SEND).plusSeconds(1), List.of(), clock);
    provider.staleness = Duration.ofSeconds(20);
    provider.mishaps.add(Mishap.REPLY_LOST);
    failure(() -> shield(permission, "run1", 1, "CHECK_SAME_OBJ"));

    assertThat(shield(permission, "run1", 2, "CHECK_SAME_OBJ").outcome())
        .isEqualTo(Outcome.ADOPTED);
  }

  @Test
  void whatAnAccountsSettingsForbidByTheTimeOfTheSendIsNotSent() {
    failedCheck();
    Permission permission = new Permission(null, List.of("CHECK_SERVER_ID"), clock);

    ApplicationFailure failure =
        failure(() -> shield(permission, "run1", 1, "CHECK_SAME_OBJ", "CHECK_SERVER_ID"));

    assertThat(failure.getType()).isEqualTo(FailureType.NO_LONGER_ALLOWED.name());
    assertThat(failure.getOriginalMessage()).contains("never", "CHECK_SERVER_ID");
    assertThat(provider.effects).isEmpty();
  }

  @Test
  void whateverGoesWrongOneRunIsBegunForOneSubmit() {
    for (Mishap first : Mishap.values()) {
      for (Mishap second : Mishap.values()) {
        FakeProvider fresh = new FakeProvider(clock);
        fresh.staleness = Duration.ofSeconds(59);
        fresh.mishaps.addAll(List.of(first, second));
        Baseline baseline = fresh.baseline("j1");

        boolean done = false;
        for (int attempt = 1; !done && attempt <= 5; attempt++) {
          try {
            effects.perform(submitEffect(fresh, baseline), attempt(attempt), QUIET);
            done = true;
          } catch (ApplicationFailure e) {
            // A retry follows at once, which is the hardest case.
            assertThat(e.isNonRetryable()).as(e.getMessage()).isFalse();
          }
        }

        assertThat(done).isTrue();
        assertThat(fresh.actual().run()).as("%s, then %s", first, second).isEqualTo(1);
      }
    }
  }

  @Test
  void anEffectThatNobodyTakesIsGivenToAPersonInTheEnd() {
    Baseline baseline = provider.baseline("j1");
    provider.mishaps.addAll(List.of(Mishap.REQUEST_LOST, Mishap.REQUEST_LOST));

    assertThat(failure(() -> submit(baseline, Effects.MAX_ATTEMPTS - 1)).isNonRetryable())
        .isFalse();
    ApplicationFailure last = failure(() -> submit(baseline, Effects.MAX_ATTEMPTS));

    assertThat(last.isNonRetryable()).isTrue();
    assertThat(last.getType()).isEqualTo(FailureType.PROVIDER_UNAVAILABLE.name());
    assertThat(last.getOriginalMessage())
        .contains("REQUEST_LOST", "may have taken effect", Effects.MAX_ATTEMPTS + " attempts");
  }

  @Test
  void whileItReadsItIsKnownToLive() {
    submit(provider.baseline("j1"), 1);

    assertThat(heartbeats).filteredOn(h -> h.startsWith("begin ")).isNotEmpty();
    assertThat(heartbeats.indexOf("begin submit-check: reading"))
        .isLessThan(heartbeats.indexOf("end"))
        .isLessThan(heartbeats.indexOf("sending submit-check"));
  }

  private void failedCheck() {
    provider.begin();
    provider.endCheck();
  }

  private Receipt submit(Baseline baseline, int attempt) {
    return effects.perform(submitEffect(baseline), attempt(attempt), QUIET);
  }

  private Effect submitEffect(Baseline baseline) {
    return submitEffect(provider, baseline);
  }

  private static Effect submitEffect(FakeProvider provider, Baseline baseline) {
    return new StateEffect(
        "submit-check",
        true,
        () -> provider.baseline("j1"),
        now -> Meanings.ofSubmit(baseline, now),
        deadline -> provider.submitCheck("j1", deadline));
  }

  @Test
  void aChangeIsSentOnceAndOneThatTheJobShowsIsAdopted() {
    Baseline baseline = checkedJob();

    assertThat(modify(baseline, "b", 1).outcome()).isEqualTo(Outcome.SENT);
    assertThat(modify(baseline, "b", 1).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(modify(baseline, "b", 2).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(provider.effects).containsOnlyOnce("modify b");
  }

  @Test
  void aChangeWhoseReplyWasLostIsAdoptedWhereItShows() {
    Baseline baseline = checkedJob();
    provider.mishaps.add(Mishap.REPLY_LOST);
    failure(() -> modify(baseline, "b", 1));

    assertThat(modify(baseline, "b", 2).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(provider.effects).containsOnlyOnce("modify b");
  }

  @Test
  void whereItDoesNotShowAPersonIsAskedWhoseChangeItWas() {
    Baseline baseline = checkedJob();
    provider.showsChanges = false;
    provider.mishaps.add(Mishap.REPLY_LOST);
    failure(() -> modify(baseline, "b", 1));

    ApplicationFailure failure = failure(() -> modify(baseline, "b", 2));

    assertThat(failure.getType()).isEqualTo(FailureType.EFFECT_UNCLEAR.name());
    assertThat(failure.getOriginalMessage()).contains("this change or by somebody else's");
    assertThat(provider.effects).containsOnlyOnce("modify b");
  }

  @Test
  void aChangeIsNotSentOverOneOfSomebodyElses() {
    Baseline baseline = checkedJob();
    provider.modify("j1", "theirs", Deadline.in(Duration.ofSeconds(5)));

    ApplicationFailure failure = failure(() -> modify(baseline, "ours", 1));

    assertThat(failure.getType()).isEqualTo(FailureType.EFFECT_UNCLEAR.name());
    assertThat(provider.effects).doesNotContain("modify ours");
    assertThat(provider.shows).isEqualTo("theirs");
  }

  @Test
  void aChangeThatWasLostOnItsWayIsSentAgainAfterTheQuietWindow() {
    Baseline baseline = checkedJob();
    provider.mishaps.add(Mishap.REQUEST_LOST);
    failure(() -> modify(baseline, "b", 1));

    assertThat(modify(baseline, "b", 2).outcome()).isEqualTo(Outcome.SENT);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(QUIET.plus(Effects.SEND));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CHECKING", "MOVING", "COMPLETING", "FINISHED", "PAUSED", "HELD", "NOT_CONFIGURED"})
  void aJobThatCannotBeChangedIsNotAskedTo(JobState state) {
    Baseline baseline = checkedJob();
    provider.become(state, state.name());

    ApplicationFailure failure = failure(() -> modify(baseline, "b", 1));

    assertThat(failure.getType()).isEqualTo(FailureType.JOB_CONFLICT.name());
    assertThat(provider.effects).doesNotContain("modify b");
  }

  @Test
  void aStopOfAJobThatHasFailedIsDoneWhereNothingIsLeftToStop() {
    provider.become(JobState.FAILED, "Failed");

    assertThat(Meanings.ofStop(provider.baseline("j1"), true)).isInstanceOf(Effect.Look.Done.class);
    assertThat(Meanings.ofStop(provider.baseline("j1"), false))
        .isInstanceOf(Effect.Look.Unchanged.class);
  }

  /** A job whose check has failed. */
  private Baseline checkedJob() {
    provider.begin();
    provider.endCheck();
    return provider.baseline("j1");
  }

  private Receipt modify(Baseline baseline, String body, int attempt) {
    return effects.perform(
        new ModifyEffect(provider, "j1", baseline, body), attempt(attempt), QUIET);
  }

  private Receipt suspend(int attempt) {
    return effects.perform(
        new StateEffect(
            "suspend",
            true,
            () -> provider.baseline("j1"),
            Meanings::ofSuspend,
            deadline -> provider.suspend("j1", deadline)),
        attempt(attempt),
        QUIET);
  }

  private Receipt stop(int attempt) {
    return effects.perform(
        new StateEffect(
            "stop",
            true,
            () -> provider.baseline("j1"),
            now -> Meanings.ofStop(now, false),
            deadline -> provider.stop("j1", deadline)),
        attempt(attempt),
        QUIET);
  }

  private Receipt shield(String run, int attempt, String... codes) {
    return shield(new Permission(null, List.of(), clock), run, attempt, codes);
  }

  private Receipt shield(Permission permission, String run, int attempt, String... codes) {
    return effects.perform(
        new ShieldEffect(provider, "j1", run, List.of(codes), Map.of(), permission),
        attempt(attempt),
        QUIET);
  }

  private Attempt attempt(int number) {
    return new Attempt() {
      @Override
      public int number() {
        return number;
      }

      @Override
      public void heartbeat(String doing) {
        heartbeats.add(doing);
      }

      @Override
      public Alive keepAlive(String doing) {
        heartbeats.add("begin " + doing);
        return () -> heartbeats.add("end");
      }
    };
  }

  private static ApplicationFailure failure(Runnable work) {
    return catchThrowableOfType(ApplicationFailure.class, work::run);
  }
}
