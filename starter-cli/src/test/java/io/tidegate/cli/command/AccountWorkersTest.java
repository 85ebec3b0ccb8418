package io.tidegate.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.StarterCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What status says of a migration whose steps nobody takes. */
class AccountWorkersTest {
  private static final String MISSING =
      "  worker    no worker has polled for account a of late: it moves only while one does, see the"
          + " worker's log and its accounts";

  private FakeTemporal temporal;

  @BeforeEach
  void startTemporal() throws IOException {
    temporal = new FakeTemporal();
  }

  @AfterEach
  void stopTemporal() {
    temporal.close();
  }

  @Test
  void aMigrationWhoseAccountNoWorkerPollsIsToldToStandStill() {
    temporal.seeAccount(Duration.ofMinutes(5));

    assertThat(status("CHECKING", "AWAITING_FIX")).filteredOn(MISSING::equals).hasSize(2);
  }

  @Test
  void nothingIsSaidWhileAWorkerPolls() {
    temporal.seeAccount(Duration.ofSeconds(61));

    assertThat(status("CHECKING")).contains("  round     1").noneMatch(l -> l.contains("worker"));
  }

  @Test
  void nothingIsSaidOfOneThatHasEnded() {
    temporal.seeAccount(Duration.ofMinutes(5));

    assertThat(status("SUCCEEDED", "FAILED")).isNotEmpty().noneMatch(l -> l.contains("worker"));
  }

  @Test
  void aServerThatDoesNotTellWhoPollsSaysNothing() {
    temporal.seeAccount(Duration.ofMinutes(5));
    temporal.tellOnlyOfTheWorker();

    assertThat(status("CHECKING")).contains("  round     1").noneMatch(l -> l.contains("worker"));
  }

  @Test
  void whatAProgramReadsStaysAsItIs() {
    temporal.seeAccount(Duration.ofMinutes(5));

    assertThat(run("status", "migration/x/y/CHECKING", "--output", "json"))
        .isNotEmpty()
        .noneMatch(l -> l.contains("polling"));
  }

  private List<String> status(String... phases) {
    List<String> args = new ArrayList<>(List.of("status"));
    for (String phase : phases) {
      args.add("migration/x/y/" + phase);
    }
    return run(args.toArray(new String[0]));
  }

  private List<String> run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--address", temporal.address(), "--namespace", "default"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    StarterCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(new String[0]));
    assertThat(err.toString()).isEmpty();
    return out.toString().lines().toList();
  }
}
