package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.tencent.wire.DescribeMigrateJobsReply;
import io.tidegate.provider.tencent.wire.DescribeMigrateJobsReply.Job;
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

/** {@code DescribeMigrateJobs}, which is also all that there is to be read of one job. */
final class JobList2018 {
  private static final String ACTION = "DescribeMigrateJobs";
  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 100;
  private static final Duration READ = Duration.ofSeconds(10);

  private final TencentClient client;
  private final Clock clock;

  JobList2018(TencentClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * A job as it was sent.
   *
   * @param reply the one that it stands in
   */
  record Sent(TencentReply reply, Job job, JsonNode sent) {}

  /**
   * Those of the jobs that the list shows. The call takes one id or none, so that more are looked
   * for on the pages of everything: on no more pages than there are jobs, for beyond that each is
   * cheaper read alone.
   */
  Map<String, JobView> views(Collection<String> jobs) {
    Set<String> wanted = Set.copyOf(jobs);
    if (wanted.size() == 1) {
      String job = wanted.iterator().next();
      Instant readAt = clock.instant();
      return one(job).map(sent -> Map.of(job, Views2018.of(sent, readAt))).orElse(Map.of());
    }
    Map<String, JobView> views = new HashMap<>();
    int most = Math.min(wanted.size(), MAX_PAGES);
    for (int page = 0; page < most && views.size() < wanted.size(); page++) {
      Instant readAt = clock.instant();
      List<Sent> all = sent(page(page));
      for (Sent sent : all) {
        // A job that moved to a later page meanwhile is seen twice, and the later view is newer.
        String id = text(sent.job().jobId());
        if (wanted.contains(id)) {
          views.put(id, Views2018.of(sent, readAt));
        }
      }
      if (all.size() < PAGE_SIZE) {
        break;
      }
    }
    return views;
  }

  JobView view(String job) {
    Instant readAt = clock.instant();
    return Views2018.of(read(job), readAt);
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
                    "migrations",
                    job,
                    "check the id and the region; a job that was made by the API of 2021 is for an"
                        + " account with dialect: 2021"));
  }

  List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(
        most,
        number -> {
          TencentReply reply = page(number - 1);
          Instant readAt = clock.instant();
          return new JobPages.Page(
              sent(reply).stream()
                  .map(
                      sent -> {
                        JobView view = Views2018.of(sent, readAt);
                        return JobPages.listed(
                            text(sent.job().jobId()),
                            text(sent.job().jobName()),
                            view.state(),
                            view.status());
                      })
                  .toList(),
              number(reply.as(DescribeMigrateJobsReply.class).totalCount(), -1));
        });
  }

  Optional<FoundJob> find(String id) {
    return one(id).map(sent -> new FoundJob(id, "", text(sent.job().jobName())));
  }

  private Optional<Sent> one(String job) {
    return Lookup.ifKnown(
        () -> one(read(Map.of("JobId", job, "Limit", PAGE_SIZE)), job), Optional.empty());
  }

  private static Optional<Sent> one(TencentReply reply, String job) {
    List<Sent> all = sent(reply);
    // A service that ignores the filter shows others' jobs too.
    Optional<Sent> found = all.stream().filter(s -> job.equals(text(s.job().jobId()))).findFirst();
    if (found.isEmpty() && !isTelling(reply, all)) {
      throw Lookup.tellsNothing(ACTION, reply, job);
    }
    return found;
  }

  /** Whether a job that is not shown is none of the service's. */
  private static boolean isTelling(TencentReply reply, List<Sent> all) {
    return all.isEmpty()
        ? reply.as(DescribeMigrateJobsReply.class).isEmpty()
        : all.stream().noneMatch(s -> text(s.job().jobId()).isEmpty());
  }

  private static List<Sent> sent(TencentReply reply) {
    return reply.as(DescribeMigrateJobsReply.class).jobs().stream()
        .map(node -> new Sent(reply, reply.as(node, Job.class), node))
        .toList();
  }

  void probe() {
    read(Map.of("Limit", 1));
  }

  private TencentReply page(int number) {
    return read(Map.of("Limit", PAGE_SIZE, "Offset", number * PAGE_SIZE, "Order", "CreateTime"));
  }

  private TencentReply read(Map<String, ?> parameters) {
    return client.call(ACTION, parameters, Deadline.in(READ));
  }
}
