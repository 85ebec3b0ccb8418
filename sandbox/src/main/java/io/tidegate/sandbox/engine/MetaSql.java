package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.Metadatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements on the {@link Metadatabase}, each in a transaction of its own unless it is given one.
 */
final class MetaSql {
  /** Makes something out of the row that a result stands on. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Metadatabase metadatabase;

  MetaSql(Metadatabase metadatabase) {
    this.metadatabase = metadatabase;
  }

  <T> T transaction(Metadatabase.Work<T> work) {
    return metadatabase.transaction(work);
  }

  int update(String sql, Object... parameters) {
    return transaction(connection -> update(connection, sql, parameters));
  }

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters) {
    return transaction(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
              List<T> rows = new ArrayList<>();
              while (result.next()) {
                rows.add(reader.read(result));
              }
              return rows;
            }
          }
        });
  }

  /** Whether the query's first value is true; false if it has none. */
  boolean isTrue(String sql, Object... parameters) {
    List<Boolean> rows = rows(row -> row.getInt(1) == 1, sql, parameters);
    return !rows.isEmpty() && rows.get(0);
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
