package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prechecks that are asked beside a job: they leave it where it stands and never move it, several
 * may run at once, and each keeps its answer. Thread-safe.
 */
public final class StandaloneChecks {
  private static final String SELECT = "select id, job_id, spec, run from standalone_check";

  private final Metadatabase metadatabase;
  private final JobStore store;
  private final PrecheckRunner runner;
  private final SandboxClock clock;
  private final Ids ids;
  private final Duration staleness;

  private record Kept(String id, String jobId, JobSpec spec, PrecheckRun run) {}

  StandaloneChecks(
      Metadatabase metadatabase,
      JobStore store,
      PrecheckRunner runner,
      SandboxClock clock,
      Ids ids,
      Duration staleness) {
    this.metadatabase = metadatabase;
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.ids = ids;
    this.staleness = staleness;
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(
                "create table if not exists standalone_check"
                    + " (seq integer primary key autoincrement, id text not null unique,"
                    + " job_id text not null, spec text not null, run text not null)");
          }
        });
  }

  /**
   * Begins a precheck of what a job might be. Returns at once.
   *
   * @param asked what is asked about; the job itself stays as it was configured
   * @param heldUntil it does not end before; null for no such wish
   * @return its id
   * @throws InvalidSpec if no job could be made of it
   * @throws JobNotFound if there is no such job
   */
  public String begin(String jobId, JobSpec asked, @Nullable Instant heldUntil) {
    Instant now = clock.instant();
    CheckSet set = metadatabase.transaction(c -> CheckSet.of(store.get(c, jobId).dialect()));
    SpecRules.check(set, asked);
    List<PrecheckRun.Item> items =
        runner.codes(set, asked).stream()
            .map(code -> new PrecheckRun.Item(ids.next(), code, null, null))
            .toList();
    String id = ids.nextMarked("t");
    Kept kept =
        metadatabase.transaction(
            connection -> {
              Job job = store.get(connection, jobId);
              PrecheckRun run =
                  new PrecheckRun(
                      of(connection, job.id()).size() + 1,
                      id,
                      PrecheckRun.State.RUNNING,
                      true,
                      now,
                      heldUntil,
                      null,
                      Set.of(),
                      items,
                      null);
              store.save(connection, job.with(job.state().checkedApart()));
              Kept added = new Kept(id, job.id(), asked, run);
              insert(connection, added);
              return added;
            });
    ask(set, kept);
    return id;
  }

  /**
   * @throws JobNotFound if there is none
   */
  public StandaloneCheck look(String id, Sight sight) {
    Kept kept =
        metadatabase
            .transaction(connection -> find(connection, id))
            .orElseThrow(() -> new JobNotFound(id));
    return new StandaloneCheck(
        kept.id(), kept.jobId(), isStale(kept, sight) ? Optional.empty() : Optional.of(kept.run()));
  }

  /** Those of a job as they are, the oldest first. */
  public List<StandaloneCheck> of(String jobId) {
    return metadatabase.transaction(connection -> of(connection, jobId)).stream()
        .map(kept -> new StandaloneCheck(kept.id(), kept.jobId(), Optional.of(kept.run())))
        .toList();
  }

  private boolean isStale(Kept kept, Sight sight) {
    return switch (sight) {
      case TRUTH -> false;
      case STALE -> true;
      case READ -> clock.instant().isBefore(kept.run().bootTime().plus(staleness));
    };
  }

  /** Asks those again that a process before this one left unanswered, under the same ids. */
  void recover() {
    for (Kept kept : running()) {
      CheckSet set =
          metadatabase.transaction(
              connection -> {
                save(connection, kept.id(), kept.run().unanswered());
                return CheckSet.of(store.get(connection, kept.jobId()).dialect());
              });
      ask(set, kept);
    }
  }

  /** Takes the order to wait from every one. */
  void releaseAll() {
    metadatabase.transaction(
        connection -> {
          for (Kept kept : running(connection)) {
            save(connection, kept.id(), kept.run().released());
          }
          return store;
        });
  }

  private void ask(CheckSet set, Kept kept) {
    runner.begin(kept.id(), set, kept.spec(), place(kept.id()), () -> decide(kept.id()));
  }

  private void decide(String id) {
    metadatabase.transaction(
        connection -> {
          PrecheckRun run = place(id).load(connection);
          boolean passed = run.blocking(Set.of()).isEmpty();
          save(
              connection,
              id,
              run.ended(
                  passed ? PrecheckRun.State.PASSED : PrecheckRun.State.FAILED,
                  Set.of(),
                  clock.instant()));
          return run;
        });
  }

  private RunPlace place(String id) {
    return new RunPlace() {
      @Override
      public PrecheckRun load(Connection connection) throws SQLException {
        return find(connection, id).orElseThrow().run();
      }

      @Override
      public void save(Connection connection, PrecheckRun run) throws SQLException {
        StandaloneChecks.save(connection, id, run);
      }
    };
  }

  private static void insert(Connection connection, Kept kept) throws SQLException {
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

  private static void save(Connection connection, String id, PrecheckRun run) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update standalone_check set run = ? where id = ?")) {
      update.setString(1, StoredJson.write(run));
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  private static Optional<Kept> find(Connection connection, String id) throws SQLException {
    return select(connection, SELECT + " where id = ?", id).stream().findFirst();
  }

  private static List<Kept> of(Connection connection, String jobId) throws SQLException {
    return select(connection, SELECT + " where job_id = ? order by seq", jobId);
  }

  private static List<Kept> running(Connection connection) throws SQLException {
    return select(connection, SELECT + " order by seq").stream()
        .filter(kept -> kept.run().state() == PrecheckRun.State.RUNNING)
        .toList();
  }

  private List<Kept> running() {
    return metadatabase.transaction(StandaloneChecks::running);
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
