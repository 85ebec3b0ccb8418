package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The random run of {@code docs/faults.md}, short enough for every build. */
class ChaosIT {
  private static final long SEED = Long.getLong("tidegate.chaos.seed", 20_261_122L);
  private static final int MIGRATIONS = 54;
  private static final int KILLS = 10;

  @Test
  void nothingIsLostAndNothingIsDoneTwiceWhoeverDiesAndWhateverIsAnswered() throws Exception {
    Path folder = Path.of("target", "chaos-" + UUID.randomUUID());

    ChaosReport report = ChaosRun.run(folder, SEED, MIGRATIONS, KILLS, line -> {});

    assertThat(report.violations()).as(report.toString()).isEmpty();
  }
}
