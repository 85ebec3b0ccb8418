package io.tidegate.provider.tencent.wire;

import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeMigrationJobs}: one page. */
public record DescribeMigrationJobsReply(
    @Nullable List<@Nullable Job> jobList, @Nullable String totalCount) {

  /** A job in the list, which does not say what kind of migration it is. */
  public record Job(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable String status,
      @Nullable String briefMsg,
      @Nullable Movement stepInfo) {}

  public List<Job> jobs() {
    return Lists.present(jobList);
  }
}
