package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider.StepNames;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.SynchronizationJob;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code StartSynchronizationJob} and its like. A job here is one direction; the two of a two-way
 * job have a status, a precheck and a pipeline each. It follows its source until it is stopped,
 * which is also how it is cut over.
 */
final class SynchronizationFamily implements Family {
  /** This family has no call of its own that ends a job. */
  private static final String STOP = "StopDtsJob";

  private static final String SHIELD = "ShieldPrecheck";

  private static final String START = "StartSynchronizationJob";

  /** What {@code ShieldPrecheck} takes. */
  private static final List<String> SHIELDABLE =
      List.of(
          "CHECK_SAME_OBJ", "CHECK_SAME_USER", "CHECK_SRC", "CHECK_TOPOLOGY", "CHECK_SERVER_ID");

  private final AlibabaClient client;
  private final SyncList list;
  private final ItemReader items = new ItemReader(Set.copyOf(SHIELDABLE));
  private final Clock clock;

  SynchronizationFamily(AlibabaClient client, Clock clock) {
    this.client = client;
    this.list = new SyncList(client, clock);
    this.clock = clock;
  }

  @Override
  public StepNames stepNames() {
    return new StepNames(START, SHIELD, START, STOP);
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
    return list.find(anyId);
  }

  @Override
  public JobView view(String job) {
    Instant readAt = clock.instant();
    return SyncViews.of(list.read(SyncId.of(job)).job(), readAt);
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    return list.views(jobs);
  }

  @Override
  public List<AccountJobs.Listed> jobs(int most) {
    return list.jobs(most);
  }

  /** As its own status call has it: the newer call takes no direction. */
  @Override
  public RawReport report(String job) {
    SyncList.Sent sent = list.read(SyncId.of(job));
    SynchronizationJob.Precheck precheck = sent.job().precheckStatus();
    if (precheck == null) {
      return new RawReport(PrecheckReport.State.NOT_RUN, "NotStarted", "", "", List.of());
    }
    ReportLimit.check(
        AlibabaClient.PROVIDER, SyncList.STATUS, sent.reply().requestId(), precheck.items().size());
    List<RawReport.Item> all = new ArrayList<>();
    for (JsonNode item : precheck.items()) {
      SynchronizationJob.Item read =
          client.as(SyncList.STATUS, sent.reply(), item, SynchronizationJob.Item.class);
      all.add(ItemReader.raw(items.of(read), null, item));
    }
    if (all.stream().anyMatch(SynchronizationFamily::mayBeShielded) && isTwoWay(job)) {
      all.replaceAll(SynchronizationFamily::notShieldable);
    }
    String status = Texts.cut(text(precheck.status()));
    return new RawReport(AlibabaWords.precheck(status), status, "", "", all);
  }

  private static boolean mayBeShielded(RawReport.Item item) {
    return item.item().shieldable() && item.item().verdict() != PrecheckItem.Verdict.PASSED;
  }

  private static RawReport.Item notShieldable(RawReport.Item item) {
    return mayBeShielded(item) ? item.as(SyncRefusals.notShieldable(item.item())) : item;
  }

  /** Asked of the service for the way there alone: where there is a way back, there are both. */
  private boolean isTwoWay(String job) {
    SyncId id = SyncId.of(job);
    return id.reverse() || list.find(id.otherDirection()).isPresent();
  }

  @Override
  public String start(String job, Deadline deadline) {
    return effect(START, job, deadline);
  }

  @Override
  public String shield(String job, String runId, List<String> codes, Deadline deadline) {
    SyncId id = SyncId.of(job);
    if (isTwoWay(job)) {
      throw SyncRefusals.shield(SHIELD, id, codes);
    }
    Map<String, String> parameters =
        Map.of("DtsInstanceId", id.instance(), "PrecheckItems", String.join(",", codes));
    return client.call(SHIELD, parameters, deadline).requestId();
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return effect("SuspendSynchronizationJob", job, deadline);
  }

  /** By a call of the newer set, which takes the direction, and its task beside it. */
  @Override
  public String stop(String job, Deadline deadline) {
    SyncId id = SyncId.of(job);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("DtsJobId", task(job));
    parameters.put("DtsInstanceId", id.instance());
    parameters.put("SynchronizationDirection", id.direction());
    return client.call(STOP, parameters, deadline).requestId();
  }

  @Override
  public void probe() {
    list.probe();
  }

  /** Empty where the service does not say it. */
  @Override
  public String task(String job) {
    return text(list.read(SyncId.of(job)).job().taskId());
  }

  private String effect(String action, String job, Deadline deadline) {
    return client.call(action, SyncId.of(job).parameters(), deadline).requestId();
  }
}
