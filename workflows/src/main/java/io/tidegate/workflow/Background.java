package io.tidegate.workflow;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is waited for beside what people ask. */
final class Background<T> {
  private final CancellationScope scope;
  private final Promise<T> awaited;

  private Background(CancellationScope scope, Promise<T> awaited) {
    this.scope = scope;
    this.awaited = awaited;
  }

  static <T> Background<T> begin(Supplier<Promise<T>> work) {
    AtomicReference<@Nullable Promise<T>> begun = new AtomicReference<>();
    CancellationScope scope = Workflow.newCancellationScope(() -> begun.set(work.get()));
    scope.run();
    return new Background<>(scope, Objects.requireNonNull(begun.get()));
  }

  boolean hasCome() {
    return awaited.isCompleted() && awaited.getFailure() == null;
  }

  boolean isOver() {
    return awaited.isCompleted();
  }

  /** Why nothing comes any more; null while something may, and where it has. */
  @Nullable RuntimeException failure() {
    return awaited.isCompleted() ? awaited.getFailure() : null;
  }

  /**
   * Waits for its end, or gives it up once something other has come about.
   *
   * @return empty where it was given up
   * @throws io.temporal.failure.ActivityFailure as it failed, or when the workflow was cancelled
   */
  Optional<T> awaitUnless(Supplier<Boolean> other) {
    try {
      Workflow.await(() -> awaited.isCompleted() || other.get());
    } catch (CanceledFailure e) {
      // It is cancelled too, and its end is waited for: an attempt may be under way.
      return Optional.of(awaited.get());
    }
    if (awaited.isCompleted()) {
      return Optional.of(awaited.get());
    }
    // How it ends is of no concern: whoever asks again hears of what is wrong.
    scope.cancel("not waited for any more");
    return Optional.empty();
  }

  /** Waits no longer; answers what has come, of a time nothing. */
  Optional<T> end() {
    if (!awaited.isCompleted()) {
      scope.cancel("answered");
    }
    return hasCome() ? Optional.ofNullable(awaited.get()) : Optional.empty();
  }
}
