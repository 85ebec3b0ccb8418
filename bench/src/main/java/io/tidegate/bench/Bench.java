package io.tidegate.bench;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.IdStyle;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.JobStatus;
import io.tidegate.sandbox.core.JobTiming;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.engine.EngineSettings;
import io.tidegate.sandbox.engine.RowEngine;
import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.sandbox.precheck.DatabasePrechecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two real databases and the sandbox's core between them, in this process: no wire, no limits. */
final class Bench implements AutoCloseable {
  final MariaDbServer source;
  final MariaDbServer target;
  private final Metadatabase metadatabase;
  private final JobService jobs;

  Bench(String name) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), name);
    source =
        MariaDbServer.start(
            folder.resolve("source"),
            "--server-id=101",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--binlog-row-image=FULL");
    target = MariaDbServer.start(folder.resolve("target"), "--server-id=102");
    metadatabase = new Metadatabase(folder.resolve("jobs.db"));
    jobs =
        new JobService(
            metadatabase,
            new DatabasePrechecks(),
            new RowEngine(metadatabase, EngineSettings.DEFAULT),
            new SandboxClock(InstantSource.system()),
            new JobTiming(Duration.ZERO, Duration.ZERO));
  }

  /** A job that moves every table of a database into another. */
  String job(String database, String targetDatabase) {
    JobSpec spec =
        new JobSpec(
            targetDatabase,
            source.endpoint(),
            target.endpoint(),
            List.of(new DatabaseSelection(database, targetDatabase, List.of())),
            new Stages(true, true, false));
    return jobs.create("alibaba", IdStyle.TASK_IN_INSTANCE, spec).id();
  }

  /** Starts it; returns what its precheck takes. */
  Duration check(String job) throws InterruptedException {
    long began = System.nanoTime();
    jobs.start(job, null);
    await(job, JobStatus.PRECHECKING);
    return since(began);
  }

  /** Returns what is left of its movement; fails if it does not succeed. */
  Duration move(String job) throws InterruptedException {
    long began = System.nanoTime();
    await(job, JobStatus.MIGRATING);
    JobStatus end = jobs.look(job, Sight.TRUTH).job().status();
    if (end != JobStatus.FINISHED) {
      throw new IllegalStateException("the job is " + end + ": " + jobs.look(job, Sight.TRUTH));
    }
    return since(began);
  }

  private void await(String job, JobStatus present) throws InterruptedException {
    while (jobs.look(job, Sight.TRUTH).job().status() == present) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  static void run(MariaDbServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    jobs.close();
    metadatabase.close();
    source.close();
    target.close();
  }
}
