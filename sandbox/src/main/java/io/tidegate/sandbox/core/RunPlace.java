package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.SQLException;

/** Where one precheck run is kept; for use within a transaction. */
interface RunPlace {
  PrecheckRun load(Connection connection) throws SQLException;

  void save(Connection connection, PrecheckRun run) throws SQLException;
}
