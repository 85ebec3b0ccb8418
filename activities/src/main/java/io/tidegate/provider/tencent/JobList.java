package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.tencent.wire.DescribeMigrationJobsReply;
import io.tidegate.provider.tencent.wire.DescribeMigrationJobsReply.Job;
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

/** {@code DescribeMigrationJobs}: one job by its id, or all of the account, page by page. */
final class JobList {
  private static final String ACTION = "DescribeMigrationJobs";
  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 100;
  private static final Duration READ = Duration.ofSeconds(10);

  private final TencentClient client;
  private final Clock clock;

  JobList(TencentClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Those of the jobs that the list shows. The call takes one id or none, so that more are looked
   * for on the pages of everything: on no more pages than there are jobs, for beyond that each is
   * cheaper read alone.
   */
  Map<String, JobView> views(Collection<String> jobs) {
    Set<String> wanted = Set.copyOf(jobs);
    if (wanted.size() == 1) {
      Map<String, ?> filter = Map.of("JobId", wanted.iterator().next());
      return Lookup.ifKnown(() -> pages(wanted, filter, 1), Map.of());
    }
    return pages(wanted, Map.of(), Math.min(wanted.size(), MAX_PAGES));
  }

  private Map<String, JobView> pages(Set<String> wanted, Map<String, ?> filter, int most) {
    Map<String, JobView> views = new HashMap<>();
    for (int page = 0; page < most && views.size() < wanted.size(); page++) {
      Instant readAt = clock.instant();
      TencentReply reply = read(filter, PAGE_SIZE, page * PAGE_SIZE);
      List<Job> jobs = reply.as(DescribeMigrationJobsReply.class).jobs();
      for (Job job : jobs) {
        // A job that moved to a later page meanwhile is seen twice, and the later view is newer.
        if (wanted.contains(text(job.jobId()))) {
          views.put(text(job.jobId()), Views.of(reply, job, readAt));
        }
      }
      if (jobs.size() < PAGE_SIZE) {
        break;
      }
    }
    views.values().removeIf(Views::isTooLittle);
    return views;
  }

  List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(
        most,
        number -> {
          DescribeMigrationJobsReply page =
              read(Map.of(), PAGE_SIZE, (number - 1) * PAGE_SIZE)
                  .as(DescribeMigrationJobsReply.class);
          return new JobPages.Page(
              page.jobs().stream()
                  .map(
                      job -> {
                        String status = text(job.status());
                        return JobPages.listed(
                            text(job.jobId()),
                            text(job.jobName()),
                            TencentWords.job(status),
                            status);
                      })
                  .toList(),
              number(page.totalCount(), -1));
        });
  }

  Optional<FoundJob> find(String id) {
    return Lookup.ifKnown(
        () ->
            read(Map.of("JobId", id), PAGE_SIZE, 0)
                .as(DescribeMigrationJobsReply.class)
                .jobs()
                .stream()
                // A service that ignores the filter shows others' jobs too.
                .filter(j -> id.equals(text(j.jobId())))
                .findFirst()
                .map(j -> new FoundJob(id, "", text(j.jobName()))),
        Optional.empty());
  }

  void probe() {
    read(Map.of(), 1, 0);
  }

  private TencentReply read(Map<String, ?> filter, int limit, int offset) {
    Map<String, Object> parameters = new HashMap<>(filter);
    parameters.put("Limit", limit);
    parameters.put("Offset", offset);
    return client.call(ACTION, parameters, Deadline.in(READ));
  }
}
