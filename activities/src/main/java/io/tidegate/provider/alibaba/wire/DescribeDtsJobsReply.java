package io.tidegate.provider.alibaba.wire;

import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeDtsJobs}. */
public record DescribeDtsJobsReply(
    @Nullable List<@Nullable Job> dtsJobList, @Nullable String totalRecordCount) {

  /** A job in the list. {@code delay} is in ms for migrations, in s for synchronisation. */
  public record Job(
      @Nullable String dtsJobId,
      @Nullable String dtsInstanceId,
      @Nullable String dtsJobName,
      @Nullable String jobType,
      @Nullable String status,
      @Nullable String createTime,
      @Nullable String errorMessage,
      @Nullable String migrationErrMsg,
      @Nullable String migrationErrWorkaround,
      @Nullable String checkpoint,
      @Nullable String delay,
      @Nullable MigrationMode migrationMode,
      @Nullable StageStatus structureInitializationStatus,
      @Nullable StageStatus dataInitializationStatus,
      @Nullable StageStatus dataSynchronizationStatus) {}

  public List<Job> jobs() {
    return Lists.present(dtsJobList);
  }
}
