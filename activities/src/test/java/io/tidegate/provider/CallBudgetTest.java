package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
  private final AtomicLong nanos = new AtomicLong();
  private final CallBudget budget =
      new CallBudget(10, nanos::get, time -> nanos.addAndGet(time.toNanos()));

  @Test
  void aBurstOfOneSecondIsFreeAndTheRestIsPaced() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(take("A", Duration.ofMinutes(1))).isTrue();
    }

    assertThat(elapsed()).isBetween(Duration.ofMillis(1_990), Duration.ofMillis(2_010));
  }

  @Test
  void everyActionHasItsOwn() throws Exception {
    for (int i = 0; i < 10; i++) {
      take("A", Duration.ofMinutes(1));
      take("B", Duration.ofMinutes(1));
    }

    assertThat(elapsed()).isZero();
  }

  @Test
  void nobodyWaitsBeyondTheirDeadlineOrTakesFromThoseWhoCan() throws Exception {
    for (int i = 0; i < 10; i++) {
      take("A", Duration.ofMinutes(1));
    }

    assertThat(take("A", Duration.ofMillis(50))).isFalse();
    assertThat(elapsed()).isZero();
    assertThat(take("A", Duration.ofSeconds(1))).isTrue();
    assertThat(elapsed()).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
  }

  @Test
  void aThrottledAnswerSlowsEveryActionForAWhile() throws Exception {
    take("A", Duration.ofMinutes(1));
    take("B", Duration.ofMinutes(1));
    budget.throttled();

    take("B", Duration.ofMinutes(1));
    take("C", Duration.ofMinutes(1));

    assertThat(elapsed()).isBetween(Duration.ofMillis(790), Duration.ofMillis(810));
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    long before = nanos.get();
    for (int i = 0; i < 10; i++) {
      take("B", Duration.ofMinutes(1));
    }
    assertThat(nanos.get() - before).isZero();
  }

  private boolean take(String action, Duration patience) throws InterruptedException {
    return budget.take(action, Deadline.in(patience, nanos::get));
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanos.get());
  }
}
