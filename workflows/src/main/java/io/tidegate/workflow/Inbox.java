package io.tidegate.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.ModifyCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people have asked of a running migration, and the waits for it. */
final class Inbox {
  // A wait without an end is made of waits that the timeline shows.
  private static final Duration VISIBLE_WAIT = Duration.ofDays(30);

  private boolean recheckAsked;
  private boolean retryAsked;
  private @Nullable ModifyCommand modify;
  private @Nullable CancelCommand cancel;

  void askRecheck() {
    recheckAsked = true;
  }

  void askRetry() {
    retryAsked = true;
  }

  void askModify(ModifyCommand command) {
    modify = command;
  }

  void askCancel(CancelCommand command) {
    // A second one comes only while the first waits for a retry: it goes on with this instead.
    retryAsked = cancel != null;
    cancel = command;
  }

  /** Whether somebody has ended the wait that there is. */
  boolean isAnswered() {
    return recheckAsked || retryAsked || modifyAsked() || cancel != null;
  }

  boolean modifyAsked() {
    return modify != null;
  }

  /** The change that was asked for, once. */
  @Nullable ModifyCommand takeModify() {
    ModifyCommand asked = modify;
    modify = null;
    return asked;
  }

  boolean retryAsked() {
    return retryAsked;
  }

  @Nullable CancelCommand cancelAsked() {
    return cancel;
  }

  /** What ended a wait. */
  enum Came {
    ASKED_FOR,
    OTHER,
    TOO_LATE
  }

  /**
   * Returns when a recheck or a change is asked for, something other has come about, or the time is
   * over.
   */
  Came awaitRecheckOr(Supplier<Boolean> other, String summary, @Nullable Instant until) {
    forgetAnswers();
    while (!recheckAsked && !modifyAsked() && !other.get()) {
      Duration left = until == null ? VISIBLE_WAIT : Duration.between(Logbook.now(), until);
      if (left.isNegative() || left.isZero()) {
        return Came.TOO_LATE;
      }
      await(left, summary, () -> recheckAsked || modifyAsked() || other.get());
    }
    Came came = recheckAsked || modifyAsked() ? Came.ASKED_FOR : Came.OTHER;
    recheckAsked = false;
    return came;
  }

  void awaitRetry(String summary) {
    awaitRetryOr(() -> false, summary);
  }

  /** Returns when a retry or a change is asked for, or when this has come about. */
  void awaitRetryOr(Supplier<Boolean> other, String summary) {
    forgetAnswers();
    while (!retryAsked && !modifyAsked() && !other.get()) {
      await(VISIBLE_WAIT, summary, () -> retryAsked || modifyAsked() || other.get());
    }
    retryAsked = false;
  }

  /** What was said to the wait before is no answer to this one. */
  private void forgetAnswers() {
    recheckAsked = false;
    retryAsked = false;
    modify = null;
  }

  private static void await(Duration atMost, String summary, Supplier<Boolean> condition) {
    AtomicReference<@Nullable Promise<Void>> timer = new AtomicReference<>();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () ->
                timer.set(
                    Workflow.newTimer(
                        atMost,
                        TimerOptions.newBuilder().setSummary(Display.summary(summary)).build())));
    scope.run();
    Promise<Void> running = java.util.Objects.requireNonNull(timer.get());
    Workflow.await(() -> condition.get() || running.isCompleted());
    if (!running.isCompleted()) {
      scope.cancel("answered");
    }
  }
}
