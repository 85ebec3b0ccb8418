package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribeDtsJobDetailReply;
import io.tidegate.provider.alibaba.wire.DescribeDtsJobsReply;
import io.tidegate.provider.alibaba.wire.DescribeMigrationJobStatusReply;
import io.tidegate.provider.alibaba.wire.MigrationMode;
import io.tidegate.provider.alibaba.wire.StageStatus;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a view of a job out of each of the calls that show one. */
final class Views {
  private static final StageStatus UNSAID =
      new StageStatus(null, null, null, null, null, null, null);

  static JobView of(DescribeDtsJobsReply.Job job, Instant readAt) {
    List<StageProgress> stages =
        stages(
            job.migrationMode(),
            job.structureInitializationStatus(),
            job.dataInitializationStatus(),
            job.dataSynchronizationStatus());
    boolean inSeconds = text(job.jobType()).toLowerCase(Locale.ROOT).startsWith("sync");
    long delay = number(job.delay(), -1);
    String failure =
        Texts.joined(
            Stream.of(job.errorMessage(), job.migrationErrMsg(), job.migrationErrWorkaround())
                .map(t -> text(t)));
    return view(
        text(job.status()),
        stages,
        inSeconds ? delay * 1_000 : delay,
        text(job.checkpoint()),
        failure,
        readAt);
  }

  /** Without percentages: this call does not report them. */
  static JobView of(DescribeDtsJobDetailReply job, Instant readAt) {
    return view(
        text(job.status()),
        stages(job.migrationMode(), null, null, job.dataSynchronizationStatus()),
        number(job.delay(), -1),
        text(job.checkpoint()),
        text(job.errorMessage()),
        readAt);
  }

  static JobView of(DescribeMigrationJobStatusReply job, Instant readAt) {
    List<StageProgress> stages =
        stages(
            job.migrationMode(),
            job.structureInitializationStatus(),
            job.dataInitializationStatus(),
            job.dataSynchronizationStatus());
    StageStatus sync =
        job.dataSynchronizationStatus() == null ? UNSAID : job.dataSynchronizationStatus();
    String failure = Texts.joined(stages.stream().map(StageProgress::message));
    long seconds = number(sync.delay(), -1);
    return view(
        text(job.migrationJobStatus()),
        stages,
        seconds * 1_000,
        text(sync.checkpoint()),
        failure,
        readAt);
  }

  static JobView view(
      String status,
      List<StageProgress> stages,
      long delayMillis,
      String checkpoint,
      String message,
      Instant readAt) {
    // Before following has begun a delay of 0 says nothing, and below 0 it is not known.
    boolean follows =
        stages.stream()
            .anyMatch(
                s ->
                    s.stage() == Stage.INCREMENTAL_SYNC
                        && (s.state() == StageState.RUNNING || s.state() == StageState.CAUGHT_UP));
    return new JobView(
        AlibabaWords.job(status),
        Texts.cut(status),
        stages,
        follows && delayMillis >= 0 ? Duration.ofMillis(delayMillis) : null,
        Texts.cut(checkpoint),
        Texts.cut(message),
        readAt);
  }

  private static List<StageProgress> stages(
      @Nullable MigrationMode mode,
      @Nullable StageStatus structure,
      @Nullable StageStatus data,
      @Nullable StageStatus sync) {
    List<StageProgress> stages = new ArrayList<>();
    if (mode == null) {
      return stages;
    }
    if (isTrue(mode.structureInitialization())) {
      stages.add(stage(Stage.SCHEMA_MIGRATION, structure));
    }
    if (isTrue(mode.dataInitialization())) {
      stages.add(stage(Stage.FULL_LOAD, data));
    }
    if (isTrue(mode.dataSynchronization())) {
      stages.add(stage(Stage.INCREMENTAL_SYNC, sync));
    }
    return stages;
  }

  static StageProgress stage(Stage stage, @Nullable StageStatus sent) {
    StageStatus status = sent == null ? UNSAID : sent;
    long percent = number(status.percent(), -1);
    return new StageProgress(
        stage,
        AlibabaWords.stage(text(status.status())),
        Texts.cut(text(status.status())),
        (int) Math.max(-1, Math.min(100, percent)),
        Texts.cut(text(status.errorMessage())));
  }

  private Views() {}
}
