package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.database.Servers;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job's source or target during one run of the precheck. */
final class Server {
  private final Endpoint endpoint;
  private final Once<Map<String, String>> variables = new Once<>(this::readVariables);
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

  /** The name that the server knows the job's account by, e.g. {@code dts@%}. */
  String account() throws SQLException {
    return rows("select current_user()").get(0).get(1);
  }

  /** Empty where it says something that is no version. */
  Optional<Version> version() throws SQLException {
    return Version.parse(rows("select version()").get(0).get(1));
  }

  /** A global variable; empty where the server does not know it. */
  Optional<String> variable(String name) throws SQLException {
    return Optional.ofNullable(variables.get().get(name));
  }

  private Map<String, String> readVariables() throws SQLException {
    Map<String, String> known = new HashMap<>();
    for (Sql.Row row : rows("show global variables")) {
      known.put(row.get(1), row.orEmpty(2));
    }
    return known;
  }

  /** A global variable that is a number; empty where the server does not know it. */
  Optional<Long> number(String name) throws SQLException {
    return variable(name).map(Long::valueOf);
  }

  /** Whether a switch is on; empty where the server does not know it. */
  Optional<Boolean> isOn(String name) throws SQLException {
    return variable(name).map(value -> value.equalsIgnoreCase("ON") || value.equals("1"));
  }
}
