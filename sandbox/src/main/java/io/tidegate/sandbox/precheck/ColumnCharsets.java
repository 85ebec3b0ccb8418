package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Are the texts of the selected tables in character sets that are served? */
final class ColumnCharsets {
  private static final Set<String> SERVED =
      Set.of("ascii", "binary", "gb18030", "gbk", "latin1", "utf16", "utf8", "utf8mb3", "utf8mb4");

  private ColumnCharsets() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Sql.Row row :
        inspection.ofSelectedTables(
            "select distinct table_schema, table_name, character_set_name"
                + " from information_schema.columns where table_schema = ?"
                + " and character_set_name is not null order by table_name, character_set_name")) {
      if (!SERVED.contains(row.get(3).toLowerCase(Locale.ROOT))) {
        tables.add(row.get(1) + "." + row.get(2));
        told.add(row.get(1) + "." + row.get(2) + " (" + row.get(3) + ")");
      }
    }
    return tables.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "selected tables have texts in a character set that is not served",
            Answer.list(told, ", "),
            "ALTER TABLE ... CONVERT TO CHARACTER SET utf8mb4; or leave the tables out",
            tables.stream().distinct().toList());
  }
}
