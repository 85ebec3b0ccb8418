package io.tidegate.provider.alibaba;

import static io.tidegate.provider.alibaba.wire.Scalars.number;
import static io.tidegate.provider.alibaba.wire.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.SubJob;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole precheck, page by page. A run that begins between two pages would make a report of
 * two halves, so a page of another run, or another size, starts the reading again.
 */
final class PrecheckReader {
  static final String ACTION = "DescribePreCheckStatus";
  private static final String PRECHECK = "01";
  private static final int ID_LIMIT = 200;
  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 500;
  private static final int MAX_READINGS = 4;
  private static final Duration PER_PAGE = Duration.ofSeconds(10);

  private final AlibabaClient client;
  private final ItemReader items;

  PrecheckReader(AlibabaClient client, ItemReader items) {
    this.client = client;
    this.items = items;
  }

  RawReport read(String job) {
    for (int reading = 0; reading < MAX_READINGS; reading++) {
      Optional<RawReport> whole = readOnce(job);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, AlibabaClient.PROVIDER, ACTION)
        .code("ReportChanging")
        .message("the report of job %s kept changing while it was read".formatted(job))
        .build();
  }

  /** Empty when the report changed in between. */
  private Optional<RawReport> readOnce(String job) {
    Pages pages = new Pages();
    for (int number = 1; number <= MAX_PAGES; number++) {
      AlibabaReply reply =
          client.call(
              ACTION,
              Map.of(
                  "DtsJobId",
                  job,
                  "JobCode",
                  "01",
                  "StructType",
                  "before",
                  "PageNo",
                  Integer.toString(number),
                  "PageSize",
                  Integer.toString(PAGE_SIZE)),
              Deadline.in(PER_PAGE));
      DescribePreCheckStatusReply page =
          client.as(ACTION, reply, reply.body(), DescribePreCheckStatusReply.class);
      if (!pages.belongs(page)) {
        return Optional.empty();
      }
      if (!pages.add(page) || pages.complete()) {
        return Optional.of(toReport(pages, reply));
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, AlibabaClient.PROVIDER, ACTION)
        .code("ReportTooLong")
        .message("the report of job %s has more than %d pages".formatted(job, MAX_PAGES))
        .build();
  }

  private RawReport toReport(Pages pages, AlibabaReply reply) {
    List<RawReport.Item> all = new ArrayList<>();
    String boot = "";
    for (JsonNode node : pages.every()) {
      DescribePreCheckStatusReply.Item item =
          client.as(ACTION, reply, node, DescribePreCheckStatusReply.Item.class);
      all.add(new RawReport.Item(items.of(item), node));
      String began = text(item.bootTime());
      // All in one format and zone, so that the order of texts is that of times.
      boot = boot.isEmpty() || (!began.isEmpty() && began.compareTo(boot) < 0) ? began : boot;
    }
    pages.parts(pages.distributed).forEach(p -> addPart(all, p, "SUB_DISTRIBUTED_JOB", reply));
    pages.parts(pages.network).forEach(p -> addPart(all, p, "FULL_NET_CHECK", reply));
    DescribePreCheckStatusReply first = pages.first;
    return new RawReport(
        first == null ? "" : Texts.line(text(first.state()), ID_LIMIT),
        first == null ? "" : Texts.line(text(first.jobId()), ID_LIMIT),
        Texts.line(boot, ID_LIMIT),
        all);
  }

  /** A part's own items, and the part itself where it failed and none of them says why. */
  private void addPart(List<RawReport.Item> all, SubJob part, String code, AlibabaReply reply) {
    boolean said = false;
    for (JsonNode node : orEmpty(part.jobProgress())) {
      DescribePreCheckStatusReply.Item item =
          client.as(ACTION, reply, node, DescribePreCheckStatusReply.Item.class);
      all.add(new RawReport.Item(items.of(item), node));
      said |= AlibabaWords.item(text(item.state())) == Verdict.FAILED;
    }
    if (!said && AlibabaWords.item(text(part.state())) == Verdict.FAILED) {
      all.add(new RawReport.Item(items.ofPart(part, code), NullNode.getInstance()));
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** The pages read so far. */
  private static final class Pages {
    private @Nullable DescribePreCheckStatusReply first;
    private final List<JsonNode> items = new ArrayList<>();

    /** The same on every page, or paged too: nobody says. Sets take both. */
    private final Set<JsonNode> analysis = new LinkedHashSet<>();

    private final Set<SubJob> distributed = new LinkedHashSet<>();
    private final Set<SubJob> network = new LinkedHashSet<>();

    boolean belongs(DescribePreCheckStatusReply page) {
      DescribePreCheckStatusReply known = first;
      return known == null
          || (text(known.jobId()).equals(text(page.jobId()))
              && text(known.totalRecordCount()).equals(text(page.totalRecordCount())));
    }

    /** False when the page brought nothing that was not there. */
    boolean add(DescribePreCheckStatusReply page) {
      if (first == null) {
        first = page;
      }
      int before = size();
      List<JsonNode> found = orEmpty(page.jobProgress());
      // A service that knows no further page may repeat the last.
      if (items.size() < found.size()
          || !items.subList(items.size() - found.size(), items.size()).equals(found)) {
        items.addAll(found);
      }
      analysis.addAll(orEmpty(page.analysisJobProgress()));
      distributed.addAll(orEmpty(page.subDistributedJobStatus()));
      network.addAll(orEmpty(page.fullNetCheckJobStatus()));
      return size() > before;
    }

    /** Judged by what was announced: the service may cap pages below what we ask for. */
    boolean complete() {
      DescribePreCheckStatusReply known = first;
      long total = known == null ? -1 : number(known.totalRecordCount(), -1);
      long failedAnalysis = known == null ? 0 : number(known.errorAnalysisItem(), 0);
      return total >= 0
          && items.size() >= total
          && analysis.stream().filter(Pages::failed).count() >= failedAnalysis;
    }

    private static boolean failed(JsonNode item) {
      return AlibabaWords.item(item.path("State").asText("")) == Verdict.FAILED;
    }

    private int size() {
      return items.size() + analysis.size() + distributed.size() + network.size();
    }

    List<JsonNode> every() {
      List<JsonNode> every = new ArrayList<>(items);
      every.addAll(analysis);
      return every;
    }

    /** Parts of later stages are reported along: what they say of tables is no check. */
    List<SubJob> parts(Set<SubJob> set) {
      return set.stream()
          .filter(part -> text(part.code()).isEmpty() || text(part.code()).equals(PRECHECK))
          .toList();
    }
  }
}
