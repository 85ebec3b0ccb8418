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
 * @param startedAt the last accepted start
 * @param endedAt when the job became FINISHED or a failure
 * @param failure why the movement failed
 * @param completing whether somebody asked for the incremental stage to end
 * @param before the job as it was just before its last start
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
    @Nullable Before before) {

  /** What status reads still answer with for a while after a start. */
  public record Before(
      JobStatus status,
      int run,
      int movements,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String failure) {}

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
          null);

  JobState prechecking(Instant now) {
    return new JobState(
        JobStatus.PRECHECKING,
        run + 1,
        shields,
        shieldsInForce,
        launches,
        effects.started().prechecked(),
        now,
        null,
        null,
        false,
        snapshot());
  }

  JobState resumed(Instant now) {
    return new JobState(
        JobStatus.MIGRATING,
        run,
        shields,
        shieldsInForce,
        launches + 1,
        effects.started(),
        now,
        null,
        null,
        completing,
        snapshot());
  }

  /** Goes on after a restart of the process: neither a start nor an entry into movement. */
  JobState relaunched() {
    return with(status, shields, launches + 1, effects, endedAt, failure);
  }

  JobState moving() {
    return new JobState(
        JobStatus.MIGRATING,
        run,
        shields,
        shields,
        launches + 1,
        effects.moved(),
        startedAt,
        null,
        null,
        false,
        before);
  }

  JobState precheckFailed(Instant now) {
    return with(JobStatus.PRECHECK_FAILED, shields, launches, effects, now, null);
  }

  JobState paused() {
    return with(JobStatus.PAUSED, shields, launches, effects.paused(), null, null);
  }

  JobState stopped(Instant now) {
    return with(JobStatus.FINISHED, shields, launches, effects.stopped(), now, failure);
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

  /** The state that a read sees which still hears of the time before the last start. */
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
        null);
  }

  private Before snapshot() {
    return new Before(status, run, effects.movements(), startedAt, endedAt, failure);
  }

  private JobState with(
      JobStatus newStatus,
      SortedSet<String> newShields,
      int newLaunches,
      Effects newEffects,
      @Nullable Instant newEnd,
      @Nullable String newFailure) {
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
        before);
  }
}
