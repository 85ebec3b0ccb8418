package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.activity.Effect.Look;
import io.tidegate.provider.Deadline;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RepeatableEffectTest {
  private final SteppedClock clock = new SteppedClock();
  private int sent;

  @Test
  void whatMayBeSentTwiceWaitsForNoQuietWindow() {
    Instant began = clock.instant();

    Receipt receipt =
        new Effects(clock, clock::advance)
            .perform(new Harmless(), new Later(), Duration.ofSeconds(60));

    assertThat(sent).isEqualTo(1);
    assertThat(clock.instant()).isEqualTo(began);
    assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.SENT);
    assertThat(receipt.run()).isEqualTo("t_2");
  }

  @Test
  void aPauseIsHalfOfAnEndAndNothingElseChangesItsMeaning() {
    Function<Baseline, Look> meaning = Meanings.orHalfWay(Meanings::ofComplete);

    assertThat(meaning.apply(at(JobState.PAUSED))).isInstanceOf(Look.Repeatable.class);
    for (JobState state : JobState.values()) {
      if (state != JobState.PAUSED) {
        assertThat(meaning.apply(at(state))).isEqualTo(Meanings.ofComplete(at(state)));
      }
    }
    assertThat(Meanings.ofComplete(at(JobState.PAUSED))).isInstanceOf(Look.Refused.class);
  }

  private static Baseline at(JobState state) {
    return new Baseline(state, state.name(), "", "", Instant.EPOCH);
  }

  private final class Harmless implements Effect {
    @Override
    public String name() {
      return "submit-check";
    }

    @Override
    public String run() {
      return sent == 0 ? "" : "t_2";
    }

    @Override
    public Look look() {
      return new Look.Repeatable("it rests");
    }

    @Override
    public String send(Deadline deadline) {
      sent++;
      return "request R";
    }
  }

  /** An attempt after one of which nobody knows what it did. */
  private static final class Later implements Attempt {
    @Override
    public int number() {
      return 2;
    }

    @Override
    public void heartbeat(String doing) {}

    @Override
    public Alive keepAlive(String doing) {
      return () -> {};
    }
  }
}
