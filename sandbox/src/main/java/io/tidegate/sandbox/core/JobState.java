package io.tidegate.sandbox.core;

import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a job that changes.
 *
 * @param run number of the latest precheck run; 0 before the first
 * @param shields codes to pass over; they stay until they are taken back
 * @param shieldsInForce the shields with which the precheck passed; the engine keeps to them
 * @param launches how often the engine was set to work; tells a late word from an earlier launch
 * @param startedAt the last accepted start; a precheck that does not run on is none
 * @param endedAt when the job became FINISHED or a failure
 * @param failure why the movement failed
 * @param completing whether somebody asked for the incremental stage to end
 * @param precheckStopped whether the latest precheck has no verdict, because somebody stopped it
 * @param releasedAt when somebody let go of the job, which is over since; null if nobody did
 * @param before the job as it was just before its last start, precheck or change
 */
public record JobState(
    JobStatus status,
    int run,
    SortedSet<String> shields,
    SortedSet<String> shieldsInForce,
    int launches,
    Effects effects,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String failure,
    boolean completing,
    boolean precheckStopped,
    @Nullable Instant releasedAt,
    @Nullable Before before) {

  /**
   * What status reads still answer with for a while after a start, a precheck or a change.
   *
   * @param at when that was; null as {@link #startedAt} has it
   */
  public record Before(
      JobStatus status,
      int run,
      int movements,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String failure,
      boolean precheckStopped,
      @Nullable Instant at) {}

  static final JobState NEW =
      new JobState(
          JobStatus.NOT_STARTED,
          0,
          new TreeSet<>(),
          new TreeSet<>(),
          0,
          Effects.NONE,
          null,
          null,
          null,
          false,
          false,
          null,
          null);

  /** A precheck that runs on into the movement: it is the job's start. */
  JobState startedByPrecheck(Instant now) {
    return prechecking(effects.started().prechecked(), now, now);
  }

  /** A precheck that leaves the job at rest. */
  JobState prechecking(Instant now) {
    return prechecking(effects.prechecked(), startedAt, now);
  }

  private JobState prechecking(Effects newEffects, @Nullable Instant newStart, Instant now) {
    return begun(JobStatus.PRECHECKING, run + 1, launches, newEffects, newStart, false, now);
  }

  /** Goes on with a movement that was paused or has failed. */
  JobState resumed(Instant now) {
    return launched(effects.started(), completing, now);
  }

  /** Enters the movement that a precheck has passed for, with the shields that it passed with. */
  JobState entered(Instant now) {
    return launched(effects.started().moved(), false, now);
  }

  private JobState launched(Effects newEffects, boolean stillCompleting, Instant now) {
    return begun(JobStatus.MIGRATING, run, launches + 1, newEffects, now, stillCompleting, now);
  }

  private JobState begun(
      JobStatus newStatus,
      int newRun,
      int newLaunches,
      Effects newEffects,
      @Nullable Instant newStart,
      boolean stillCompleting,
      Instant now) {
    return new JobState(
        newStatus,
        newRun,
        shields,
        shieldsInForce,
        newLaunches,
        newEffects,
        newStart,
        null,
        null,
        stillCompleting,
        false,
        null,
        snapshot(now));
  }

  /** Goes on after a restart of the process: neither a start nor an entry into movement. */
  JobState relaunched() {
    return with(status, shields, launches + 1, effects, endedAt, failure);
  }

  /**
   * @param passedOver the codes with which the precheck passed
   */
  JobState moving(Collection<String> passedOver) {
    return passed(JobStatus.MIGRATING, passedOver, launches + 1, effects.moved());
  }

  JobState precheckPassed() {
    return passed(JobStatus.PRECHECK_PASSED, shields, launches, effects);
  }

  private JobState passed(
      JobStatus newStatus, Collection<String> passedOver, int newLaunches, Effects newEffects) {
    return new JobState(
        newStatus,
        run,
        shields,
        new TreeSet<>(passedOver),
        newLaunches,
        newEffects,
        startedAt,
        null,
        null,
        false,
        false,
        null,
        before);
  }

  JobState precheckFailed(Instant now) {
    return with(JobStatus.PRECHECK_FAILED, shields, launches, effects, now, null);
  }

  /** As before its first precheck, though the runs that there were are counted on. */
  JobState configured(Instant now) {
    return begun(JobStatus.NOT_STARTED, run, launches, effects.changed(), startedAt, false, now);
  }

  JobState precheckStopped(Instant now) {
    return with(
        JobStatus.PRECHECK_FAILED, shields, launches, effects.paused(), now, null, true, null);
  }

  JobState released(Instant now) {
    Instant end = status == JobStatus.FINISHED ? endedAt : now;
    return with(
        JobStatus.FINISHED,
        shields,
        launches,
        effects.stopped(),
        end,
        failure,
        precheckStopped,
        now);
  }

  JobState paused() {
    return with(JobStatus.PAUSED, shields, launches, effects.paused(), null, null);
  }

  JobState stopped(Instant now) {
    return with(JobStatus.FINISHED, shields, launches, effects.stopped(), now, failure);
  }

  /** A precheck was begun that is asked beside the job. */
  JobState checkedApart() {
    return with(status, shields, launches, effects.prechecked(), endedAt, failure);
  }

  /** Is as it was, and it is counted that somebody asked. */
  JobState startRefused() {
    return with(status, shields, launches, effects.startRefused(), endedAt, failure);
  }

  /** Asked once or again, it is the same. */
  JobState completed() {
    return new JobState(
        status,
        run,
        shields,
        shieldsInForce,
        launches,
        effects.completed(),
        startedAt,
        endedAt,
        failure,
        true,
        precheckStopped,
        releasedAt,
        before);
  }

  JobState finished(Instant now) {
    return with(JobStatus.FINISHED, shields, launches, effects, now, null);
  }

  JobState movementFailed(Instant now, String reason) {
    return with(JobStatus.MIGRATION_FAILED, shields, launches, effects, now, reason);
  }

  JobState shielded(Collection<String> codes) {
    SortedSet<String> more = new TreeSet<>(shields);
    more.addAll(codes);
    return with(status, more, launches, effects.shielded(), endedAt, failure);
  }

  JobState unshielded(Collection<String> codes) {
    SortedSet<String> fewer = new TreeSet<>(shields);
    fewer.removeAll(codes);
    return with(status, fewer, launches, effects, endedAt, failure);
  }

  /** Whether the job is over because somebody stopped it. */
  public boolean wasStopped() {
    return status == JobStatus.FINISHED && effects.stops() > 0;
  }

  /** When what reads may be late to hear of was asked; null if nothing was. */
  @Nullable Instant lastBegun() {
    return before == null || before.at() == null ? startedAt : before.at();
  }

  /** The state that a read sees which still hears of the time before what was last asked. */
  JobState rewound() {
    if (before == null) {
      return this;
    }
    return new JobState(
        before.status(),
        before.run(),
        shields,
        shieldsInForce,
        launches,
        effects.withMovements(before.movements()),
        before.startedAt(),
        before.endedAt(),
        before.failure(),
        completing,
        before.precheckStopped(),
        null,
        null);
  }

  private Before snapshot(Instant now) {
    return new Before(
        status, run, effects.movements(), startedAt, endedAt, failure, precheckStopped, now);
  }

  private JobState with(
      JobStatus newStatus,
      SortedSet<String> newShields,
      int newLaunches,
      Effects newEffects,
      @Nullable Instant newEnd,
      @Nullable String newFailure) {
    return with(
        newStatus,
        newShields,
        newLaunches,
        newEffects,
        newEnd,
        newFailure,
        precheckStopped,
        releasedAt);
  }

  private JobState with(
      JobStatus newStatus,
      SortedSet<String> newShields,
      int newLaunches,
      Effects newEffects,
      @Nullable Instant newEnd,
      @Nullable String newFailure,
      boolean stopped,
      @Nullable Instant release) {
    return new JobState(
        newStatus,
        run,
        newShields,
        shieldsInForce,
        newLaunches,
        newEffects,
        startedAt,
        newEnd,
        newFailure,
        completing,
        stopped,
        release,
        before);
  }
}
