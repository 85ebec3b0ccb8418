package io.tidegate.sandbox.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Divides a table into chunks: one walk along its key, which counts its rows on the way. */
final class ChunkPlanner {
  private static final int FETCH = 2000;
  private static final long LOOK_UP_EVERY = 10_000;

  /**
   * @param ranges together every row that there is or will be, each once
   */
  record Plan(List<KeyRange> ranges, long rows) {
    Plan {
      ranges = List.copyOf(ranges);
    }
  }

  private final int chunkRows;
  private final StopSignal stop;

  ChunkPlanner(int chunkRows, StopSignal stop) {
    this.chunkRows = chunkRows;
    this.stop = stop;
  }

  Plan plan(MovedObject table, TableShape shape, Connection source) throws SQLException {
    String from = " from " + shape.from(table.sourceDatabase(), table.name());
    try (Statement statement = source.createStatement()) {
      if (!shape.isDivisible()) {
        try (ResultSet count = statement.executeQuery("select count(*)" + from)) {
          count.next();
          return new Plan(List.of(KeyRange.EVERYTHING), count.getLong(1));
        }
      }
      statement.setFetchSize(FETCH);
      String keys = shape.key().stream().map(Column::keyReading).collect(Collectors.joining(", "));
      try (ResultSet rows = statement.executeQuery("select " + keys + from + shape.orderByKey())) {
        return divide(shape, rows);
      }
    }
  }

  private Plan divide(TableShape shape, ResultSet rows) throws SQLException {
    List<KeyRange> ranges = new ArrayList<>();
    List<String> after = List.of();
    List<String> boundary = List.of();
    long count = 0;
    while (rows.next()) {
      if (!boundary.isEmpty()) {
        // There is a row beyond the boundary, so the chunk before it is not the last.
        ranges.add(new KeyRange(after, boundary));
        after = boundary;
        boundary = List.of();
      }
      count++;
      if (count % chunkRows == 0) {
        boundary = key(shape, rows);
      }
      if (count % LOOK_UP_EVERY == 0) {
        stop.check();
      }
    }
    ranges.add(new KeyRange(after, List.of()));
    return new Plan(ranges, count);
  }

  private static List<String> key(TableShape shape, ResultSet row) throws SQLException {
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < shape.key().size(); i++) {
      literals.add(shape.key().get(i).literal(row.getString(i + 1)));
    }
    return literals;
  }
}
