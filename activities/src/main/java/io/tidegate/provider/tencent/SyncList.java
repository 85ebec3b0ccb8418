package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.tencent.wire.DescribeSyncJobsReply;
import io.tidegate.provider.tencent.wire.DescribeSyncJobsReply.Job;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code DescribeSyncJobs}, which is also all that there is to be read of one job. */
final class SyncList {
  private static final String ACTION = "DescribeSyncJobs";

  /** How many ids one call takes is not documented; a page has that many jobs at most. */
  private static final int PAGE_SIZE = 100;

  private static final Duration READ = Duration.ofSeconds(10);

  private final TencentClient client;
  private final Clock clock;

  SyncList(TencentClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * A job as it was sent.
   *
   * @param reply the one that it stands in
   */
  record Sent(TencentReply reply, Job job) {
    /** The steps of its movement, and perhaps of its check, as sent. */
    List<JsonNode> steps() {
      return job.detail() == null ? List.of() : job.detail().steps();
    }
  }

  /** Those of the jobs that the list shows. */
  Map<String, JobView> views(Collection<String> jobs) {
    List<String> wanted = List.copyOf(Set.copyOf(jobs));
    Map<String, JobView> views = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += PAGE_SIZE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + PAGE_SIZE));
      Instant readAt = clock.instant();
      for (Sent sent : sent(list(some), some)) {
        views.put(text(sent.job().jobId()), SyncViews.of(sent, readAt));
      }
    }
    return views;
  }

  JobView view(String job) {
    Instant readAt = clock.instant();
    return SyncViews.of(read(job), readAt);
  }

  /**
   * @throws ProviderException where the list does not show the job
   */
  Sent read(String job) {
    return one(job)
        .orElseThrow(
            () ->
                Lookup.notListed(
                    ACTION,
                    "synchronisations",
                    job,
                    "check the id and the region; a job that was destroyed is not listed"));
  }

  List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(
        most,
        number -> {
          DescribeSyncJobsReply page =
              read(Map.of("Limit", PAGE_SIZE, "Offset", (number - 1) * PAGE_SIZE))
                  .as(DescribeSyncJobsReply.class);
          return new JobPages.Page(
              page.jobs().stream()
                  .map(
                      job ->
                          JobPages.listed(
                              text(job.jobId()),
                              text(job.jobName()),
                              SyncViews.state(job),
                              SyncViews.status(job)))
                  .toList(),
              number(page.totalCount(), -1));
        });
  }

  Optional<FoundJob> find(String id) {
    return one(id).map(sent -> new FoundJob(id, "", text(sent.job().jobName())));
  }

  private Optional<Sent> one(String job) {
    return Lookup.ifKnown(() -> one(list(List.of(job)), job), Optional.empty());
  }

  private static Optional<Sent> one(TencentReply reply, String job) {
    Optional<Sent> found = sent(reply, List.of(job)).stream().findFirst();
    if (found.isEmpty() && !reply.as(DescribeSyncJobsReply.class).isTelling()) {
      throw Lookup.tellsNothing(ACTION, reply, job);
    }
    return found;
  }

  private static List<Sent> sent(TencentReply reply, List<String> jobs) {
    return reply.as(DescribeSyncJobsReply.class).jobs().stream()
        // A service that ignores the filter shows others' jobs too.
        .filter(j -> jobs.contains(text(j.jobId())))
        .map(j -> new Sent(reply, j))
        .toList();
  }

  private TencentReply list(List<String> jobs) {
    return read(Map.of("JobIds", jobs, "Limit", PAGE_SIZE));
  }

  void probe() {
    read(Map.of("Limit", 1));
  }

  private TencentReply read(Map<String, ?> parameters) {
    return client.call(ACTION, parameters, Deadline.in(READ));
  }
}
