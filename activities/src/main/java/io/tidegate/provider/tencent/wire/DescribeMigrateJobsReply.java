package io.tidegate.provider.tencent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import io.tidegate.provider.json.Scalars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reply of {@code DescribeMigrateJobs}, of the version of 2018. The jobs are kept as sent, and read
 * one by one as {@link Job}.
 */
public record DescribeMigrateJobsReply(
    @Nullable String totalCount, @Nullable List<@Nullable JsonNode> jobList) {

  /** A migration, without the endpoints: what is said of those may hold passwords. */
  public record Job(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable String status,
      @Nullable MigrateOption migrateOption,
      @Nullable Detail detail,
      @Nullable List<@Nullable Trouble> errorInfo) {

    public List<Trouble> troubles() {
      return Lists.present(errorInfo);
    }
  }

  /** How the job is set. */
  public record MigrateOption(@Nullable String migrateType) {}

  /**
   * How far the job has moved. The steps are kept as sent, and read one by one as {@link Step2018}.
   */
  public record Detail(
      @Nullable String progress,
      @Nullable String secondsBehindMaster,
      @Nullable List<@Nullable JsonNode> stepInfo) {

    public List<JsonNode> steps() {
      return Lists.present(stepInfo);
    }
  }

  /** Why a job does not go on. */
  public record Trouble(@Nullable String errorLog, @Nullable String helpDoc) {}

  public List<JsonNode> jobs() {
    return Lists.present(jobList);
  }

  /** Whether it says of no job that there is none. */
  public boolean isEmpty() {
    return jobs().isEmpty() && Scalars.number(totalCount, -1) == 0;
  }
}
