package io.tidegate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CliException;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.e2e.ChaosPlan.Kind;
import io.tidegate.e2e.ChaosPlan.Migration;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.WorkflowIds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One migration of a random run, and the people around it: what its kind wants of them, and a retry
 * of whatever is blocked. What they try may fail while something is down; they try again.
 */
final class ChaosJob {
  final Migration plan;
  final Shop shop;
  private final House house;
  private final Admin admin;
  private final Migrations migrations;
  private final Provider console;
  private final List<String> diary = new ArrayList<>();
  private final List<String> surprises = new ArrayList<>();
  private final OperatorCommand going = new OperatorCommand("ann", "the random run");

  private boolean started;
  private boolean repaired;
  private boolean cancelled;
  private Moment movesSince;
  private Moment pausedSince;
  private Moment waitsSince;
  private boolean resumed;
  private int retries;

  /** When something began, for a patience that runs from there. */
  private record Moment(long nanos) {
    static Moment now() {
      return new Moment(System.nanoTime());
    }

    boolean isOver(Duration time) {
      return System.nanoTime() - nanos >= time.toNanos();
    }
  }

  ChaosJob(House house, Migrations migrations, Provider console, Migration plan, String database)
      throws SQLException {
    this.house = house;
    this.admin = house.admin();
    this.migrations = migrations;
    this.console = console;
    this.plan = plan;
    this.shop =
        switch (plan.kind()) {
          case SOUND, STOPPED, PAUSED -> Shop.createSound(house, database, plan.rows());
          case SHIELDED -> Shop.create(house, database, plan.rows(), true);
          case REPAIRED, DENIED -> Shop.create(house, database, plan.rows(), false);
        };
  }

  String id() {
    return WorkflowIds.migration(shop.ref());
  }

  synchronized boolean isStarted() {
    return started;
  }

  /** Starts the migration; a start that was cut off may have taken, and is repeated. */
  synchronized void start() {
    attempt("start", () -> migrations.start(shop.request(), false));
    started = diary.get(diary.size() - 1).equals("start");
    if (started) {
      waitsSince = Moment.now();
    }
  }

  /**
   * Does what is now to be done.
   *
   * @param phase as listed, which may be of a moment ago
   */
  synchronized void tend(MigrationPhase phase) throws SQLException {
    switch (plan.kind()) {
      case STOPPED -> cancelAfterPatience(CancelCommand.Mode.STOP);
      case PAUSED -> pauseAndResume();
      default -> {}
    }
    switch (phase) {
      case BLOCKED -> retry();
      case PAUSED -> {
        if (plan.kind() != Kind.PAUSED) {
          surprises.add("PAUSED, though nobody paused it");
        }
        if (plan.kind() != Kind.PAUSED || resumed) {
          retry();
        }
      }
      case AWAITING_FIX -> fix();
      default -> {}
    }
  }

  private void retry() {
    attempt("retry", () -> migrations.retry(id(), going));
    retries++;
  }

  private void fix() throws SQLException {
    switch (plan.kind()) {
      case REPAIRED -> {
        if (!repaired) {
          Shop.run(house.target, "drop table " + shop.database + ".orders");
          repaired = true;
        }
        attempt("recheck", () -> migrations.recheck(id(), going));
      }
      case DENIED -> cancelAfterPatience(CancelCommand.Mode.DETACH);
      default -> {
        surprises.add("AWAITING_FIX, though there is nothing to fix");
        attempt("recheck", () -> migrations.recheck(id(), going));
      }
    }
  }

  private void cancelAfterPatience(CancelCommand.Mode mode) {
    if (!cancelled && waitsSince != null && waitsSince.isOver(plan.patience())) {
      CancelCommand command = new CancelCommand(mode, "ann", "the random run");
      attempt("cancel", () -> migrations.cancel(id(), command));
      cancelled = diary.get(diary.size() - 1).equals("cancel");
    }
  }

  /** At the provider, by somebody who knows nothing of the pipeline. */
  private void pauseAndResume() {
    if (resumed) {
      return;
    }
    String status = truth().path("status").asText();
    if (movesSince == null) {
      movesSince = status.equals("MIGRATING") ? Moment.now() : null;
    } else if (pausedSince == null && status.equals("MIGRATING")) {
      if (movesSince.isOver(plan.patience())) {
        attempt("pause", () -> console.suspend(shop.job, soon()));
      }
    } else if (pausedSince == null && status.equals("PAUSED")) {
      pausedSince = Moment.now();
    } else if (pausedSince != null && !status.equals("PAUSED")) {
      if (diary.stream().noneMatch(line -> line.startsWith("resume"))) {
        surprises.add("went on by itself while somebody had it paused");
      }
      resumed = true;
    } else if (pausedSince != null && pausedSince.isOver(plan.hold())) {
      attempt("resume", () -> console.start(shop.job, soon()));
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(8));
  }

  /** The job as it is at the provider. */
  JsonNode truth() {
    return admin.job(shop.job);
  }

  private void attempt(String what, Runnable act) {
    try {
      act.run();
      diary.add(what);
    } catch (CliException | ProviderException e) {
      diary.add(what + " failed: " + e.getMessage());
    }
  }

  /** Whether somebody paused it at the provider, and resumed it. */
  boolean wasPaused() {
    return pausedSince != null;
  }

  int retries() {
    return retries;
  }

  /** What people had to do that they should not have had to. */
  List<String> surprises() {
    return surprises.stream().distinct().toList();
  }

  /** What people did, in order. */
  List<String> diary() {
    return diary;
  }
}
