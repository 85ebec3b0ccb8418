package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.database.Servers;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job's source or target during one run of the precheck. */
final class Server {
  private final Endpoint endpoint;
  private boolean tried;
  private @Nullable SQLException refusal;

  Server(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Why nobody can log in, if so. Tried once per run, whoever asks first. */
  synchronized Optional<SQLException> refusal() {
    if (!tried) {
      try (Connection connection = connect()) {
        Sql.value(connection, "select 1");
      } catch (SQLException e) {
        refusal = e;
      }
      tried = true;
    }
    return Optional.ofNullable(refusal);
  }

  Connection connect() throws SQLException {
    return Servers.connect(endpoint);
  }

  List<Sql.Row> rows(String sql, String... parameters) throws SQLException {
    try (Connection connection = connect()) {
      return Sql.rows(connection, sql, parameters);
    }
  }

  /** A global variable; empty where the server does not know it. */
  Optional<String> variable(String name) throws SQLException {
    List<Sql.Row> rows = rows("show global variables like '" + name + "'");
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0).orEmpty(2));
  }
}
