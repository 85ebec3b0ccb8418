package io.tidegate.provider.alibaba.wire;

import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeMigrationJobs}: one page. */
public record DescribeMigrationJobsReply(
    @Nullable Jobs migrationJobs, @Nullable String totalRecordCount) {

  /** The wrapper that the jobs stand in. */
  public record Jobs(@Nullable List<@Nullable Job> migrationJob) {}

  /** A job; what is called its id is that of its instance. */
  public record Job(
      @Nullable String migrationJobId,
      @Nullable String migrationJobName,
      @Nullable String migrationJobStatus) {}

  public List<Job> jobs() {
    return migrationJobs == null ? List.of() : Lists.present(migrationJobs.migrationJob());
  }
}
