package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.StageStatus;
import io.tidegate.provider.alibaba.wire.SynchronizationJob;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a view of one direction of a synchronisation. */
final class SyncViews {

  static JobView of(SynchronizationJob job, Instant readAt) {
    List<StageProgress> stages = stages(job);
    StageStatus following = job.dataSynchronizationStatus();
    String reached = following == null ? "" : text(following.checkpoint());
    String failure =
        Texts.joined(
            Stream.concat(
                Stream.of(text(job.errorMessage())), stages.stream().map(StageProgress::message)));
    return Views.view(
        text(job.status()),
        stages,
        delayMillis(job),
        reached.isEmpty() ? text(job.checkpoint()) : reached,
        failure,
        readAt);
  }

  /** Every one follows its source; what it does before, its settings say. */
  private static List<StageProgress> stages(SynchronizationJob job) {
    List<StageProgress> stages = new ArrayList<>();
    boolean follows = text(job.status()).toLowerCase(Locale.ROOT).equals("synchronizing");
    if (isTrue(job.structureInitialization())) {
      stages.add(before(Stage.SCHEMA_MIGRATION, job.structureInitializationStatus(), follows));
    }
    if (isTrue(job.dataInitialization())) {
      stages.add(before(Stage.FULL_LOAD, job.dataInitializationStatus(), follows));
    }
    stages.add(following(job.dataSynchronizationStatus(), follows));
    return stages;
  }

  private static StageProgress before(Stage stage, @Nullable StageStatus sent, boolean follows) {
    StageProgress said = Views.stage(stage, sent);
    return said.status().isEmpty() && follows ? at(said, StageState.FINISHED) : said;
  }

  /** Following has no end of its own, whatever is said of it: who ended it, our own call tells. */
  private static StageProgress following(@Nullable StageStatus sent, boolean follows) {
    StageProgress said = Views.stage(Stage.INCREMENTAL_SYNC, sent);
    if (said.status().isEmpty() && follows) {
      return at(said, StageState.RUNNING);
    }
    return said.state() == StageState.FINISHED ? at(said, StageState.UNKNOWN) : said;
  }

  private static StageProgress at(StageProgress stage, StageState state) {
    return new StageProgress(
        stage.stage(), state, stage.status(), stage.percent(), stage.message());
  }

  /** Four fields say it, to the second or finer: the worst counts, and below 0 it is not known. */
  private static long delayMillis(SynchronizationJob job) {
    StageStatus stage = job.dataSynchronizationStatus();
    long[] said =
        LongStream.concat(
                numbers(job.delay(), stage == null ? null : stage.delay()).map(s -> s * 1_000),
                numbers(job.delayMillis(), stage == null ? null : stage.delayMillis()))
            .toArray();
    boolean known = said.length > 0 && LongStream.of(said).allMatch(d -> d >= 0);
    return known ? LongStream.of(said).max().orElseThrow() : -1;
  }

  private static LongStream numbers(@Nullable String... sent) {
    return Stream.of(sent)
        .map(s -> text(s))
        .filter(s -> !s.isEmpty())
        .mapToLong(s -> number(s, -1));
  }

  private SyncViews() {}
}
