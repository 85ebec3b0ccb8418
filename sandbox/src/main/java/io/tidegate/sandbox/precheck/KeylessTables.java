package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The selected tables without a primary key, and without a unique one that takes no nulls. */
final class KeylessTables {
  private KeylessTables() {}

  /** As {@code schema.table}. */
  static List<String> of(Inspection inspection) throws SQLException {
    Set<String> keyed = new HashSet<>();
    for (Sql.Row index :
        inspection.ofSelectedTables(
            "select table_schema, table_name, max(nullable = 'YES')"
                + " from information_schema.statistics where table_schema = ? and non_unique = 0"
                + " group by table_schema, table_name, index_name")) {
      if (index.number(3) == 0) {
        keyed.add(index.get(1) + "." + index.get(2));
      }
    }
    return inspection.stored().stream()
        .map(StoredTable::name)
        .filter(name -> !keyed.contains(name))
        .toList();
  }

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> without = of(inspection);
    return without.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected tables have no key that tells each row",
            Answer.list(without, ", "),
            "ALTER TABLE ... ADD PRIMARY KEY (...); or leave the tables out",
            without);
  }
}
