package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.alibaba.wire.DescribeDtsJobsReply;
import io.tidegate.provider.alibaba.wire.DescribeDtsJobsReply.Job;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code DescribeDtsJobs}: many jobs, by their ids, in one call. */
final class JobList {
  private static final String ACTION = "DescribeDtsJobs";
  private static final int PAGE_SIZE = 30;
  private static final int MAX_PAGES = 20;
  private static final int MAX_READINGS = 4;
  private static final DescribeDtsJobsReply NO_JOBS = new DescribeDtsJobsReply(List.of(), "0");
  private static final Duration READ = Duration.ofSeconds(10);

  private final AlibabaClient client;
  private final String jobType;
  private final Clock clock;

  /**
   * @param jobType of the jobs to list, in the service's word: one call shows those of one type
   */
  JobList(AlibabaClient client, String jobType, Clock clock) {
    this.client = client;
    this.jobType = jobType;
    this.clock = clock;
  }

  /** Those of the jobs that the list shows. */
  Map<String, JobView> views(Collection<String> jobs) {
    Map<String, JobView> views = new HashMap<>();
    List<String> ids = List.copyOf(new HashSet<>(jobs));
    for (int from = 0; from < ids.size(); from += PAGE_SIZE) {
      Set<String> wanted = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + PAGE_SIZE)));
      Instant readAt = clock.instant();
      // What does not fit on the page is read alone: one answer never tells of two moments.
      for (Job job : readKnown("DtsJobId", String.join(",", wanted), 1).jobs()) {
        // A service that ignores the filter shows others' jobs too.
        if (wanted.contains(text(job.dtsJobId()))) {
          views.put(text(job.dtsJobId()), Views.of(job, readAt));
        }
      }
    }
    return views;
  }

  List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(most, number -> page(read(Map.of(), number)));
  }

  private static JobPages.Page page(DescribeDtsJobsReply reply) {
    return new JobPages.Page(
        reply.jobs().stream()
            .map(
                job -> {
                  String status = text(job.status());
                  return JobPages.listed(
                      text(job.dtsJobId()),
                      text(job.dtsJobName()),
                      AlibabaWords.job(status),
                      status);
                })
            .toList(),
        number(reply.totalRecordCount(), -1));
  }

  Optional<FoundJob> find(String anyId) {
    return newest("DtsJobId", anyId).or(() -> newest("DtsInstanceId", anyId));
  }

  void probe() {
    client.call(
        ACTION,
        Map.of("PageNumber", "1", "PageSize", "10", "WithoutDbList", "true"),
        Deadline.in(READ));
  }

  /** An instance may hold tasks of its past: the newest is the one that lives. */
  private Optional<FoundJob> newest(String parameter, String id) {
    List<Job> found = new ArrayList<>(readAll(parameter, id));
    found.removeIf(j -> !id.equals(text(j.dtsJobId())) && !id.equals(text(j.dtsInstanceId())));
    return found.stream()
        .max(Comparator.comparing(j -> text(j.createTime())))
        .map(j -> new FoundJob(text(j.dtsJobId()), text(j.dtsInstanceId()), text(j.dtsJobName())));
  }

  /** Every page: the newest may stand on the last. */
  private Collection<Job> readAll(String parameter, String ids) {
    for (int reading = 0; reading < MAX_READINGS; reading++) {
      Optional<Collection<Job>> whole = readOnce(parameter, ids);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, AlibabaClient.PROVIDER, ACTION)
        .code("ListChanging")
        .message("the list of jobs kept changing while its pages were read; none of it was taken")
        .build();
  }

  /** Empty when the list changed between two pages. */
  private Optional<Collection<Job>> readOnce(String parameter, String ids) {
    Map<String, Job> found = new LinkedHashMap<>();
    long total = -1;
    for (int at = 1; at <= MAX_PAGES; at++) {
      DescribeDtsJobsReply page = readKnown(parameter, ids, at);
      long announced = number(page.totalRecordCount(), -1);
      boolean sameList = at == 1 || announced == total;
      total = announced;
      for (Job job : page.jobs()) {
        sameList &= found.put(text(job.dtsJobId()), job) == null || at == 1;
      }
      if (!sameList) {
        return Optional.empty();
      }
      if (found.size() >= total) {
        return Optional.of(found.values());
      }
      if (page.jobs().isEmpty()) {
        return Optional.empty();
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, AlibabaClient.PROVIDER, ACTION)
        .code("ListTooLong")
        .message("the list of jobs for %s has more than %d pages".formatted(ids, MAX_PAGES))
        .build();
  }

  private DescribeDtsJobsReply readKnown(String parameter, String ids, int page) {
    try {
      return read(Map.of(parameter, ids), page);
    } catch (ProviderException e) {
      // One id that the service does not like must not keep the others from being read, alone.
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.CALLER) {
        return NO_JOBS;
      }
      throw e;
    }
  }

  private DescribeDtsJobsReply read(Map<String, String> filter, int page) {
    Map<String, String> parameters = new HashMap<>(filter);
    parameters.put("PageNumber", Integer.toString(page));
    parameters.put("PageSize", Integer.toString(PAGE_SIZE));
    parameters.put("WithoutDbList", "true");
    parameters.put("JobType", jobType);
    AlibabaReply reply = client.call(ACTION, parameters, Deadline.in(READ));
    return client.as(ACTION, reply, reply.body(), DescribeDtsJobsReply.class);
  }
}
