package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A trigger of a selected table. */
record Trigger(String database, String name, String definer) {

  /** As {@code schema.trigger}. */
  String fullName() {
    return database + "." + name;
  }

  static List<Trigger> read(Inspection inspection) throws SQLException {
    List<Trigger> triggers = new ArrayList<>();
    for (Sql.Row row :
        inspection.ofSelectedTables(
            "select event_object_schema, event_object_table, trigger_name, definer"
                + " from information_schema.triggers where event_object_schema = ?"
                + " order by trigger_name")) {
      triggers.add(new Trigger(row.get(1), row.get(3), row.get(4)));
    }
    return List.copyOf(triggers);
  }
}
