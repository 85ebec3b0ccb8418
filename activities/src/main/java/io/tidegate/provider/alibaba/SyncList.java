package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.alibaba.wire.DescribeSynchronizationJobsReply;
import io.tidegate.provider.alibaba.wire.SynchronizationJob;
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
import java.util.stream.Stream;

/** What the service shows of synchronisations: many by its list, one by its status call. */
final class SyncList {
  static final String STATUS = "DescribeSynchronizationJobStatus";
  private static final String LIST = "DescribeSynchronizationJobs";
  private static final int PAGE_SIZE = 30;
  private static final Duration READ = Duration.ofSeconds(10);

  private final AlibabaClient client;

  /** Knows jobs by their tasks, which the calls of this family do not take. */
  private final JobList tasks;

  private final Clock clock;

  SyncList(AlibabaClient client, Clock clock) {
    this.client = client;
    this.tasks = new JobList(client, "SYNC", clock);
    this.clock = clock;
  }

  /**
   * The status of one direction, as sent.
   *
   * @param job the same, read
   */
  record Sent(AlibabaReply reply, SynchronizationJob job) {}

  /**
   * Reads one direction.
   *
   * @throws io.tidegate.provider.ProviderException also where the service answers of the other
   */
  Sent read(SyncId id) {
    AlibabaReply reply = client.call(STATUS, id.parameters(), Deadline.in(READ));
    SynchronizationJob job = client.as(STATUS, reply, reply.body(), SynchronizationJob.class);
    if (!id.isOf(job)) {
      throw SyncRefusals.otherDirection(id, job, reply.requestId());
    }
    return new Sent(reply, job);
  }

  Optional<SynchronizationJob> find(SyncId id) {
    return Lookup.ifKnown(() -> Optional.of(read(id).job()));
  }

  /** By the instance, with the direction or without, or by a task. */
  Optional<FoundJob> find(String anyId) {
    SyncId asked = SyncId.of(anyId);
    return find(asked).map(job -> found(asked, job)).or(() -> byTask(anyId));
  }

  /** In every example an instance is called "dts" and the task's id. It is asked, not assumed. */
  private Optional<FoundJob> byTask(String task) {
    return byTask("dts" + task, task)
        .or(() -> tasks.find(task).flatMap(known -> byTask(known.instanceId(), task)));
  }

  private Optional<FoundJob> byTask(String instance, String task) {
    return Stream.of(new SyncId(instance, false), new SyncId(instance, true))
        .flatMap(
            id ->
                find(id)
                    .filter(job -> text(job.taskId()).equals(task))
                    .map(j -> found(id, j))
                    .stream())
        .findFirst();
  }

  private static FoundJob found(SyncId id, SynchronizationJob job) {
    return new FoundJob(id.job(), id.instance(), text(job.synchronizationJobName()));
  }

  /** Those of the jobs that stand on no more pages than there are jobs to find. */
  Map<String, JobView> views(Collection<String> jobs) {
    Set<String> wanted = Set.copyOf(jobs);
    Map<String, JobView> views = new HashMap<>();
    long total = Long.MAX_VALUE;
    for (int page = 1; page <= wanted.size() && (page - 1L) * PAGE_SIZE < total; page++) {
      Instant readAt = clock.instant();
      DescribeSynchronizationJobsReply sent = page(page);
      for (SynchronizationJob job : sent.jobs()) {
        String id = SyncId.of(job).job();
        // Without a direction it may be either of two: such a job is read alone.
        if (wanted.contains(id) && !text(job.synchronizationDirection()).isEmpty()) {
          views.put(id, SyncViews.of(job, readAt));
        }
      }
      if (sent.jobs().isEmpty() || views.size() == wanted.size()) {
        break;
      }
      total = number(sent.totalRecordCount(), Long.MAX_VALUE);
    }
    return views;
  }

  List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(
        most,
        number -> {
          DescribeSynchronizationJobsReply page = page(number);
          return new JobPages.Page(
              page.jobs().stream().map(SyncList::listed).toList(),
              number(page.totalRecordCount(), -1));
        });
  }

  private static AccountJobs.Listed listed(SynchronizationJob job) {
    String status = text(job.status());
    return JobPages.listed(
        SyncId.of(job).job(), text(job.synchronizationJobName()), AlibabaWords.job(status), status);
  }

  void probe() {
    page(1);
  }

  private DescribeSynchronizationJobsReply page(int number) {
    Map<String, String> parameters =
        Map.of("PageNum", Integer.toString(number), "PageSize", Integer.toString(PAGE_SIZE));
    AlibabaReply reply = client.call(LIST, parameters, Deadline.in(READ));
    return client.as(LIST, reply, reply.body(), DescribeSynchronizationJobsReply.class);
  }
}
