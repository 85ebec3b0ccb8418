package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reply that the vendor's page on {@code DescribePreCheckStatus} prints. */
class PublishedSampleTest {
  private final Wire wire = new Wire();
  private final AlibabaProvider provider = wire.provider(Family.DTS);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void isReadAsTheRunThatItShows() throws IOException {
    wire.answer(whole());

    PrecheckReport report = provider.report("j1");

    assertThat(report.runId()).isEqualTo("b4my3zg929a****");
    assertThat(report.bootTime()).isEqualTo("2022-03-16T08:01:31.000+00:00");
    assertThat(report.state()).isEqualTo(PrecheckReport.State.PASSED);
    // Item, assessment, network check and diagnosis; the part of the structure stage is none.
    assertThat(report.total()).isEqualTo(4);
    assertThat(report.passed()).isEqualTo(3);
    assertThat(report.items())
        .singleElement()
        .matches(i -> i.code().equals("NETWORK_DIAGNOSIS.dts.kunlun.diagnosis.network.express_doc"))
        .matches(i -> i.verdict() == Verdict.WARNING && i.endpoint().equals("source"));
  }

  @Test
  void givesEveryFieldOfItsItemsByTheVendorsNames() throws IOException {
    wire.answer(whole());

    ChecksPage page = provider.reportPage("j1", ChecksPart.PRECHECK, 1, 10);

    assertThat(page.items().get(0))
        .isEqualTo(
            new PrecheckItem(
                "CHECK_CONN_DEST",
                Verdict.PASSED,
                "Success",
                false,
                Skippable.YES,
                false,
                "CHECK__ERROR_SAME_OBJ",
                "CHECK__ERROR_SAME_OBJ_DETAIL",
                "CHECK__ERROR_SAME_OBJ_REPAIR",
                List.of("dtstestdata.order"),
                "target"));
    ObjectMapper json = new ObjectMapper();
    JsonNode sent = json.readTree(sample()).path("JobProgress").path(0);
    assertThat(sent.size()).isGreaterThan(20);
    assertThat(json.readTree(page.rows().get(0).fields())).isEqualTo(sent);
  }

  /** The page prints one item, and announces more: as it is, that is no whole report. */
  private static String whole() throws IOException {
    return sample().replaceFirst("\"TotalRecordCount\" : \\d+", "\"TotalRecordCount\" : 1");
  }

  private static String sample() throws IOException {
    try (InputStream in =
        PublishedSampleTest.class.getResourceAsStream("describe-pre-check-status.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
