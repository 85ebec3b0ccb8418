package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.PrecheckRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service's words for what the core knows. */
final class Words {
  /** Beijing's time, which the text does not say. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

  private static final String NO_TIME = "0000-00-00 00:00:00";

  private Words() {}

  /** A time as jobs write it. */
  static String time(@Nullable Instant time) {
    return time == null ? NO_TIME : TIME.format(time);
  }

  /** A time as checks and steps write it. */
  static String timeOrEmpty(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }

  /** How a step of a movement stands. */
  static String movement(StageProgress.State state) {
    return switch (state) {
      case NOT_STARTED -> "notStarted";
      case RUNNING -> "running";
      case FAILED -> "failed";
      case FINISHED -> "finished";
    };
  }

  /** A check as a task: whether it was done, whatever it found. */
  static String checkTask(Optional<PrecheckRun> run) {
    if (run.isEmpty()) {
      return "notStarted";
    }
    return switch (run.get().state()) {
      case RUNNING -> "running";
      case PASSED, FAILED -> "success";
    };
  }

  /** What a check found as a whole; empty before it is done. */
  static String checkVerdict(Optional<PrecheckRun> run) {
    if (run.isEmpty()) {
      return "";
    }
    return switch (run.get().state()) {
      case RUNNING -> "";
      case PASSED -> "checkPass";
      case FAILED -> "checkNotPass";
    };
  }
}
