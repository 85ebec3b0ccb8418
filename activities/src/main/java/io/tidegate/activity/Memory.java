package io.tidegate.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a poll remembers from its attempts before, kept as heartbeat details.
 *
 * @param seenRunning whether the check was seen running since the submit
 * @param unknownSince since when only unknown statuses were read
 * @param behindSince since when the job has failed and its report has not shown so; of a job that
 *     moves, since when no stage of it is under way
 */
record Memory(boolean seenRunning, @Nullable Instant unknownSince, @Nullable Instant behindSince) {
  static final Memory NONE = new Memory(false, null, null);

  Memory running() {
    return new Memory(true, null, null);
  }

  Memory known() {
    return new Memory(seenRunning, null, null);
  }

  Memory unknown(Instant now) {
    return unknownSince == null ? new Memory(seenRunning, now, null) : this;
  }

  Memory behind(Instant now) {
    return behindSince == null ? new Memory(seenRunning, null, now) : this;
  }
}
