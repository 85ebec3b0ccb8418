package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.ChunkLoader.LoadedTable;
import io.tidegate.sandbox.engine.Verifier.Counts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Hands the chunks of tables to the workers, to be loaded and later to be compared. */
final class TableMover {
  private static final Set<String> TRANSACTIONAL =
      Set.of("INNODB", "ROCKSDB", "TOKUDB", "NDBCLUSTER");

  private final JobContext context;
  private final String job;
  private final EngineStore store;
  private final ChunkStore chunks;
  private final Workers workers;
  private final Structure structure;
  private final ChunkPlanner planner;
  private final ChunkLoader loader;
  private final Verifier verifier;

  TableMover(JobContext context, Workers workers, Structure structure) {
    EngineSettings settings = context.settings();
    this.context = context;
    this.job = context.job();
    this.store = context.store();
    this.chunks = store.chunks();
    this.workers = workers;
    this.structure = structure;
    this.planner = new ChunkPlanner(settings.rowsBetweenCheckpoints(), context.stop());
    this.loader = new ChunkLoader(context, new RateLimit(settings.rowsPerSecond(), context.stop()));
    this.verifier = new Verifier(context.stop());
  }

  /** Divides the table in this thread, unless it was; then has its missing chunks loaded. */
  void load(MovedObject object) {
    if (chunks.isPlanned(job, object)
        && chunks.chunks(job, object).stream().allMatch(Chunk::isLoaded)) {
      return;
    }
    workers.now(
        object.sourceName(),
        lane -> {
          TableShape shape = shape(object, lane);
          boolean ours = !store.isExisting(job, object);
          // Again, for the job may have been away for long.
          structure.requireReady(object, ours, lane);
          if (!chunks.isPlanned(job, object)) {
            ChunkPlanner.Plan plan = lane.atSource(source -> planner.plan(object, shape, source));
            chunks.planned(job, object, plan.ranges(), plan.rows());
          }
          LoadedTable table =
              new LoadedTable(
                  object, shape, ours, lane.atTarget(target -> isTransactional(object, target)));
          for (Chunk chunk : chunks.chunks(job, object)) {
            if (!chunk.isLoaded()) {
              workers.submit(
                  object.targetName(),
                  workersLane ->
                      chunks.loaded(job, object, chunk, loader.load(table, chunk, workersLane)));
            }
          }
        });
  }

  static TableShape shape(MovedObject object, Lane lane) throws SQLException {
    return lane.atSource(source -> TableShape.read(source, object.sourceDatabase(), object.name()))
        .orElseThrow(
            () ->
                new MoveFailure(
                    object.sourceName()
                        + " is gone from the source "
                        + lane.spec().source()
                        + "; bring it back with the same rows and start the job again, or move"
                        + " what is left in a new job"));
  }

  static boolean isTransactional(MovedObject object, Connection target) throws SQLException {
    return Sql.value(
            target,
            "select engine from information_schema.tables"
                + " where table_schema = ? and table_name = ?",
            object.targetDatabase(),
            object.name())
        .map(engine -> TRANSACTIONAL.contains(engine.toUpperCase(Locale.ROOT)))
        .orElse(false);
  }

  /** Has the table's chunks compared, unless they were. */
  void verify(MovedObject object) {
    if (store.isVerified(job, object)) {
      return;
    }
    workers.now(
        object.sourceName(),
        lane -> {
          TableShape shape = shape(object, lane);
          boolean ours = !store.isExisting(job, object);
          List<Chunk> parts = chunks.chunks(job, object);
          Tally tally = new Tally(parts.size());
          for (Chunk chunk : parts) {
            workers.submit(
                object.targetName(),
                workersLane -> {
                  context.stop().check();
                  Counts counts =
                      ours
                          ? verifier.verifyOurs(object, shape, chunk.range(), workersLane)
                          : verifier.verifyExisting(object, shape, chunk.range(), workersLane);
                  if (tally.add(chunk, counts)) {
                    finish(object, ours, tally, workersLane);
                  }
                });
          }
        });
  }

  private void finish(MovedObject object, boolean ours, Tally tally, Lane lane)
      throws SQLException {
    long target =
        ours
            ? tally.sum(Counts::target)
            : lane.atTarget(there -> Verifier.count(there, object.targetDatabase(), object.name()));
    store.verified(job, object, tally.sum(Counts::source), target);
  }

  /** Adds up the chunks of a table; a chunk that comes again changes nothing. */
  private static final class Tally {
    private final int chunks;
    private final Map<Integer, Counts> added = new HashMap<>();

    Tally(int chunks) {
      this.chunks = chunks;
    }

    /** Whether all of them are in. */
    synchronized boolean add(Chunk chunk, Counts counts) {
      added.put(chunk.number(), counts);
      return added.size() == chunks;
    }

    synchronized long sum(ToLongFunction<Counts> side) {
      return added.values().stream().mapToLong(side).sum();
    }
  }
}
