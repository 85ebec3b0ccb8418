package io.tidegate.provider.alibaba;

import static io.tidegate.provider.alibaba.PartReader.orEmpty;
import static io.tidegate.provider.alibaba.wire.Scalars.number;
import static io.tidegate.provider.alibaba.wire.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.NetworkDiagnosis;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
    DescribePreCheckStatusReply first = pages.first;
    PartReader parts = new PartReader(client, items, reply);
    parts.addItems(pages.items);
    parts.addAssessment(pages.analysis, PartReader.failedAssessment(first));
    // All in one format and zone, so that the order of texts is that of times.
    String boot =
        parts.all().stream()
            .map(RawReport.Item::began)
            .filter(began -> !began.isEmpty())
            .min(Comparator.naturalOrder())
            .orElse("");
    parts.addSubJobs(pages.distributed, PartReader.DISTRIBUTED);
    parts.addSubJobs(pages.network, PartReader.NETWORK);
    parts.addDiagnoses(pages.diagnoses);
    return new RawReport(
        first == null ? "" : text(first.state()),
        first == null ? "" : text(first.jobId()),
        boot,
        parts.all());
  }

  /** The pages read so far. */
  private static final class Pages {
    private @Nullable DescribePreCheckStatusReply first;
    private final List<JsonNode> items = new ArrayList<>();

    /** The same on every page, or paged too: nobody says. Sets take both. */
    private final Set<JsonNode> analysis = new LinkedHashSet<>();

    private final Set<JsonNode> distributed = new LinkedHashSet<>();
    private final Set<JsonNode> network = new LinkedHashSet<>();
    private final Set<NetworkDiagnosis> diagnoses = new LinkedHashSet<>();

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
      if (page.networkDiagnosisResult() != null) {
        diagnoses.add(page.networkDiagnosisResult());
      }
      return size() > before;
    }

    /** Judged by what was announced: the service may cap pages below what we ask for. */
    boolean complete() {
      DescribePreCheckStatusReply known = first;
      long total = known == null ? -1 : number(known.totalRecordCount(), -1);
      long failedAnalysis = PartReader.failedAssessment(known);
      return total >= 0
          && items.size() >= total
          && analysis.stream().filter(Pages::failed).count() >= failedAnalysis;
    }

    private static boolean failed(JsonNode item) {
      return AlibabaWords.item(item.path("State").asText("")) == Verdict.FAILED;
    }

    private int size() {
      return items.size()
          + analysis.size()
          + distributed.size()
          + network.size()
          + diagnoses.size();
    }
  }
}
