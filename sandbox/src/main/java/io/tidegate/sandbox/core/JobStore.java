package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs and their precheck runs as rows. Every method works on the connection of the transaction it
 * is called in. A job's row holds the endpoints' passwords, as the engine needs them after a
 * restart; the metadatabase file is readable by its owner alone.
 */
final class JobStore {
  private static final String COLUMNS =
      " (seq integer primary key autoincrement, id text not null unique,"
          + " instance_id text not null, dialect text not null, spec text not null,"
          + " created text not null, state text not null)";

  private static final String JOB =
      "select id, instance_id, dialect, spec, created, state from job";

  void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists job" + COLUMNS);
      letInstancesBeShared(statement);
      statement.execute(
          "create table if not exists precheck_run (job_id text not null, number integer not null,"
              + " run text not null, primary key (job_id, number)) without rowid");
    }
  }

  /** A metadatabase of an earlier version lets an instance hold one job only. */
  private static void letInstancesBeShared(Statement statement) throws SQLException {
    boolean unique;
    try (ResultSet row =
        statement.executeQuery(
            "select sql like '%instance_id text not null unique%' from sqlite_master where name = 'job'")) {
      unique = row.next() && row.getBoolean(1);
    }
    if (unique) {
      statement.execute("alter table job rename to job_before");
      statement.execute("create table job" + COLUMNS);
      statement.execute("insert into job select * from job_before");
      statement.execute("drop table job_before");
    }
  }

  void insert(Connection connection, Job job) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into job (id, instance_id, dialect, spec, created, state)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, job.id());
      insert.setString(2, job.instanceId());
      insert.setString(3, job.dialect());
      insert.setString(4, StoredJson.write(job.spec()));
      insert.setString(5, job.createdAt().toString());
      insert.setString(6, StoredJson.write(job.state()));
      insert.executeUpdate();
    }
  }

  void save(Connection connection, Job job) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update job set spec = ?, state = ? where id = ?")) {
      update.setString(1, StoredJson.write(job.spec()));
      update.setString(2, StoredJson.write(job.state()));
      update.setString(3, job.id());
      update.executeUpdate();
    }
  }

  /**
   * @param id the job's or its instance's; of an instance with two, the first is meant
   * @throws JobNotFound if there is none
   */
  Job get(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            JOB + " where id = ? or instance_id = ? order by seq limit 1")) {
      select.setString(1, id);
      select.setString(2, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new JobNotFound(id);
        }
        return job(row);
      }
    }
  }

  /** The jobs of an instance, the oldest first: one, or the way there and the way back. */
  List<Job> ofInstance(Connection connection, String instanceId) throws SQLException {
    return where(connection, "instance_id", instanceId);
  }

  /** The jobs of a dialect, the oldest first. */
  List<Job> list(Connection connection, String dialect) throws SQLException {
    return where(connection, "dialect", dialect);
  }

  private List<Job> where(Connection connection, String column, String value) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(JOB + " where " + column + " = ? order by seq")) {
      select.setString(1, value);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          jobs.add(job(row));
        }
      }
    }
    return jobs;
  }

  /** Every job, the oldest first. */
  List<Job> list(Connection connection) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(JOB + " order by seq")) {
      while (row.next()) {
        jobs.add(job(row));
      }
    }
    return jobs;
  }

  void saveRun(Connection connection, String jobId, PrecheckRun run) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement("insert or replace into precheck_run values (?, ?, ?)")) {
      upsert.setString(1, jobId);
      upsert.setInt(2, run.number());
      upsert.setString(3, StoredJson.write(run));
      upsert.executeUpdate();
    }
  }

  Optional<PrecheckRun> findRun(Connection connection, String jobId, int number)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select run from precheck_run where job_id = ? and number = ?")) {
      select.setString(1, jobId);
      select.setInt(2, number);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(StoredJson.read(row.getString(1), PrecheckRun.class))
            : Optional.empty();
      }
    }
  }

  /** Where a run of a job is kept that was stored. */
  RunPlace place(String jobId, int number) {
    return new RunPlace() {
      @Override
      public PrecheckRun load(Connection connection) throws SQLException {
        return findRun(connection, jobId, number).orElseThrow();
      }

      @Override
      public void save(Connection connection, PrecheckRun run) throws SQLException {
        saveRun(connection, jobId, run);
      }
    };
  }

  private Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        StoredJson.read(row.getString(4), JobSpec.class),
        Instant.parse(row.getString(5)),
        StoredJson.read(row.getString(6), JobState.class));
  }
}
