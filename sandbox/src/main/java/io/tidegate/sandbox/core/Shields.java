package io.tidegate.sandbox.core;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which items of a job's prechecks are passed over. */
final class Shields {
  private static final String CHOICE = "=";

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

  void addToFindings(
      String id,
      @Nullable String precheckId,
      Collection<String> codes,
      Map<String, String> choices) {
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
          List<String> all = new ArrayList<>(codes);
          choices.forEach((code, choice) -> all.add(code + CHOICE + choice));
          return save(connection, shielded(job.with(withoutChoices(job.state(), codes)), all));
        });
  }

  private static JobState withoutChoices(JobState state, Collection<String> codes) {
    return state.unshielded(
        state.shields().stream()
            .filter(shield -> codes.stream().anyMatch(code -> shield.startsWith(code + CHOICE)))
            .toList());
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
