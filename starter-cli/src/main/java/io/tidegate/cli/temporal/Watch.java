package io.tidegate.cli.temporal;

import io.tidegate.cli.CliException;
import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.LiveProgress;
import io.tidegate.cli.output.StatusText;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Looks at migrations again and again and shows what it sees. */
public final class Watch {
  /** A look costs the worker a query for each migration, so many are looked at less often. */
  private static final Duration PER_MIGRATION = Duration.ofMillis(100);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Migrations migrations;
  private final LiveProgress progress;

  /** Looks by these, and shows on that. */
  public Watch(Migrations migrations, LiveProgress progress) {
    this.migrations = migrations;
    this.progress = progress;
  }

  /** Shows them until each has ended or waits for a person; answers how they stood then. */
  public List<MigrationStatus> untilSettled(List<String> ids) {
    return until(ids, Watch::isSettled);
  }

  /** Whether it has ended or waits for a person. */
  public static boolean isSettled(MigrationStatus status) {
    return status.phase().isEnd() || status.phase().needsHuman();
  }

  /** Shows them until each is as the caller wants it. */
  public List<MigrationStatus> until(List<String> ids, Predicate<MigrationStatus> settled) {
    Duration pause = PER_MIGRATION.multipliedBy(ids.size());
    pause = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    while (true) {
      List<MigrationStatus> now = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      for (String id : ids) {
        MigrationStatus status = migrations.status(id);
        now.add(status);
        lines.add(line(id, status));
      }
      progress.show(lines);
      if (now.stream().allMatch(settled)) {
        return now;
      }
      sleep(pause);
    }
  }

  /** In a pipe, where each line that is new is printed, with nothing but news. */
  private String line(String id, MigrationStatus status) {
    return progress.isRedrawn() && StatusText.moves(status)
        ? StatusText.line(status, migrations.newestLook(id).orElse(""))
        : StatusText.line(status);
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted");
    }
  }

  /** What they come to, taken together: a failure weighs more than a wait. */
  public static int exitCode(List<MigrationStatus> statuses) {
    boolean failed =
        statuses.stream().anyMatch(s -> s.phase().isEnd() && s.phase() != MigrationPhase.SUCCEEDED);
    boolean waits = statuses.stream().anyMatch(s -> s.phase().needsHuman());
    return failed ? ExitCodes.FAILED : waits ? ExitCodes.NEEDS_HUMAN : ExitCodes.DONE;
  }
}
