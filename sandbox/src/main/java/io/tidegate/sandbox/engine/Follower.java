package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.Applier.PositionMoved;
import io.tidegate.sandbox.engine.PositionTable.Applied;
import io.tidegate.sandbox.engine.binlog.LogBroken;
import io.tidegate.sandbox.engine.binlog.LogEntry;
import io.tidegate.sandbox.engine.binlog.LogPosition;
import io.tidegate.sandbox.engine.binlog.SourceLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Follows the source's log from the stored position until it is told to complete. Where a
 * connection breaks, everything is taken up again from the position that the target has.
 */
final class Follower {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long TELL_NANOS = Duration.ofMillis(250).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  // Deadlock, lock wait timeout, server going down, connection killed.
  private static final Set<Integer> PASSING = Set.of(1213, 1205, 1053, 1927);

  /** The source's log broke off. */
  private static final class Broken extends RuntimeException {
    Broken(LogBroken cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final JobContext context;
  private final Workers workers;
  private final SnapshotLoad load;
  private final BooleanSupplier completing;
  private final PositionTable positions;
  private long lastHeard;
  private long lastTold;

  /**
   * @param completing whether the following is to end
   */
  Follower(JobContext context, Workers workers, SnapshotLoad load, BooleanSupplier completing) {
    this.context = context;
    this.workers = workers;
    this.load = load;
    this.completing = completing;
    this.positions = new PositionTable(context.job(), context.spec());
  }

  /**
   * Returns when the target was found equal to a last snapshot.
   *
   * @throws MoveFailure if it cannot go on, or could not for a minute
   */
  void follow() {
    lastHeard = System.nanoTime();
    while (true) {
      try {
        workers.now("following the source's log", this::attempt);
        return;
      } catch (Broken | PositionMoved e) {
        pauseOrGiveUp(String.valueOf(e.getMessage()), e);
      } catch (MoveFailure e) {
        if (!isPassing(e)) {
          throw e;
        }
        pauseOrGiveUp(String.valueOf(e.getMessage()), e);
      } finally {
        context.store().follow().halted(context.job());
      }
    }
  }

  private static boolean isPassing(MoveFailure failure) {
    return failure.getCause() instanceof SQLException cause
        && (PASSING.contains(cause.getErrorCode())
            || String.valueOf(cause.getSQLState()).startsWith("08"));
  }

  private void pauseOrGiveUp(String reason, RuntimeException cause) {
    context.stop().check();
    if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
      MoveFailure failure =
          new MoveFailure(
              "could not follow the source's log for "
                  + PATIENCE.toSeconds()
                  + " s: "
                  + reason
                  + ". Repair that and start the job: it goes on from where it is");
      failure.initCause(cause);
      throw failure;
    }
    context.stop().pause(PAUSE_NANOS);
  }

  private void attempt(Lane lane) throws SQLException {
    Applied start =
        positions
            .read(lane.target())
            .orElseThrow(
                () ->
                    new MoveFailure(
                        "the job's position is gone from the target; a new job is needed"));
    FollowedTables tables = FollowedTables.read(context, lane.target());
    long ahead =
        Sql.rows(lane.source(), "select unix_timestamp()").get(0).number(1) - machineSecond();
    lane.target().setAutoCommit(false);
    try (SourceLog log =
            new SourceLog(context.spec().source(), start.position(), tables::contains);
        Applier applier = new Applier(context, lane.target(), tables, start)) {
      tell(applier, ahead, true);
      while (!(completing.getAsBoolean() && !applier.isInTransaction())) {
        step(log, applier, ahead);
      }
      workers.now("completing", other -> complete(log, applier, ahead, other));
    } finally {
      lane.target().rollback();
      lane.target().setAutoCommit(true);
    }
  }

  /** Goes on to a last snapshot, and compares the target with it. */
  private void complete(SourceLog log, Applier applier, long ahead, Lane other)
      throws SQLException {
    try (Snapshot end = Snapshot.take(context.spec().source(), other.source(), load.tables())) {
      LogPosition goal = end.position();
      while (applier.isInTransaction() || applier.reached().compareTo(goal) < 0) {
        step(log, applier, ahead);
      }
      if (applier.hasGroup()) {
        applier.commit();
      }
      tell(applier, ahead, true);
      load.verify(other);
    }
  }

  private void step(SourceLog log, Applier applier, long ahead) throws SQLException {
    context.stop().check();
    Optional<LogEntry> entry = next(log, applier.hasGroup() ? Duration.ZERO : WAIT);
    if (entry.isPresent()) {
      lastHeard = System.nanoTime();
      applier.apply(entry.get(), machineSecond() + ahead);
    }
    applier.commitIfDue(entry.isEmpty());
    tell(applier, ahead, false);
  }

  private Optional<LogEntry> next(SourceLog log, Duration patience) {
    try {
      return log.next(patience);
    } catch (LogBroken e) {
      if (e.isPurged()) {
        throw new MoveFailure(
            "the source no longer has the part of its binary log that comes next: "
                + e.getMessage()
                + ". Keep the logs longer (binlog_expire_logs_seconds), and move the tables in a"
                + " new job");
      }
      throw new Broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal.Stopped();
    }
  }

  private void tell(Applier applier, long ahead, boolean now) {
    if (now || System.nanoTime() - lastTold > TELL_NANOS) {
      lastTold = System.nanoTime();
      Applied applied = applier.applied();
      context
          .store()
          .follow()
          .applied(context.job(), applied, applied.second() - ahead, applier.isAtEnd());
    }
  }

  private static long machineSecond() {
    return System.currentTimeMillis() / 1000;
  }
}
