package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.Diagnosis;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.Item;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.NetworkDiagnosis;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.SubJob;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of everything that a reply of {@code DescribePreCheckStatus} lists, each part under a
 * code of its own. What docs/alibaba.md says of a part is done here.
 */
final class PartReader {
  static final String ASSESSMENT = "ASSESSMENT";
  static final String DISTRIBUTED = "SUB_DISTRIBUTED_JOB";
  static final String NETWORK = "FULL_NET_CHECK";

  /** What is under way in a later stage is no check, and is judged by the job's status. */
  private static final Set<Long> LATER_STAGES = Set.of(2L, 3L, 4L, 7L);

  private final AlibabaClient client;
  private final ItemReader reader;
  private final AlibabaReply reply;
  private final List<RawReport.Item> all = new ArrayList<>();
  private final Set<String> shielded = new HashSet<>();

  /**
   * @param reply the one that is named when something in it cannot be read
   */
  PartReader(AlibabaClient client, ItemReader reader, AlibabaReply reply) {
    this.client = client;
    this.reader = reader;
    this.reply = reply;
  }

  List<RawReport.Item> all() {
    return all;
  }

  private void add(RawReport.Item item) {
    all.add(item);
    ReportLimit.check(AlibabaClient.PROVIDER, PrecheckReader.ACTION, reply.requestId(), all.size());
    if (item.item().shielded()) {
      shielded.add(item.item().code());
    }
  }

  void addItems(Collection<JsonNode> items) {
    for (JsonNode sent : items) {
      Item item = read(sent, Item.class);
      add(ItemReader.raw(reader.of(item), item, sent));
    }
  }

  /**
   * @param announced how many the service says have failed: more than it lists is a failure too
   */
  void addAssessment(Collection<JsonNode> items, long announced) {
    int before = all.size();
    addItems(items);
    long failed =
        all.subList(before, all.size()).stream()
            .filter(i -> i.item().verdict() == Verdict.FAILED)
            .count();
    if (announced > failed) {
      String message =
          "%d items failed the assessment, of which %d are listed".formatted(announced, failed);
      add(
          ItemReader.raw(
              reader.ofPart(ASSESSMENT, Verdict.FAILED, "Failed", message, ""),
              null,
              NullNode.getInstance()));
    }
  }

  /** Adds those that belong to the check. */
  void addSubJobs(Collection<JsonNode> jobs, String code) {
    for (JsonNode sent : jobs) {
      SubJob job = read(sent, SubJob.class);
      if (!LATER_STAGES.contains(number(job.code(), 0))) {
        add(job, sent, code);
      }
    }
  }

  /** Adds all of them, whatever stage they belong to. */
  void addEverySubJob(Collection<JsonNode> jobs, String code) {
    for (JsonNode sent : jobs) {
      add(read(sent, SubJob.class), sent, code);
    }
  }

  /** The job's own items, and the job itself where it did not pass and none of them says so. */
  private void add(SubJob job, JsonNode sent, String code) {
    String where = where(job);
    Verdict verdict = AlibabaWords.item(text(job.state()));
    List<JsonNode> items = orEmpty(job.jobProgress());
    boolean said = text(job.state()).isEmpty() && !items.isEmpty();
    for (JsonNode node : items) {
      Item item = read(node, Item.class);
      PrecheckItem ours = ofPart(code, item, where);
      add(ItemReader.raw(ours, item, node));
      said |= ours.verdict() == verdict;
    }
    if (verdict != Verdict.PASSED && !said) {
      add(
          ItemReader.raw(
              reader.ofPart(code, verdict, text(job.state()), text(job.jobName()), where),
              null,
              withoutItems(sent)));
    }
  }

  /** A shield that the precheck itself shows too is one decision, and is not asked about twice. */
  private PrecheckItem ofPart(String code, Item item, String where) {
    PrecheckItem alone = reader.of(item);
    boolean sameShield = alone.shielded() && shielded.contains(alone.code());
    return sameShield ? alone : reader.ofPart(code, alone, where);
  }

  void addDiagnoses(Collection<NetworkDiagnosis> diagnoses) {
    for (NetworkDiagnosis diagnosis : diagnoses) {
      for (JsonNode sent : orEmpty(diagnosis.diagnosis())) {
        Diagnosis finding = read(sent, Diagnosis.class);
        add(ItemReader.raw(reader.of(finding, text(diagnosis.modelVersion())), null, sent));
      }
    }
  }

  /** For whoever must act: which network is to be let in, or which part of the job failed. */
  private static String where(SubJob job) {
    if (text(job.srcRegionCidr()).isEmpty() && text(job.destRegionCidr()).isEmpty()) {
      return "in %s %s".formatted(text(job.jobName()), text(job.jobId())).strip();
    }
    return "from %s %s (%s) to %s %s (%s), checked in %s"
        .formatted(
            text(job.srcRegion()),
            text(job.srcRegionCidr()),
            text(job.sourceEndpointType()),
            text(job.destRegion()),
            text(job.destRegionCidr()),
            text(job.destinationEndpointType()),
            text(job.hostRegion()));
  }

  private static JsonNode withoutItems(JsonNode sent) {
    return sent instanceof ObjectNode object ? object.deepCopy().without("JobProgress") : sent;
  }

  private <T> T read(JsonNode sent, Class<T> type) {
    return client.as(PrecheckReader.ACTION, reply, sent, type);
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** How many items of the assessment the service says have failed. */
  static long failedAssessment(@Nullable DescribePreCheckStatusReply page) {
    return page == null ? 0 : number(page.errorAnalysisItem(), 0);
  }
}
