package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribeDtsJobDetailReply;
import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code StartDtsJob} and its like. */
final class DtsFamily implements Family {
  private static final String DETAIL = "DescribeDtsJobDetail";
  private static final Duration READ = Duration.ofSeconds(10);

  /** What {@code SkipPreCheck} takes. */
  private static final List<String> SHIELDABLE =
      List.of(
          "CHECK_SAME_OBJ",
          "CHECK_SAME_USER",
          "CHECK_SRC",
          "CHECK_TOPOLOGY",
          "CHECK_SERVER_ID",
          "CHECK_DEST_TABLE_EMPTY",
          "CHECK_SUPER_AUTH_DEST");

  /** What the service calls the type of such a job, or of a part of one. */
  private static final Set<String> SYNCHRONISATIONS = Set.of("sync", "subsync");

  private final AlibabaClient client;
  private final JobList list;
  private final PrecheckReader prechecks;
  private final Clock clock;

  DtsFamily(AlibabaClient client, Clock clock) {
    this.client = client;
    this.list = new JobList(client, "MIGRATION", clock);
    this.prechecks = new PrecheckReader(client, new ItemReader(Set.copyOf(SHIELDABLE)));
    this.clock = clock;
  }

  @Override
  public StepNames stepNames() {
    return new StepNames("StartDtsJob", "SkipPreCheck", "StartDtsJob", "StopDtsJob");
  }

  @Override
  public ShieldReach shieldReach() {
    return ShieldReach.ITEM_ON_TASK;
  }

  @Override
  public List<String> shieldableItems() {
    return SHIELDABLE;
  }

  @Override
  public Optional<FoundJob> find(String anyId) {
    return list.find(anyId)
        .or(() -> findDetail("DtsJobId", anyId))
        .or(() -> findDetail("DtsInstanceID", anyId));
  }

  private Optional<FoundJob> findDetail(String parameter, String id) {
    return Lookup.ifKnown(() -> Optional.of(detail(parameter, id)))
        .filter(detail -> !text(detail.dtsJobId()).isEmpty())
        .map(DtsFamily::migration);
  }

  /** A synchronisation is driven, and named, by calls of its own: two names are two pipelines. */
  private static FoundJob migration(DescribeDtsJobDetailReply detail) {
    String job = text(detail.dtsJobId());
    String instance = text(detail.dtsInstanceId());
    String type = Texts.line(text(detail.jobType()), 200);
    if (SYNCHRONISATIONS.contains(type.toLowerCase(Locale.ROOT))) {
      throw ProviderException.of(Kind.CALLER, AlibabaClient.PROVIDER, DETAIL)
          .effect(Effect.NONE)
          .code("Synchronisation")
          .message("job %s is a synchronisation (JobType %s)".formatted(Texts.line(job, 200), type))
          .advice(
              "give it an account with family: synchronization, and name it by its instance "
                  + Texts.line(instance, 200))
          .build();
    }
    return new FoundJob(job, instance, text(detail.dtsJobName()));
  }

  @Override
  public JobView view(String job) {
    JobView listed = listViews(List.of(job)).get(job);
    if (listed != null) {
      return listed;
    }
    Instant readAt = clock.instant();
    return Views.of(detail("DtsJobId", job), readAt);
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    return list.views(jobs);
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return list.jobs(most);
  }

  @Override
  public RawReport report(String job) {
    return prechecks.read(job);
  }

  @Override
  public String start(String job, Deadline deadline) {
    return client.call("StartDtsJob", Map.of("DtsJobId", job), deadline).requestId();
  }

  @Override
  public String shield(String job, String runId, List<String> items, Deadline deadline) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("DtsJobId", job);
    parameters.put("JobId", runId);
    parameters.put("Skip", "true");
    parameters.put("SkipPreCheckItems", jsonArray(items, ""));
    parameters.put("SkipPreCheckNames", jsonArray(items, "_DETAIL"));
    return client.call("SkipPreCheck", parameters, deadline).requestId();
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return client.call("SuspendDtsJob", Map.of("DtsJobId", job), deadline).requestId();
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return client.call("StopDtsJob", Map.of("DtsJobId", job), deadline).requestId();
  }

  @Override
  public void probe() {
    list.probe();
  }

  private DescribeDtsJobDetailReply detail(String parameter, String id) {
    AlibabaReply reply = client.call(DETAIL, Map.of(parameter, id), Deadline.in(READ));
    return client.as(DETAIL, reply, reply.body(), DescribeDtsJobDetailReply.class);
  }

  private static String jsonArray(List<String> codes, String suffix) {
    return codes.stream()
        .map(c -> new TextNode(c + suffix).toString())
        .collect(Collectors.joining(",", "[", "]"));
  }
}
