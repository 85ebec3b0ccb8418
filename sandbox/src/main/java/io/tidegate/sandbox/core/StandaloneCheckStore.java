package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Standalone checks as rows; each method works on the connection of its caller's transaction. */
final class StandaloneCheckStore {
  private static final String SELECT = "select id, job_id, spec, run from standalone_check";

  /**
   * One row.
   *
   * @param spec what is asked about; it holds passwords, as a job's row does
   */
  record Kept(String id, String jobId, JobSpec spec, PrecheckRun run) {}

  void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists standalone_check"
              + " (seq integer primary key autoincrement, id text not null unique,"
              + " job_id text not null, spec text not null, run text not null)");
    }
  }

  void insert(Connection connection, Kept kept) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into standalone_check (id, job_id, spec, run) values (?, ?, ?, ?)")) {
      insert.setString(1, kept.id());
      insert.setString(2, kept.jobId());
      insert.setString(3, StoredJson.write(kept.spec()));
      insert.setString(4, StoredJson.write(kept.run()));
      insert.executeUpdate();
    }
  }

  void save(Connection connection, String id, PrecheckRun run) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update standalone_check set run = ? where id = ?")) {
      update.setString(1, StoredJson.write(run));
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  Optional<Kept> find(Connection connection, String id) throws SQLException {
    return select(connection, SELECT + " where id = ?", id).stream().findFirst();
  }

  /** Those of a job, the oldest first. */
  List<Kept> of(Connection connection, String jobId) throws SQLException {
    return select(connection, SELECT + " where job_id = ? order by seq", jobId);
  }

  /** Those that have not ended. */
  List<Kept> running(Connection connection) throws SQLException {
    return select(connection, SELECT + " order by seq").stream()
        .filter(kept -> kept.run().state() == PrecheckRun.State.RUNNING)
        .toList();
  }

  /** Where the run of a check is kept that was stored. */
  RunPlace place(String id) {
    return new RunPlace() {
      @Override
      public PrecheckRun load(Connection connection) throws SQLException {
        return find(connection, id).orElseThrow().run();
      }

      @Override
      public void save(Connection connection, PrecheckRun run) throws SQLException {
        StandaloneCheckStore.this.save(connection, id, run);
      }
    };
  }

  private static List<Kept> select(Connection connection, String sql, String... parameters)
      throws SQLException {
    List<Kept> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(
              new Kept(
                  row.getString(1),
                  row.getString(2),
                  StoredJson.read(row.getString(3), JobSpec.class),
                  StoredJson.read(row.getString(4), PrecheckRun.class)));
        }
      }
    }
    return found;
  }
}
