package io.tidegate.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody can reckon with them, least of all a workflow, which would fail for ever. */
class SenselessTimesTest {

  @ParameterizedTest
  @ValueSource(longs = {-1, 3_200_000_000L, Long.MAX_VALUE})
  void aLagThatMakesNoSenseIsNotKnown(long seconds) {
    assertThat(view(Duration.ofSeconds(seconds)).lag()).isNull();
  }

  @Test
  void aLagOfYearsIsKept() {
    assertThat(view(Duration.ofDays(3_650)).lag()).isEqualTo(Duration.ofDays(3_650));
  }

  @Test
  void aWaitThatNoTimerReachesIsForEver() {
    assertThat(new Rounds(5, Duration.ofSeconds(Long.MAX_VALUE)).giveUpAfter()).isNull();
    assertThat(new Rounds(5, Duration.ofDays(3_650)).giveUpAfter())
        .isEqualTo(Duration.ofDays(3_650));
  }

  private static JobView view(Duration lag) {
    return new JobView(JobState.MOVING, "Running", List.of(), lag, "", "", Instant.EPOCH);
  }
}
