package io.tidegate.sandbox.core;

import io.tidegate.sandbox.core.StandaloneCheckStore.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prechecks that are asked beside a job: they leave it where it stands and never move it, several
 * may run at once, and each keeps its answer. Thread-safe.
 */
public final class StandaloneChecks {
  private final Metadatabase metadatabase;
  private final JobStore store;
  private final StandaloneCheckStore checks = new StandaloneCheckStore();
  private final PrecheckRunner runner;
  private final SandboxClock clock;
  private final Ids ids;
  private final Duration staleness;

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
          checks.prepare(connection);
          return checks;
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
                      checks.of(connection, job.id()).size() + 1,
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
              checks.insert(connection, added);
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
            .transaction(connection -> checks.find(connection, id))
            .orElseThrow(() -> new JobNotFound(id));
    return new StandaloneCheck(
        kept.id(), kept.jobId(), isStale(kept, sight) ? Optional.empty() : Optional.of(kept.run()));
  }

  /** Those of a job as they are, the oldest first. */
  public List<StandaloneCheck> of(String jobId) {
    return metadatabase.transaction(connection -> checks.of(connection, jobId)).stream()
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
    for (Kept kept : metadatabase.transaction(checks::running)) {
      CheckSet set =
          metadatabase.transaction(
              connection -> {
                checks.save(connection, kept.id(), kept.run().unanswered());
                return CheckSet.of(store.get(connection, kept.jobId()).dialect());
              });
      ask(set, kept);
    }
  }

  /** Takes the order to wait from every one. */
  void releaseAll() {
    metadatabase.transaction(
        connection -> {
          for (Kept kept : checks.running(connection)) {
            checks.save(connection, kept.id(), kept.run().released());
          }
          return store;
        });
  }

  private void ask(CheckSet set, Kept kept) {
    // What is configured beside it is asked of synchronisations alone, which have no such check.
    runner.begin(
        kept.id(), set, kept.spec(), List::of, checks.place(kept.id()), () -> decide(kept.id()));
  }

  private void decide(String id) {
    metadatabase.transaction(
        connection -> {
          PrecheckRun run = checks.place(id).load(connection);
          boolean passed = run.blocking(Set.of()).isEmpty();
          checks.save(
              connection,
              id,
              run.ended(
                  passed ? PrecheckRun.State.PASSED : PrecheckRun.State.FAILED,
                  Set.of(),
                  clock.instant()));
          return run;
        });
  }
}
