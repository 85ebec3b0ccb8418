package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.JobStatus;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service's words for what the core knows. */
public final class Words {
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ZULU =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NO_ZONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter CHINA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'.0'").withZone(ZoneOffset.ofHours(8));

  private Words() {}

  /** A job's status; the same words in every family. */
  public static String status(JobView view) {
    boolean synchronises = view.job().dialect().equals(AlibabaDialect.SYNC_NAME);
    boolean follows = view.progress().following().state() != StageProgress.State.NOT_STARTED;
    return switch (view.job().status()) {
      case NOT_STARTED -> "NotStarted";
      case PRECHECKING -> "Prechecking";
      case PRECHECK_FAILED -> "PrecheckFailed";
      case PRECHECK_PASSED -> "PreCheckPass";
      case MIGRATING -> synchronises ? (follows ? "Synchronizing" : "Initializing") : "Migrating";
      case PAUSED -> "Suspending";
      case MIGRATION_FAILED ->
          synchronises ? (follows ? "Failed" : "InitializeFailed") : "MigrationFailed";
      case FINISHED -> "Finished";
    };
  }

  /** A precheck as a whole. */
  public static String precheck(Optional<PrecheckRun> run) {
    if (run.isEmpty()) {
      return "NotStarted";
    }
    return switch (run.get().state()) {
      case RUNNING -> "Checking";
      case PASSED -> "Finished";
      case FAILED -> "Failed";
    };
  }

  /** One item, by what it found, shielded or not. */
  public static String item(PrecheckRun run, PrecheckRun.Item item) {
    CheckResult result = item.result();
    if (result == null) {
      return run.state() == PrecheckRun.State.RUNNING ? "Checking" : "NotStarted";
    }
    return switch (result.verdict()) {
      case PASSED -> "Success";
      case WARNING -> "Warning";
      case FAILED -> "Failed";
    };
  }

  /** A stage, of a job that may be paused. */
  public static String stage(StageProgress stage, JobStatus job) {
    return stage(stage.state(), job);
  }

  private static String stage(StageProgress.State state, JobStatus job) {
    return switch (state) {
      case NOT_STARTED -> "NotStarted";
      case RUNNING -> job == JobStatus.PAUSED ? "Suspending" : "Migrating";
      case FAILED -> "Failed";
      case FINISHED -> "Finished";
    };
  }

  /** The incremental stage. */
  public static String stage(Following following, JobStatus job) {
    boolean follows =
        following.state() == StageProgress.State.RUNNING && job == JobStatus.MIGRATING;
    return follows && following.isCaughtUp() ? "Catched" : stage(following.state(), job);
  }

  /** How far the source is ahead, in milliseconds; -1 before the incremental stage. */
  public static long delay(Following following) {
    return following.lagSeconds() < 0 ? -1 : following.lagSeconds() * 1000;
  }

  /** As items of a precheck write it: {@code 2022-03-16T08:01:34.000+00:00}. */
  public static @Nullable String offsetTime(@Nullable Instant time) {
    return time == null ? null : WITH_OFFSET.format(time);
  }

  /** As jobs write it: {@code 2022-03-16T08:01:34Z}. */
  public static @Nullable String zuluTime(@Nullable Instant time) {
    return time == null ? null : ZULU.format(time);
  }

  /** As lists of synchronisations write it: {@code 2022-03-16 16:01:34.0}, in China's time. */
  public static @Nullable String chinaTime(@Nullable Instant time) {
    return time == null ? null : CHINA.format(time);
  }

  /** As a job's BootTime is written: UTC, and not saying so. */
  public static @Nullable String bareTime(@Nullable Instant time) {
    return time == null ? null : NO_ZONE.format(time);
  }
}
