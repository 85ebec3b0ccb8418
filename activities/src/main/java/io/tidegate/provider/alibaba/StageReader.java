package io.tidegate.provider.alibaba;

import static io.tidegate.provider.alibaba.PartReader.orEmpty;
import static io.tidegate.provider.json.Scalars.number;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.report.PageBuilder;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Reads what {@code DescribePreCheckStatus} says of the stages after the precheck: one page for
 * one, for they may list every table there is.
 */
final class StageReader {
  private static final Duration READ = Duration.ofSeconds(10);

  private final AlibabaClient client;

  /** No item of a stage can be shielded. */
  private final ItemReader items = new ItemReader(Set.of());

  StageReader(AlibabaClient client) {
    this.client = client;
  }

  ChecksPage read(String job, ChecksPart part, int page, int size) {
    Map<String, String> parameters =
        Map.of(
            "DtsJobId",
            job,
            "JobCode",
            jobCode(part),
            "StructType",
            part == ChecksPart.DDL ? "after" : "before",
            "PageNo",
            Integer.toString(page),
            "PageSize",
            Integer.toString(size));
    AlibabaReply reply = client.call(PrecheckReader.ACTION, parameters, Deadline.in(READ));
    DescribePreCheckStatusReply sent =
        client.as(PrecheckReader.ACTION, reply, reply.body(), DescribePreCheckStatusReply.class);
    PartReader parts = new PartReader(client, items, reply);
    parts.addItems(orEmpty(sent.jobProgress()));
    boolean progressed = !parts.all().isEmpty();
    if (page == 1) {
      // They are not counted in the total, and whether further pages repeat them nobody says.
      parts.addEverySubJob(orEmpty(sent.subDistributedJobStatus()), PartReader.DISTRIBUTED);
      parts.addEverySubJob(orEmpty(sent.fullNetCheckJobStatus()), PartReader.NETWORK);
    }
    String status = text(sent.state());
    long total = number(sent.totalRecordCount(), 0);
    // The service may cap pages below what we ask for, and says so here.
    long perPage = Math.max(1, number(sent.pageRecordCount(), size));
    return PageBuilder.page(
        AlibabaWords.precheck(status),
        Texts.cut(status),
        Texts.cut(text(sent.jobId())),
        (int) Math.min(total, Integer.MAX_VALUE),
        progressed && page * perPage < total,
        parts.all());
  }

  private static String jobCode(ChecksPart part) {
    return switch (part) {
      case PRECHECK -> "01";
      case SCHEMA, DDL -> "02";
      case LOAD -> "03";
      case INCREMENTAL -> "04";
    };
  }
}
