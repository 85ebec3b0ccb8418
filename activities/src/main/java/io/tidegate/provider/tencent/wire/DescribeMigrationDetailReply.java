package io.tidegate.provider.tencent.wire;

import io.tidegate.provider.json.Lists;
import io.tidegate.provider.json.Scalars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeMigrationDetail}: one job, with what the list leaves out. */
public record DescribeMigrationDetailReply(
    @Nullable String jobId,
    @Nullable String status,
    @Nullable String briefMsg,
    @Nullable MigrateOption migrateOption,
    @Nullable Movement stepInfo,
    @Nullable CheckRun checkStepInfo,
    @Nullable List<@Nullable Trouble> errorInfo) {

  /** What is migrated: {@code structure}, {@code full} or {@code fullAndIncrement}. */
  public record MigrateOption(@Nullable String migrateType) {}

  /** The last run of the check; {@code startAt} is all that tells two runs apart. */
  public record CheckRun(@Nullable String startAt, @Nullable Progress progress) {}

  /** How far the task that checks has got. */
  public record Progress(@Nullable String status) {}

  /** Why the job failed. */
  public record Trouble(
      @Nullable String code, @Nullable String errorLog, @Nullable String solution) {}

  /** What kind of migration it is, in the service's word, or empty. */
  public String kind() {
    return migrateOption == null ? "" : Scalars.text(migrateOption.migrateType());
  }

  public List<Trouble> troubles() {
    return Lists.present(errorInfo);
  }
}
