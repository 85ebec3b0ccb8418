package io.tidegate.provider.tencent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import io.tidegate.provider.json.Scalars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeSyncJobs}: all that is to be read of the jobs that were asked for. */
public record DescribeSyncJobsReply(
    @Nullable String totalCount, @Nullable List<@Nullable Job> jobList) {

  /** A job; {@code tradeStatus} is of what is paid for it. */
  public record Job(
      @Nullable String jobId,
      @Nullable String jobName,
      @Nullable String status,
      @Nullable String tradeStatus,
      @Nullable Options options,
      @Nullable Detail detail) {

    /** What is done before following, in the service's word, or empty. */
    public String initType() {
      return options == null ? "" : Scalars.text(options.initType());
    }
  }

  /** How the job is set: {@code Full}, {@code Structure}, {@code Data} or {@code None}. */
  public record Options(@Nullable String initType) {}

  /**
   * How far the job has moved. {@code secondsBehindMaster} is -1 where nobody knows. The steps are
   * kept as sent, and read one by one as {@link SyncStep}; those of its check may be among them.
   */
  public record Detail(
      @Nullable String secondsBehindMaster,
      @Nullable String message,
      @Nullable List<@Nullable JsonNode> stepInfos,
      @Nullable Trouble errInfo) {

    public List<JsonNode> steps() {
      return Lists.present(stepInfos);
    }
  }

  /** Why the job failed. */
  public record Trouble(
      @Nullable String reason, @Nullable String message, @Nullable String solution) {}

  /** Whether a job that is not in it is none of the service's: it lists jobs, or says of none. */
  public boolean isTelling() {
    List<Job> jobs = jobs();
    return jobs.isEmpty()
        ? Scalars.number(totalCount, -1) == 0
        : jobs.stream().noneMatch(j -> Scalars.text(j.jobId()).isEmpty());
  }

  public List<Job> jobs() {
    return Lists.present(jobList);
  }
}
