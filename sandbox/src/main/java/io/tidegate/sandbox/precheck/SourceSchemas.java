package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import java.sql.SQLException;

/** Is every selected database at the source, and none of them the server's own? */
final class SourceSchemas {
  private SourceSchemas() {}

  static Answer ask(Inspection inspection) throws SQLException {
    Answer own =
        SystemSchemas.ask(
            Check.Side.SOURCE,
            inspection.spec().objects().stream().map(DatabaseSelection::database).toList());
    return own.equals(Answer.passed()) ? SelectionExists.databases(inspection) : own;
  }
}
