package io.tidegate.provider.alibaba;

import static io.tidegate.provider.alibaba.PartReader.orEmpty;
import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.NetworkDiagnosis;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole precheck, page by page. What changes between two pages would make a report of two
 * halves, from which a failed item may be missing: a page of another run, state or size, an item
 * that comes twice and one that does not come start the reading again. A verdict on several pages
 * counts when two readings in a row are equal.
 */
final class PrecheckReader {
  static final String ACTION = "DescribePreCheckStatus";
  private static final List<String> IDENTITY = List.of("Item", "Names", "JobId", "Id");
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
    @Nullable RawReport before = null;
    for (int reading = 0; reading < MAX_READINGS; reading++) {
      Pages pages = new Pages();
      Optional<RawReport> read = readOnce(job, pages);
      if (read.isPresent()
          && (pages.count == 1 || !pages.isVerdict() || read.get().equals(before))) {
        return read.get();
      }
      before = read.orElse(null);
    }
    throw ProviderException.of(Kind.TRANSIENT, AlibabaClient.PROVIDER, ACTION)
        .code("ReportChanging")
        .message(
            ("the report of job %s kept changing while its pages were read, or does not hold the"
                    + " items that it announces; none of it was taken")
                .formatted(job))
        .build();
  }

  /** Empty when the report changed in between. */
  private Optional<RawReport> readOnce(String job, Pages pages) {
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
      if (pages.isAfterTheEnd(page)) {
        return Optional.of(toReport(pages, reply));
      }
      if (!pages.belongs(page)) {
        return Optional.empty();
      }
      boolean brought = pages.add(page);
      ReportLimit.check(AlibabaClient.PROVIDER, ACTION, reply.requestId(), pages.size());
      if (pages.complete()) {
        return Optional.of(toReport(pages, reply));
      }
      if (!brought) {
        return pages.mayBeShort() ? Optional.of(toReport(pages, reply)) : Optional.empty();
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
    String status = first == null ? "" : Texts.line(text(first.state()), ID_LIMIT);
    return new RawReport(
        AlibabaWords.precheck(status),
        status,
        first == null ? "" : Texts.line(text(first.jobId()), ID_LIMIT),
        Texts.line(boot, ID_LIMIT),
        parts.all());
  }

  /** The pages read so far. */
  private static final class Pages {
    private @Nullable DescribePreCheckStatusReply first;
    private int count;
    private List<JsonNode> last = List.of();
    private final List<JsonNode> items = new ArrayList<>();
    private final Set<List<String>> known = new HashSet<>();

    /** The same on every page, or paged too: nobody says. Sets take both. */
    private final Set<JsonNode> analysis = new LinkedHashSet<>();

    private final Set<JsonNode> distributed = new LinkedHashSet<>();
    private final Set<JsonNode> network = new LinkedHashSet<>();
    private final Set<NetworkDiagnosis> diagnoses = new LinkedHashSet<>();

    /** A report of a run that goes on decides nothing, and seldom stands still. */
    boolean isVerdict() {
      State state = AlibabaWords.precheck(first == null ? "" : text(first.state()));
      return state != State.RUNNING && state != State.NOT_RUN;
    }

    private boolean isAnnounced() {
      return first == null || number(first.totalRecordCount(), -1) >= 0;
    }

    /** Where no item is missed, a service that knows no further page may repeat the last. */
    boolean isAfterTheEnd(DescribePreCheckStatusReply page) {
      return first != null
          && (!isAnnounced() || hasItsItems())
          && last.equals(orEmpty(page.jobProgress()));
    }

    /** Whether fewer items than announced will do: none were announced, or nothing hangs on it. */
    boolean mayBeShort() {
      return !isAnnounced() || !isVerdict() || hasItsItems();
    }

    /** Whether the page is of the same report, and none of its items was on an earlier page. */
    boolean belongs(DescribePreCheckStatusReply page) {
      DescribePreCheckStatusReply earlier = first;
      return earlier == null
          || (text(earlier.jobId()).equals(text(page.jobId()))
              && text(earlier.state()).equals(text(page.state()))
              && text(earlier.totalRecordCount()).equals(text(page.totalRecordCount()))
              && orEmpty(page.jobProgress()).stream().noneMatch(i -> known.contains(identity(i))));
    }

    /** False when the page brought nothing that was not there. */
    boolean add(DescribePreCheckStatusReply page) {
      if (first == null) {
        first = page;
      }
      count++;
      int before = size();
      last = orEmpty(page.jobProgress());
      items.addAll(last);
      // Only now: that two items of one page look alike is the service's affair.
      last.forEach(item -> known.add(identity(item)));
      analysis.addAll(orEmpty(page.analysisJobProgress()));
      distributed.addAll(orEmpty(page.subDistributedJobStatus()));
      network.addAll(orEmpty(page.fullNetCheckJobStatus()));
      if (page.networkDiagnosisResult() != null) {
        diagnoses.add(page.networkDiagnosisResult());
      }
      return size() > before;
    }

    /** What stays of an item while its state changes. */
    private static List<String> identity(JsonNode item) {
      return IDENTITY.stream().map(name -> item.path(name).asText("")).toList();
    }

    /** Judged by what was announced: the service may cap pages below what we ask for. */
    boolean complete() {
      return hasItsItems()
          && analysis.stream().filter(Pages::failed).count() >= PartReader.failedAssessment(first);
    }

    private boolean hasItsItems() {
      long total = first == null ? -1 : number(first.totalRecordCount(), -1);
      // Whether assessments are counted in is documented nowhere.
      return total >= 0 && (items.size() >= total || items.size() + analysis.size() == total);
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
