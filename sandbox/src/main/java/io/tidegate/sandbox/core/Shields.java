package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which items of a job's prechecks are passed over. */
final class Shields {
  private final Metadatabase metadatabase;
  private final JobStore store;

  Shields(Metadatabase metadatabase, JobStore store) {
    this.metadatabase = metadatabase;
    this.store = store;
  }

  void add(String id, Collection<String> codes) {
    metadatabase.transaction(
        connection -> save(connection, shielded(store.get(connection, id), codes)));
  }

  void addToFindings(String id, @Nullable String precheckId, Collection<String> codes) {
    metadatabase.transaction(
        connection -> {
          Job job = store.get(connection, id);
          Optional<PrecheckRun> run = latest(connection, job, precheckId);
          for (String code : codes) {
            if (run.flatMap(found -> found.item(code))
                .map(PrecheckRun.Item::result)
                .filter(CheckResult::skippable)
                .isEmpty()) {
              throw new NotSkippable(job.id(), code);
            }
          }
          return save(connection, shielded(job, codes));
        });
  }

  void remove(String id, @Nullable String precheckId, Collection<String> codes) {
    metadatabase.transaction(
        connection -> {
          Job job = store.get(connection, id);
          latest(connection, job, precheckId);
          return save(connection, job.with(job.state().unshielded(codes)));
        });
  }

  private static Job shielded(Job job, Collection<String> codes) {
    if (!job.status().takesShields()) {
      throw new IllegalMove(job.id(), job.status(), "shielded");
    }
    return job.with(job.state().shielded(codes));
  }

  private Job save(Connection connection, Job job) throws SQLException {
    store.save(connection, job);
    return job;
  }

  private Optional<PrecheckRun> latest(Connection connection, Job job, @Nullable String precheckId)
      throws SQLException {
    Optional<PrecheckRun> run = store.findRun(connection, job.id(), job.state().run());
    if (precheckId != null && run.filter(found -> found.id().equals(precheckId)).isEmpty()) {
      throw new StalePrecheck(job.id(), precheckId);
    }
    return run;
  }
}
