package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Is none of the target's databases the server's own, and are they there if nobody makes them? */
final class TargetSchemas {
  private TargetSchemas() {}

  static Answer ask(Inspection inspection) throws SQLException {
    List<String> databases =
        inspection.spec().objects().stream().map(DatabaseSelection::targetDatabase).toList();
    Answer own = SystemSchemas.ask(Check.Side.TARGET, databases);
    if (inspection.spec().stages().structure() || !own.equals(Answer.passed())) {
      return own;
    }
    List<String> absent = new ArrayList<>();
    for (String database : databases) {
      if (inspection
          .target()
          .rows("select 1 from information_schema.schemata where schema_name = ?", database)
          .isEmpty()) {
        absent.add(database);
      }
    }
    return absent.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "databases do not exist at the target, and the job makes no structure",
            Answer.list(absent, ", "),
            "create the databases and their tables at the target, or have the structure made");
  }
}
