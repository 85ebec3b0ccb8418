package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribeMigrationJobStatusReply;
import io.tidegate.provider.alibaba.wire.DescribeMigrationJobsReply;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code StartMigrationJob} and its like, which know a job by its instance. */
final class LegacyFamily implements Family {
  private static final String STATUS = "DescribeMigrationJobStatus";
  private static final String LIST = "DescribeMigrationJobs";
  private static final Duration READ = Duration.ofSeconds(10);

  /** What {@code ShieldPrecheck} takes. */
  private static final List<String> SHIELDABLE =
      List.of(
          "CHECK_SAME_OBJ", "CHECK_SAME_USER", "CHECK_SRC", "CHECK_TOPOLOGY", "CHECK_SERVER_ID");

  private final AlibabaClient client;
  private final JobList list;
  private final ItemReader items;
  private final PrecheckReader prechecks;
  private final Clock clock;
  private final Map<String, String> instances = new ConcurrentHashMap<>();

  LegacyFamily(AlibabaClient client, Clock clock) {
    this.client = client;
    this.list = new JobList(client, "MIGRATION", clock);
    this.items = new ItemReader(Set.copyOf(SHIELDABLE));
    this.prechecks = new PrecheckReader(client, items);
    this.clock = clock;
  }

  @Override
  public StepNames stepNames() {
    return new StepNames(
        "StartMigrationJob", "ShieldPrecheck", "StartMigrationJob", "StopMigrationJob");
  }

  @Override
  public ShieldReach shieldReach() {
    return ShieldReach.ITEM_ON_INSTANCE;
  }

  @Override
  public List<String> shieldableItems() {
    return SHIELDABLE;
  }

  @Override
  public Optional<FoundJob> find(String anyId) {
    // In every example an instance is called "dts" and the job's id. It is asked, not assumed.
    Optional<FoundJob> found = byInstance(anyId).or(() -> byInstance("dts" + anyId));
    if (found.isEmpty()) {
      found = list.find(anyId).flatMap(f -> byInstance(f.instanceId()));
    }
    return found.filter(f -> f.jobId().equals(anyId) || f.instanceId().equals(anyId));
  }

  private Optional<FoundJob> byInstance(String instance) {
    Optional<FoundJob> found =
        Lookup.ifKnown(() -> Optional.of(status(instance)))
            .map(
                status -> {
                  String task = text(status.taskId());
                  return new FoundJob(
                      task.isEmpty() ? instance : task, instance, text(status.migrationJobName()));
                });
    found.ifPresent(f -> instances.put(f.jobId(), instance));
    return found;
  }

  @Override
  public JobView view(String job) {
    Instant readAt = clock.instant();
    return Views.of(status(instance(job, STATUS)), readAt);
  }

  /** Nothing: the list of this family takes no ids, so that jobs are read one by one. */
  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    return Map.of();
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(most, this::page);
  }

  private JobPages.Page page(int number) {
    AlibabaReply reply = list(number);
    DescribeMigrationJobsReply page =
        client.as(LIST, reply, reply.body(), DescribeMigrationJobsReply.class);
    return new JobPages.Page(
        page.jobs().stream()
            .map(
                job -> {
                  String status = text(job.migrationJobStatus());
                  return JobPages.listed(
                      text(job.migrationJobId()),
                      text(job.migrationJobName()),
                      AlibabaWords.job(status),
                      status);
                })
            .toList(),
        number(page.totalRecordCount(), -1));
  }

  private AlibabaReply list(int page) {
    return client.call(
        LIST, Map.of("PageNum", Integer.toString(page), "PageSize", "30"), Deadline.in(READ));
  }

  @Override
  public RawReport report(String job) {
    // Whether jobs of this family answer to the newer call is not documented.
    return Lookup.ifKnown(() -> Optional.of(prechecks.read(job)))
        .filter(report -> !report.status().isEmpty() || !report.items().isEmpty())
        .orElseGet(() -> ownReport(job));
  }

  private RawReport ownReport(String job) {
    AlibabaReply reply = statusReply(instance(job, STATUS));
    DescribeMigrationJobStatusReply.Precheck precheck =
        client
            .as(STATUS, reply, reply.body(), DescribeMigrationJobStatusReply.class)
            .precheckStatus();
    if (precheck == null) {
      return new RawReport(PrecheckReport.State.NOT_RUN, "NotStarted", "", "", List.of());
    }
    List<RawReport.Item> all = new ArrayList<>();
    if (precheck.detail() != null) {
      ReportLimit.check(
          AlibabaClient.PROVIDER, STATUS, reply.requestId(), precheck.detail().items().size());
      for (JsonNode sent : precheck.detail().items()) {
        all.add(
            ItemReader.raw(
                items.of(
                    client.as(STATUS, reply, sent, DescribeMigrationJobStatusReply.Item.class)),
                null,
                sent));
      }
    }
    String status = Texts.cut(text(precheck.status()));
    return new RawReport(AlibabaWords.precheck(status), status, "", "", all);
  }

  @Override
  public String start(String job, Deadline deadline) {
    return effect("StartMigrationJob", job, deadline);
  }

  @Override
  public String shield(String job, String runId, List<String> codes, Deadline deadline) {
    String action = "ShieldPrecheck";
    Map<String, String> parameters =
        Map.of("DtsInstanceId", instance(job, action), "PrecheckItems", String.join(",", codes));
    return client.call(action, parameters, deadline).requestId();
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return effect("SuspendMigrationJob", job, deadline);
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return effect("StopMigrationJob", job, deadline);
  }

  @Override
  public void probe() {
    list(1);
  }

  private String effect(String action, String job, Deadline deadline) {
    return client
        .call(action, Map.of("MigrationJobId", instance(job, action)), deadline)
        .requestId();
  }

  private DescribeMigrationJobStatusReply status(String instance) {
    AlibabaReply reply = statusReply(instance);
    return client.as(STATUS, reply, reply.body(), DescribeMigrationJobStatusReply.class);
  }

  private AlibabaReply statusReply(String instance) {
    return client.call(STATUS, Map.of("MigrationJobId", instance), Deadline.in(READ));
  }

  private String instance(String job, String action) {
    String known = instances.get(job);
    if (known != null) {
      return known;
    }
    return find(job)
        .map(FoundJob::instanceId)
        .orElseThrow(
            () ->
                ProviderException.of(Kind.NOT_FOUND, AlibabaClient.PROVIDER, action)
                    .effect(Effect.NONE)
                    .code("InstanceUnknown")
                    .message("no instance is known for job " + job)
                    .build());
  }
}
