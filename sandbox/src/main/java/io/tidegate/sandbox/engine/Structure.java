package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.Bookkeeping.State;
import io.tidegate.sandbox.engine.MovedObject.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Creates databases, sequences and tables before the load, and adds indexes and foreign keys after
 * it. Every step asks first what is there, so that it can be taken again.
 */
final class Structure {
  private static final Pattern CREATE = Pattern.compile("^CREATE (TABLE|SEQUENCE) ");

  private final JobContext context;

  Structure(JobContext context) {
    this.context = context;
  }

  /** Databases get the character set that they have at the source; existing ones stay. */
  void createDatabases(Lane lane) throws SQLException {
    for (DatabaseSelection selection : context.spec().objects()) {
      List<Sql.Row> source =
          Sql.rows(
              lane.source(),
              "select default_character_set_name, default_collation_name"
                  + " from information_schema.schemata where schema_name = ?",
              selection.database());
      if (source.isEmpty()) {
        throw new MoveFailure("there is no database " + selection.database() + " at the source");
      }
      Sql.run(
          lane.target(),
          "create database if not exists "
              + Sql.name(selection.targetDatabase())
              + " character set "
              + source.get(0).get(1)
              + " collate "
              + source.get(0).get(2));
      new Bookkeeping(context.job(), selection.targetDatabase()).create(lane.target());
    }
  }

  void create(MovedObject object, Lane lane) throws SQLException {
    String ddl = lane.atSource(source -> ddl(object, source));
    boolean existing = owner(object, lane) == State.THEIRS;
    if (existing && object.kind() == Kind.TABLE) {
      requireSameColumns(object, lane);
    }
    if (!existing) {
      String create =
          object.kind() == Kind.TABLE && context.spec().stages().fullLoad()
              ? CreateStatement.of(ddl).now()
              : ddl;
      Sql.run(lane.target(), "use " + Sql.name(object.targetDatabase()));
      execute(
          lane, CREATE.matcher(context.renamed(create)).replaceFirst("CREATE $1 IF NOT EXISTS "));
    }
    context.store().created(context.job(), object, ddl, existing);
  }

  private static String ddl(MovedObject object, Connection source) throws SQLException {
    String kind = object.kind() == Kind.SEQUENCE ? "sequence " : "table ";
    return ShownCreate.of(
        object,
        Sql.rows(source, "show create " + kind + Sql.table(object.sourceDatabase(), object.name()))
            .get(0)
            .get(2));
  }

  /** Claims the object before it is created, so that after a crash we know it for ours. */
  private State owner(MovedObject object, Lane lane) throws SQLException {
    Bookkeeping bookkeeping = context.bookkeeping(object);
    Optional<State> known = bookkeeping.owner(lane.target(), object.name());
    if (known.isPresent()) {
      return known.get();
    }
    boolean there = exists(object, lane.target());
    if (there && context.spec().stages().structure() && !context.mayLoadIntoExisting()) {
      throw new MoveFailure(
          object.targetName()
              + " exists at the target and is not of this job; drop it there, or shield"
              + " CHECK_SAME_OBJ to load into it");
    }
    if (!there && !context.spec().stages().structure()) {
      throw new MoveFailure(
          object.targetName()
              + " does not exist at the target, and the job does not move structure");
    }
    State owner = there ? State.THEIRS : State.OURS;
    bookkeeping.claim(lane.target(), object.name(), owner);
    return owner;
  }

  static boolean exists(MovedObject object, Connection target) throws SQLException {
    return !Sql.rows(
            target,
            "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
            object.targetDatabase(),
            object.name())
        .isEmpty();
  }

  /**
   * @throws MoveFailure if the table is no longer at the target, or no longer takes the rows
   */
  void requireReady(MovedObject table, boolean ours, Lane lane) throws SQLException {
    if (!lane.atTarget(target -> exists(table, target))) {
      throw new MoveFailure(
          table.targetName()
              + " is gone from the target "
              + lane.spec().target()
              + ", and what was loaded into it; move it in a new job");
    }
    if (!ours) {
      requireSameColumns(table, lane);
    }
  }

  static void requireSameColumns(MovedObject object, Lane lane) throws SQLException {
    List<String> source =
        signatures(lane.atSource(s -> TableShape.read(s, object.sourceDatabase(), object.name())));
    List<String> target =
        signatures(lane.atTarget(t -> TableShape.read(t, object.targetDatabase(), object.name())));
    List<String> onlySource = new ArrayList<>(source);
    onlySource.removeAll(target);
    List<String> onlyTarget = new ArrayList<>(target);
    onlyTarget.removeAll(source);
    if (!onlySource.isEmpty() || !onlyTarget.isEmpty()) {
      throw new MoveFailure(
          object.targetName()
              + " exists at the target with other columns. Only at the source: "
              + Shown.list(onlySource)
              + ". Only at the target: "
              + Shown.list(onlyTarget)
              + ". Make them the same, or drop the target's table");
    }
  }

  private static List<String> signatures(Optional<TableShape> shape) {
    return shape.map(s -> s.all().stream().map(Column::signature).toList()).orElse(List.of());
  }

  /**
   * Adds the indexes and foreign keys that the load did without. Existing tables stay as they are.
   */
  void complete(MovedObject table, Lane lane) throws SQLException {
    if (context.store().isExisting(context.job(), table)) {
      return;
    }
    CreateStatement statement =
        CreateStatement.of(context.renamed(context.store().ddl(context.job(), table)));
    Map<String, String> missing = new LinkedHashMap<>(statement.later());
    missing.keySet().removeAll(indexesAndConstraints(table, lane.target()));
    addAll(table, lane, missing.values().stream().filter(d -> !isForeignKey(d)).toList());
    if (context.makesForeignKeys()) {
      addAll(table, lane, missing.values().stream().filter(Structure::isForeignKey).toList());
    }
  }

  private static boolean isForeignKey(String definition) {
    return definition.startsWith("CONSTRAINT ");
  }

  private static void addAll(MovedObject table, Lane lane, List<String> definitions)
      throws SQLException {
    if (!definitions.isEmpty()) {
      Sql.run(lane.target(), "use " + Sql.name(table.targetDatabase()));
      execute(
          lane,
          "alter table " + Sql.name(table.name()) + " add " + String.join(", add ", definitions));
    }
  }

  private static Set<String> indexesAndConstraints(MovedObject table, Connection target)
      throws SQLException {
    Set<String> names = new HashSet<>();
    for (Sql.Row row :
        Sql.rows(
            target,
            "select index_name from information_schema.statistics"
                + " where table_schema = ? and table_name = ?"
                + " union select constraint_name from information_schema.table_constraints"
                + " where table_schema = ? and table_name = ?",
            table.targetDatabase(),
            table.name(),
            table.targetDatabase(),
            table.name())) {
      names.add(row.get(1));
    }
    return names;
  }

  /** Gives a sequence of ours the value that it has at the source. */
  void setSequence(MovedObject sequence, Lane lane) throws SQLException {
    if (context.store().isExisting(context.job(), sequence)) {
      return;
    }
    Sql.Row value =
        Sql.rows(
                lane.source(),
                "select next_not_cached_value, cycle_count from "
                    + Sql.table(sequence.sourceDatabase(), sequence.name()))
            .get(0);
    execute(
        lane,
        "do setval("
            + Sql.table(sequence.targetDatabase(), sequence.name())
            + ", "
            + value.get(1)
            + ", 0, "
            + value.get(2)
            + ")");
  }

  /** Runs a statement at the target as it is: braces in it are no JDBC escapes. */
  static void execute(Lane lane, String sql) throws SQLException {
    lane.atTarget(
        target -> {
          try (Statement statement = target.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.execute(sql);
          }
        });
  }
}
