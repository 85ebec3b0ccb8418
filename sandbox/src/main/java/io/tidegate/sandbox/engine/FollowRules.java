package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a table must be for its changes to be followed exactly. */
final class FollowRules {
  private static final String CASCADES =
      "select constraint_name, unique_constraint_schema, referenced_table_name"
          + " from information_schema.referential_constraints"
          + " where constraint_schema = ? and table_name = ?"
          + " and (delete_rule in ('CASCADE', 'SET NULL')"
          + " or update_rule in ('CASCADE', 'SET NULL'))";

  private FollowRules() {}

  /**
   * Asked before the load.
   *
   * @throws MoveFailure if the table cannot be followed
   */
  static void check(MovedObject table, boolean ours, Lane lane) throws SQLException {
    if (!TableMover.isTransactional(table, lane.target())) {
      throw new MoveFailure(
          table.targetName()
              + " has a storage engine that cannot roll back, and changes cannot be followed into"
              + " it: convert the source's table to InnoDB, or leave it out");
    }
    if (!ours
        && !Sql.rows(
                lane.target(),
                "select 1 from information_schema.triggers where event_object_schema = ?"
                    + " and event_object_table = ?",
                table.targetDatabase(),
                table.name())
            .isEmpty()) {
      throw new MoveFailure(
          table.targetName()
              + " was there before the job and has triggers, which would do again what the source's"
              + " have done: drop them, or leave the table out");
    }
  }

  /**
   * Asked when the foreign keys are in place: the servers do not log the rows that a cascade
   * changes, so the target's own must do the same.
   *
   * @throws MoveFailure if a foreign key of the table cascades at the source alone
   */
  static void checkCascades(MovedObject table, List<MovedObject> moved, Lane lane)
      throws SQLException {
    Set<String> missing = new TreeSet<>();
    for (Sql.Row key : Sql.rows(lane.source(), CASCADES, table.sourceDatabase(), table.name())) {
      boolean parentMoves =
          moved.stream()
              .anyMatch(o -> o.sourceDatabase().equals(key.get(2)) && o.name().equals(key.get(3)));
      boolean there =
          Sql.rows(lane.target(), CASCADES, table.targetDatabase(), table.name()).stream()
              .anyMatch(at -> at.get(1).equals(key.get(1)));
      if (!parentMoves || !there) {
        missing.add(key.get(1) + " to " + key.get(2) + "." + key.get(3));
      }
    }
    if (!missing.isEmpty()) {
      throw new MoveFailure(
          table.sourceName()
              + " has foreign keys that cascade, and that are not at the target with the table that"
              + " they refer to: "
              + String.join(", ", missing)
              + ". Rows that a cascade changes are not in the source's log: move both tables"
              + " in one job that makes them");
    }
  }
}
