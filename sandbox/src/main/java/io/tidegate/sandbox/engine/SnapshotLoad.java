package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.MovedObject.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loads all tables out of one {@link Snapshot} and compares them with it, so that the source's log
 * goes on from a known position. Broken off, it begins again: its rows are taken out of the tables
 * first, and of tables that were there before no others.
 */
final class SnapshotLoad {
  private final JobContext context;
  private final Structure structure;
  private final ChunkPlanner planner;
  private final ChunkLoader loader;
  private final Verifier verifier;
  private final Leftovers leftovers;

  SnapshotLoad(JobContext context, Structure structure) {
    EngineSettings settings = context.settings();
    this.context = context;
    this.structure = structure;
    this.planner = new ChunkPlanner(settings.rowsBetweenCheckpoints(), context.stop());
    this.loader = new ChunkLoader(context, new RateLimit(settings.rowsPerSecond(), context.stop()));
    this.verifier = new Verifier(context.stop());
    this.leftovers = new Leftovers(context);
  }

  /** Does nothing if the load was done before. */
  void load(Lane lane) throws SQLException {
    PositionTable position = new PositionTable(context.job(), context.spec());
    if (lane.atTarget(position::read).isPresent()) {
      return;
    }
    List<MovedObject> tables = tables();
    for (MovedObject table : tables) {
      structure.requireReady(table, isOurs(table), lane);
      FollowRules.check(table, isOurs(table), lane);
      empty(table, lane);
    }
    context.store().chunks().forget(context.job());
    long now = lane.atSource(Snapshot::second);
    try (Snapshot snapshot = Snapshot.take(lane, tables)) {
      load(tables, lane);
      verify(tables, lane);
      position.create(lane.target(), snapshot.position(), now);
    }
  }

  List<MovedObject> tables() {
    return context.store().objects(context.job()).stream()
        .filter(object -> object.kind() == Kind.TABLE)
        .toList();
  }

  private boolean isOurs(MovedObject table) {
    return !context.store().isExisting(context.job(), table);
  }

  private void empty(MovedObject table, Lane lane) throws SQLException {
    if (isOurs(table)) {
      // Waits for the transaction of a process that was killed.
      Structure.execute(lane, "truncate table " + Sql.table(table.targetDatabase(), table.name()));
      context.bookkeeping(table).forgetChunks(lane.target(), table.name());
    } else {
      leftovers.takeOut(table, lane);
    }
  }

  private void load(List<MovedObject> tables, Lane lane) throws SQLException {
    Map<MovedObject, TableShape> shapes = new HashMap<>();
    for (MovedObject table : tables) {
      TableShape shape = TableMover.shape(table, lane);
      // Reading a row of it keeps its columns as they are until the snapshot ends.
      ChunkPlanner.Plan plan = lane.atSource(source -> planner.plan(table, shape, source));
      context.store().chunks().planned(context.job(), table, plan.ranges(), plan.rows());
      requireColumnsOfTheBeginning(table, lane);
      shapes.put(table, shape);
    }
    for (MovedObject table : tables) {
      ChunkLoader.LoadedTable loaded =
          new ChunkLoader.LoadedTable(
              table, Objects.requireNonNull(shapes.get(table)), isOurs(table), true);
      for (Chunk chunk : context.store().chunks().chunks(context.job(), table)) {
        long rows = loader.load(loaded, chunk, lane);
        context.store().chunks().loaded(context.job(), table, chunk, rows);
      }
    }
  }

  private void requireColumnsOfTheBeginning(MovedObject table, Lane lane) throws SQLException {
    Structure.requireSameColumns(table, lane);
    List<String> now = new ArrayList<>();
    TableMover.shape(table, lane).all().forEach(column -> now.add(column.name()));
    if (!now.equals(CreateStatement.columns(context.store().ddl(context.job(), table)))) {
      throw new MoveFailure(
          table.sourceName() + " got other columns while the job began; a new job is needed");
    }
  }

  /**
   * Compares the target's tables with what the lane's source side sees.
   *
   * @throws MoveFailure if they differ
   */
  void verify(List<MovedObject> tables, Lane lane) throws SQLException {
    for (MovedObject table : tables) {
      TableShape shape = TableMover.shape(table, lane);
      long source = 0;
      long target = 0;
      for (Chunk chunk : context.store().chunks().chunks(context.job(), table)) {
        context.stop().check();
        Verifier.Counts counts = verifier.verifyOurs(table, shape, chunk.range(), lane);
        source += counts.source();
        target += counts.target();
      }
      context.store().verified(context.job(), table, source, target);
    }
  }

  /** The same for all tables of the job. */
  void verify(Lane lane) throws SQLException {
    verify(tables(), lane);
  }
}
