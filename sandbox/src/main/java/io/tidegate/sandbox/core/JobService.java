package io.tidegate.sandbox.core;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a job, and what then happens to it. A change and its counters are stored in
 * one transaction; databases are touched after it. Of one job, one change is made at a time. Ids
 * may be the job's or its instance's. Thread-safe.
 */
public final class JobService implements AutoCloseable {
  /** Stands for never: a held precheck with this end is over when somebody releases it. */
  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Metadatabase metadatabase;
  private final JobStore store = new JobStore();
  private final Ids ids = new Ids();
  private final StandaloneChecks standaloneChecks;
  private final Movements movements;
  private final PrecheckRunner runner;
  private final PrecheckRuns runs;
  private final Shields shields;
  private final JobViews views;
  private final JobMoves moves;
  private final SandboxClock clock;

  public JobService(
      Metadatabase metadatabase,
      Prechecks prechecks,
      Engine engine,
      SandboxClock clock,
      JobTiming timing) {
    this.metadatabase = metadatabase;
    this.clock = clock;
    this.movements = new Movements(metadatabase, store, engine, clock);
    this.runner = new PrecheckRunner(metadatabase, prechecks, clock, timing.precheckTime());
    this.runs = new PrecheckRuns(metadatabase, store, clock, ids);
    this.shields = new Shields(metadatabase, store);
    this.moves = new JobMoves(metadatabase, store, runner, runs, movements, clock);
    this.views = new JobViews(metadatabase, store, engine, clock, timing.staleness());
    metadatabase.transaction(
        connection -> {
          store.prepare(connection);
          return store;
        });
    this.standaloneChecks =
        new StandaloneChecks(metadatabase, store, runner, clock, ids, timing.staleness());
  }

  /**
   * Takes up what a process before this one left: prechecks are asked again under the same run,
   * movements go on from their checkpoints. Neither counts as a start.
   */
  public void recover() {
    moves.recover();
    standaloneChecks.recover();
  }

  /** The prechecks that are asked beside jobs. */
  public StandaloneChecks standaloneChecks() {
    return standaloneChecks;
  }

  /**
   * Makes a job that only this dialect sees.
   *
   * @throws InvalidSpec if no job can be made of it
   */
  public Job create(String dialect, IdStyle style, JobSpec spec) {
    SpecRules.check(CheckSet.of(dialect), spec);
    String id = ids.next(style);
    String instanceId = style == IdStyle.TASK_IN_INSTANCE ? "dts" + id : id;
    return metadatabase.transaction(
        connection -> {
          Job job = new Job(id, instanceId, dialect, spec, clock.instant(), JobState.NEW);
          if (spec.reverseOf() != null) {
            Job forward = store.get(connection, spec.reverseOf());
            SpecRules.checkReverse(
                store.ofInstance(connection, forward.instanceId()), forward, spec);
            job = job.backOf(forward);
          }
          store.insert(connection, job);
          return job;
        });
  }

  /** The jobs of an instance, as they are: one, or the way there and the way back. */
  public List<Job> ofInstance(String instanceId) {
    return metadatabase.transaction(connection -> store.ofInstance(connection, instanceId));
  }

  /**
   * Begins a new precheck, which runs on into the movement when nothing blocks it; enters the
   * movement of a job that rests after its precheck has passed; or resumes a movement that was
   * paused or has failed, with no precheck.
   *
   * @param heldUntil where a precheck begins, it does not end before; null for no such wish
   * @throws IllegalMove if the job is already under way or finished
   */
  public void start(String id, @Nullable Instant heldUntil) {
    start(id, heldUntil, Set.of());
  }

  /**
   * The same, where the precheck that begins is lenient.
   *
   * @param passedOver codes that may fail in this run, beside those that are shielded
   */
  public void start(String id, @Nullable Instant heldUntil, Set<String> passedOver) {
    moves.start(id, heldUntil, passedOver);
  }

  /**
   * Begins a new precheck, which leaves the job at rest: when it passes, a start moves the job.
   *
   * @param heldUntil the precheck does not end before; null for no such wish
   * @throws IllegalMove if the job is under way or finished, or has moved rows
   */
  public void check(String id, @Nullable Instant heldUntil) {
    moves.check(id, heldUntil);
  }

  /**
   * Counts a call to start, to go on or to check that a dialect has refused by itself, because of
   * where the job stood. What {@link #start} and {@link #check} refuse is counted already.
   */
  public void startRefused(String id) {
    moves.startRefused(id);
  }

  /**
   * @throws IllegalMove unless rows are moving
   */
  public void pause(String id) {
    moves.pause(id);
  }

  /**
   * Pauses a movement, or breaks a precheck off, which is then asked anew by a start.
   *
   * @throws IllegalMove if nothing is under way
   */
  public void suspend(String id) {
    moves.suspend(id);
  }

  /**
   * Lets go of a job that rests: it is over for good, what has moved stays where it is.
   *
   * @throws IllegalMove if the job was never begun, is under way, or was let go of before
   */
  public void release(String id) {
    moves.release(id);
  }

  /**
   * Ends the job for good; what has moved stays where it is.
   *
   * @throws IllegalMove if it is finished
   */
  public void stop(String id) {
    moves.stop(id);
  }

  /**
   * Ends the incremental stage well: what the source has logged by now is applied, and the job is
   * finished when the target was found equal to the source of that moment. A pause or failure on
   * the way does not take it back.
   *
   * @throws IllegalMove unless rows are moving, in a job with the incremental stage
   */
  public void complete(String id) {
    moves.complete(id);
  }

  /**
   * Changes what a job is to do, which takes the verdict of its last precheck back: it stands as
   * before its first.
   *
   * @param change is given what the job was to do
   * @throws InvalidSpec if no job can do what comes of it
   * @throws IllegalMove while a precheck runs, and once rows have moved
   */
  public void configure(String id, UnaryOperator<JobSpec> change) {
    moves.configure(id, change);
  }

  /**
   * Looks at a job and moves it, with no other move between. For a dialect whose rules are narrower
   * than the table of moves.
   *
   * @param move is given the job as it is
   */
  public void exclusively(String id, Consumer<JobView> move) {
    moves.alone(id, job -> move.accept(views.of(job, Sight.TRUTH)));
  }

  /**
   * Passes over these codes in every precheck that follows.
   *
   * @throws IllegalMove once rows move, and while a precheck runs
   */
  public void shield(String id, Collection<String> codes) {
    shields.add(id, codes);
  }

  /**
   * Passes over findings of the latest precheck run.
   *
   * @param precheckId the run that is meant; null for the latest
   * @throws StalePrecheck if the run that is meant is not the latest
   * @throws NotSkippable if the run has no such item or does not let it be passed over
   * @throws IllegalMove as for {@link #shield}
   */
  public void shieldFindings(String id, @Nullable String precheckId, Collection<String> codes) {
    shieldFindings(id, precheckId, codes, Map.of());
  }

  /**
   * Passes over findings of the latest precheck run, and says how. A choice is kept as a shield of
   * its own, {@code code=choice}, and takes the place of an earlier one of that code.
   *
   * @param choices for some of the codes, what the engine is to do about them
   * @see Engine#launch
   */
  public void shieldFindings(
      String id,
      @Nullable String precheckId,
      Collection<String> codes,
      Map<String, String> choices) {
    shields.addToFindings(id, precheckId, codes, choices);
  }

  /**
   * Takes shields back; what a passed precheck has let through stays through.
   *
   * @param precheckId as for {@link #shieldFindings}
   */
  public void unshield(String id, @Nullable String precheckId, Collection<String> codes) {
    shields.remove(id, precheckId, codes);
  }

  /** Lets every precheck that is held by a fault come to its end. */
  public void releaseHeldPrechecks() {
    runs.releaseAll();
    standaloneChecks.releaseAll();
    clock.wake();
  }

  /**
   * @throws JobNotFound if there is none
   */
  public JobView look(String id, Sight sight) {
    return views.of(get(id), sight);
  }

  /** Every job of a dialect, the oldest first; of those that matter, {@link #look} tells more. */
  public List<Job> list(String dialect, Sight sight) {
    return metadatabase.transaction(connection -> store.list(connection, dialect)).stream()
        .map(job -> views.seen(job, sight))
        .toList();
  }

  /** Every job as it is, the oldest first. */
  public List<JobView> lookAll() {
    return metadatabase.transaction(store::list).stream()
        .map(job -> views.of(job, Sight.TRUTH))
        .toList();
  }

  /** Stops moving and checking; a service on the same metadatabase goes on. */
  @Override
  public void close() {
    runner.close();
    for (Job job : metadatabase.transaction(store::list)) {
      if (job.status() == JobStatus.MIGRATING) {
        movements.halt(job.id());
      }
    }
  }

  private Job get(String id) {
    return metadatabase.transaction(connection -> store.get(connection, id));
  }
}
