package io.tidegate.sandbox.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small change for writing and asking SQL. */
public final class Sql {
  private Sql() {}

  /** Quotes an identifier. */
  public static String name(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  /** Quotes a table's full name. */
  public static String table(String database, String table) {
    return name(database) + "." + name(table);
  }

  /** Quotes a text, for statements that take no parameters; for sessions with backslash escapes. */
  public static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** One row of a result; columns count from 1. */
  public record Row(List<@Nullable String> values) {
    /**
     * @throws IllegalStateException if it is null
     */
    public String get(int column) {
      @Nullable String value = values.get(column - 1);
      if (value == null) {
        throw new IllegalStateException("column " + column + " is null");
      }
      return value;
    }

    /** The value, or an empty text for null. */
    public String orEmpty(int column) {
      @Nullable String value = values.get(column - 1);
      return value == null ? "" : value;
    }

    public boolean isNull(int column) {
      return values.get(column - 1) == null;
    }

    public long number(int column) {
      return Long.parseLong(get(column));
    }
  }

  /** All rows of a query, as texts. */
  public static List<Row> rows(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return read(result);
      }
    }
  }

  /** The first value of the first row, if there is one and it is not null. */
  public static Optional<String> value(Connection connection, String sql, String... parameters)
      throws SQLException {
    List<Row> rows = rows(connection, sql, parameters);
    return rows.isEmpty() || rows.get(0).isNull(1)
        ? Optional.empty()
        : Optional.of(rows.get(0).get(1));
  }

  /** Runs statements one after the other. */
  public static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<Row> read(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<Row> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable String> values = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        values.add(result.getString(i));
      }
      rows.add(new Row(values));
    }
    return rows;
  }
}
