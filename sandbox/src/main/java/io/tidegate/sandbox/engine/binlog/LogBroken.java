package io.tidegate.sandbox.engine.binlog;

import java.io.IOException;

/** The log cannot be read on. */
public final class LogBroken extends IOException {
  private final boolean purged;

  LogBroken(String reason, boolean purged, Throwable cause) {
    super(reason, cause);
    this.purged = purged;
  }

  /** Whether the server no longer has, or never had, what was asked for. */
  public boolean isPurged() {
    return purged;
  }
}
