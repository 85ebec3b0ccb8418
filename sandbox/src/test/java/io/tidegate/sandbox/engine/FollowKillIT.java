package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.engine.BusySource.assertSameRows;
import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An engine that is killed at any moment, while sessions write to the source. */
class FollowKillIT {
  private static final long SEED = 20_240_229;
  private static final int KILLS = 7;

  private final String db = freshName("shop");
  private final Path folder = freshFolder();

  @Test
  void killed_again_and_again_it_neither_loses_nor_repeats_a_change() throws Exception {
    BusySource.create(db);
    JobSpec spec = Move.spec(db, new Stages(true, true, true));
    Path metadatabase = folder.resolve("sandbox.db");
    Random random = new Random(SEED);
    int killedLoading = 0;
    int killedFollowing = 0;
    try (BusySource writing = BusySource.start(db, SEED, 2)) {
      for (int i = 0; i < KILLS; i++) {
        Process process =
            EngineProcess.start(metadatabase, spec, "NONE", false, folder.resolve("killed.out"));
        // Early ones fall into structure and load, later ones into the following.
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait(i, random));
        boolean mustFollow = i >= KILLS / 2;
        while (process.isAlive()
            && (System.nanoTime() < deadline || (mustFollow && !isFollowing()))) {
          Thread.sleep(5);
        }
        assertThat(process.isAlive()).as("it ended, see " + folder + "/killed.out").isTrue();
        boolean followed = isFollowing();
        process.destroyForcibly().waitFor();
        killedLoading += followed ? 0 : 1;
        killedFollowing += followed ? 1 : 0;
      }
      writing.stop();
    }
    Path output = folder.resolve("last.out");
    Process last = EngineProcess.start(metadatabase, spec, "NONE", true, output);
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).endsWith(Move.FINISHED + System.lineSeparator());

    assertSameRows(db, db, BusySource.TABLES);
    assertSameRows(db, db, List.of("log"));
    assertThat(rows(target(), "show tables in " + db + " like 'tidegate%'")).isEmpty();
    assertThat(killedFollowing).isGreaterThanOrEqualTo(KILLS / 2);
    assertThat(killedLoading + killedFollowing).isEqualTo(KILLS);
  }

  private static long wait(int i, Random random) {
    return i < KILLS / 2 ? 1200 + random.nextInt(1500) : 800 + random.nextInt(2500);
  }

  private boolean isFollowing() {
    return !rows(
            target(),
            "select 1 from information_schema.tables where table_schema = '"
                + db
                + "' and table_name like 'tidegate_sandbox_position%'")
        .isEmpty();
  }
}
