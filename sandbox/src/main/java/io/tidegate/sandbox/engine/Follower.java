package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.engine.Applier.PositionMoved;
import io.tidegate.sandbox.engine.PositionTable.Applied;
import io.tidegate.sandbox.engine.binlog.LogBroken;
import io.tidegate.sandbox.engine.binlog.LogEntry;
import io.tidegate.sandbox.engine.binlog.LogPosition;
import io.tidegate.sandbox.engine.binlog.SourceLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Follows the source's log from the stored position until it is told to complete. Where a server is
 * lost, everything is taken up again from the position that the target has.
 */
final class Follower {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long TELL_NANOS = Duration.ofMillis(250).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private static final int ATTEMPTS = 6;

  private final JobContext context;
  private final Workers workers;
  private final SnapshotLoad load;
  private final BooleanSupplier completing;
  private final PositionTable positions;
  private final Patience patience;
  private int refusals;
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
    this.patience = new Patience(context.settings().reconnectFor(), context.stop());
  }

  /**
   * Returns when the target was found equal to a last snapshot.
   *
   * @throws MoveFailure if it cannot go on, or a server stays away
   */
  void follow() {
    workers.now("following the source's log", this::follow, patience);
  }

  private void follow(Lane lane) throws SQLException {
    while (true) {
      try {
        attempt(lane);
        return;
      } catch (SQLException e) {
        boolean passes = e instanceof PositionMoved || ServerError.isContended(e);
        if (!passes || ++refusals == ATTEMPTS) {
          throw e;
        }
        context.stop().pause(PAUSE_NANOS);
      } finally {
        context.store().follow().halted(context.job());
      }
    }
  }

  private void attempt(Lane lane) throws SQLException {
    Applied start =
        lane.atTarget(positions::read)
            .orElseThrow(
                () ->
                    new MoveFailure(
                        "the job's position is gone from the target "
                            + lane.spec().target()
                            + "; a new job is needed"));
    FollowedTables tables = lane.atTarget(target -> FollowedTables.read(context, target));
    long ahead = lane.atSource(Snapshot::second) - machineSecond();
    lane.target().setAutoCommit(false);
    try (SourceLog log =
            new SourceLog(context.spec().source(), start.position(), tables::contains);
        Applier applier = new Applier(context, lane, tables, start)) {
      tell(applier, ahead, true);
      while (!(completing.getAsBoolean() && !applier.isInTransaction())) {
        step(log, applier, ahead, lane);
      }
      workers.once(other -> complete(log, applier, ahead, lane, other));
    } finally {
      lane.rollBack();
    }
  }

  /** Goes on to a last snapshot, and compares the target with it. */
  private void complete(SourceLog log, Applier applier, long ahead, Lane lane, Lane other)
      throws SQLException {
    try (Snapshot end = Snapshot.take(other, load.tables())) {
      LogPosition goal = end.position();
      while (applier.isInTransaction() || applier.reached().compareTo(goal) < 0) {
        step(log, applier, ahead, lane);
      }
      if (applier.hasGroup()) {
        applier.commit();
      }
      tell(applier, ahead, true);
      load.verify(other);
    }
  }

  private void step(SourceLog log, Applier applier, long ahead, Lane lane) throws SQLException {
    context.stop().check();
    LogPosition before = applier.applied().position();
    Duration wait = applier.hasGroup() ? Duration.ZERO : WAIT;
    Optional<LogEntry> entry = lane.atSource(source -> next(log, wait));
    if (entry.isPresent()) {
      applier.apply(entry.get(), machineSecond() + ahead);
    }
    applier.commitIfDue(entry.isEmpty());
    if (applier.isAtEnd() || !applier.applied().position().equals(before)) {
      patience.renew();
      refusals = 0;
    }
    tell(applier, ahead, false);
  }

  private static Optional<LogEntry> next(SourceLog log, Duration wait) throws LogBroken {
    try {
      return log.next(wait);
    } catch (LogBroken e) {
      if (e.isPurged()) {
        throw new MoveFailure(
            "the source no longer has the part of its binary log that comes next",
            e,
            "Keep the logs longer (binlog_expire_logs_seconds), and move the tables in a new job");
      }
      throw e;
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
