package io.tidegate.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a poll remembers from its attempts before, kept as heartbeat details.
 *
 * @param seenRunning whether the check was seen running since the submit
 * @param unknownSince since when only unknown statuses were read
 */
record Memory(boolean seenRunning, @Nullable Instant unknownSince) {
  static final Memory NONE = new Memory(false, null);

  Memory running() {
    return new Memory(true, null);
  }

  Memory known() {
    return unknownSince == null ? this : new Memory(seenRunning, null);
  }

  Memory unknown(Instant now) {
    return unknownSince == null ? new Memory(seenRunning, now) : this;
  }
}
