package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Effects;
import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.core.StandaloneCheck;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job as the admin API shows it: as it is, whatever status reads say, and without passwords. */
record JobReport(
    String id,
    String dtsJobId,
    String dtsInstanceId,
    String dialect,
    String name,
    @Nullable String reverseOf,
    String status,
    String source,
    String target,
    Set<String> shields,
    @Nullable String failure,
    Effects effects,
    @Nullable Precheck precheck,
    List<Precheck> standalonePrechecks,
    @Nullable Instant releasedAt,
    List<Table> tables,
    Stages stages,
    @Nullable Following following) {

  /** One run: the latest of the job, or one that was asked beside it. */
  record Precheck(int run, String id, String state, List<Item> items) {}

  /** One item; its verdict is null until it is answered. */
  record Item(
      String code,
      @Nullable String verdict,
      String error,
      String detail,
      String repair,
      boolean skippable,
      List<String> objects) {}

  /** One table. */
  record Table(
      String table, String targetTable, long sourceRows, long targetRows, boolean verified) {}

  /** The stages. */
  record Stages(Stage structure, Stage fullLoad) {}

  /** One stage. */
  record Stage(String state, long done, long total, int percent, @Nullable String error) {}

  /** The incremental stage of a job that has one. */
  record Following(
      String state,
      long lagSeconds,
      int percent,
      String checkpoint,
      @Nullable Instant checkpointTime,
      long inserted,
      long updated,
      long deleted,
      @Nullable String error) {}

  static JobReport of(JobView view, List<StandaloneCheck> beside) {
    Job job = view.job();
    return new JobReport(
        job.id(),
        job.id(),
        job.instanceId(),
        job.dialect(),
        job.spec().name(),
        job.spec().reverseOf(),
        job.status().name(),
        job.spec().source().toString(),
        job.spec().target().toString(),
        job.shields(),
        job.state().failure(),
        job.state().effects(),
        view.precheck().map(JobReport::precheck).orElse(null),
        beside.stream().flatMap(check -> check.run().stream()).map(JobReport::precheck).toList(),
        job.state().releasedAt(),
        view.progress().tables().stream().map(JobReport::table).toList(),
        new Stages(stage(view.progress().structure()), stage(view.progress().fullLoad())),
        job.spec().stages().incremental() ? following(view.progress().following()) : null);
  }

  private static Following following(Engine.Following following) {
    return new Following(
        following.state().name(),
        following.lagSeconds(),
        following.percent(),
        following.checkpoint(),
        following.checkpointTime(),
        following.inserted(),
        following.updated(),
        following.deleted(),
        following.error().isEmpty() ? null : following.error());
  }

  private static Precheck precheck(PrecheckRun run) {
    return new Precheck(
        run.number(),
        run.id(),
        run.state().name(),
        run.items().stream().map(JobReport::item).toList());
  }

  private static Item item(PrecheckRun.Item item) {
    CheckResult result = item.result();
    return result == null
        ? new Item(item.code(), null, "", "", "", false, List.of())
        : new Item(
            item.code(),
            result.verdict().name(),
            result.error(),
            result.detail(),
            result.repair(),
            result.skippable(),
            result.objects());
  }

  private static Table table(TableProgress table) {
    return new Table(
        table.sourceTable(),
        table.targetTable(),
        table.sourceRows(),
        table.targetRows(),
        table.verified());
  }

  private static Stage stage(StageProgress stage) {
    return new Stage(
        stage.state().name(),
        stage.done(),
        stage.total(),
        stage.percent(),
        stage.error().isEmpty() ? null : stage.error());
  }
}
