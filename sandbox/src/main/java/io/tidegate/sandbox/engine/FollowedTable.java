package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose changes are applied.
 *
 * @param shape the target's table, its columns in the order that they had at the source when the
 *     job began: that of the log's rows, whatever the source's table has become since
 * @param ours whether the job made it
 */
record FollowedTable(MovedObject object, TableShape shape, boolean ours) {

  /**
   * @param ddl the statement that the table was created with at the source
   */
  static FollowedTable read(MovedObject object, String ddl, boolean ours, Connection target)
      throws SQLException {
    TableShape shape =
        TableShape.read(target, object.targetDatabase(), object.name())
            .orElseThrow(() -> new MoveFailure(object.targetName() + " is gone from the target"));
    List<Column> ordered = new ArrayList<>();
    for (String name : CreateStatement.columns(ddl)) {
      ordered.add(
          shape.all().stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new MoveFailure(
                          object.targetName()
                              + " has lost its column "
                              + name
                              + " at the target")));
    }
    return new FollowedTable(object, new TableShape(ordered, shape.keyName(), shape.key()), ours);
  }

  String insert() {
    return shape.insertRow(object.targetDatabase(), object.name());
  }

  String update() {
    return "update "
        + target()
        + " set "
        + shape.written().stream()
            .map(column -> column.quoted() + " = ?")
            .collect(Collectors.joining(", "))
        + where();
  }

  String delete() {
    return "delete from " + target() + where();
  }

  String target() {
    return Sql.table(object.targetDatabase(), object.name());
  }

  /** The columns that a row is found by; without a key, all of them. */
  List<Column> identity() {
    return shape.isDivisible() ? shape.key() : shape.written();
  }

  /** Of rows without a key that are the same in all columns, any one will do. */
  private String where() {
    return " where "
        + identity().stream()
            .map(column -> shape.isDivisible() ? column.equalTo() : column.identicalTo())
            .collect(Collectors.joining(" and "))
        + (shape.isDivisible() ? "" : " limit 1");
  }
}
