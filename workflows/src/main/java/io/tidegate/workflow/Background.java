package io.tidegate.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is waited for beside a person's answer. Where it fails, the answer alone remains.
 */
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

  /** Waits no longer; answers what has come. */
  Optional<T> end() {
    if (!awaited.isCompleted()) {
      scope.cancel("answered");
    }
    return hasCome() ? Optional.of(awaited.get()) : Optional.empty();
  }
}
