package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports and lists of several pages: whole, or read again, or trouble; never a part of one. */
class PagesThatChangeTest {
  private final Wire wire = new Wire();
  private final AlibabaProvider dts = wire.provider(Family.DTS);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aReportIsReadToItsAnnouncedEndThoughPagesAreShort() throws Exception {
    for (int reading = 0; reading < 2; reading++) {
      wire.answer(page("Failed", "run1", 3, "CHECK_SRC Success", "CHECK_A Failed"))
          .answer(page("Failed", "run1", 3, "CHECK_B Warning"));
    }

    PrecheckReport report = dts.report("j1");

    assertThat(report.total()).isEqualTo(3);
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.items()).extracting(PrecheckItem::code).containsExactly("CHECK_A", "CHECK_B");
    assertThat(report.runId()).isEqualTo("run1");
    String call =
        "DescribePreCheckStatus DtsJobId=j1 JobCode=01 PageNo=%d PageSize=100 StructType=before";
    assertThat(wire.asked())
        .as("a verdict on several pages is read twice")
        .containsExactly(
            call.formatted(1), call.formatted(2), call.formatted(1), call.formatted(2));
  }

  @Test
  void aReportOnOnePageIsReadOnce() throws Exception {
    wire.answer(page("Finished", "run1", 1, "CHECK_A Success"));

    assertThat(dts.report("j1").state()).isEqualTo(State.PASSED);
    assertThat(wire.asked()).hasSize(1);
  }

  /** Between the first two pages; the whole report, in which CHECK_C has failed, comes after. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "another run          | Finished r2 3 CHECK_C:Success",
        "another state        | Failed r1 3 CHECK_C:Failed",
        "another size         | Finished r1 2 CHECK_B:Success",
        "an item comes again  | Finished r1 3 CHECK_B:Success",
        "in another state too | Finished r1 3 CHECK_B:Warning",
        "nothing more comes   | Finished r1 3"
      })
  void aChangeBetweenTwoPagesStartsTheReadingAgain(String change, String second) {
    wire.answer(page("Finished", "r1", 3, "CHECK_A Success", "CHECK_B Success"))
        .answer(spelt(second));
    String whole = page("Failed", "r2", 3, "CHECK_A Success", "CHECK_B Success", "CHECK_C Failed");
    wire.answer(whole);

    PrecheckReport report = dts.report("j1");

    assertThat(report.state()).as(change).isEqualTo(State.FAILED);
    assertThat(report.total()).isEqualTo(3);
    assertThat(report.failed()).extracting(PrecheckItem::code).containsExactly("CHECK_C");
  }

  /** CHECK_A goes, CHECK_D comes: the size stays, nothing comes twice, and CHECK_C is missed. */
  @Test
  void anItemThatSlipsPastAllOfThatIsFoundByTheSecondReading() {
    wire.answer(page("Finished", "r1", 3, "CHECK_A Success", "CHECK_B Success"))
        .answer(page("Finished", "r1", 3, "CHECK_D Success"));
    for (int reading = 0; reading < 2; reading++) {
      wire.answer(page("Finished", "r1", 3, "CHECK_B Success", "CHECK_C Failed"))
          .answer(page("Finished", "r1", 3, "CHECK_D Success"));
    }

    PrecheckReport report = dts.report("j1");

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.failed()).extracting(PrecheckItem::code).containsExactly("CHECK_C");
  }

  @Test
  void aReportThatNeverStandsStillIsTroubleAndNotAReport() throws Exception {
    for (int i = 0; i < 4; i++) {
      wire.answer(page("Finished", "r1", 3, "CHECK_A Success", "CHECK_B Success"))
          .answer(page("Finished", "r1", 3, "CHECK_B Success"));
    }

    assertThatThrownBy(() -> dts.report("j1"))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT))
        .hasMessageContainingAll("ReportChanging", "j1 kept changing", "none of it was taken");
    assertThat(wire.asked()).hasSize(8);
  }

  @Test
  void aPassOfFewerItemsThanAnnouncedIsNoPass() {
    for (int i = 0; i < 8; i++) {
      wire.answer(page("Finished", "run1", 9, "CHECK_A Success"));
    }

    assertThatThrownBy(() -> dts.report("j1")).hasMessageContaining("ReportChanging");
  }

  @Test
  void aRunThatGoesOnIsReadOnceThoughItsItemsDoNotStandStill() throws Exception {
    wire.answer(page("Checking", "r1", 2, "CHECK_A Checking"))
        .answer(page("Checking", "r1", 2, "CHECK_B Checking"));

    assertThat(dts.report("j1").state()).isEqualTo(State.RUNNING);
    assertThat(wire.asked()).hasSize(2);
  }

  @Test
  void aServiceThatAnnouncesNoSizeAndRepeatsItsLastPageIsReadToThere() {
    String same =
        page("Finished", "r1", 1, "CHECK_A Success").replace("\"TotalRecordCount\":1,", "");
    for (int i = 0; i < 2; i++) {
      wire.answer(same).answer(same);
    }

    assertThat(dts.report("j1").total()).isEqualTo(1);
  }

  @Test
  void theNewestTaskOfAnInstanceIsFoundOnTheLastPage() {
    wire.answer(jobs(2, "j1 2024-01-01")).answer(jobs(2, "j2 2025-01-01"));

    assertThat(dts.find("i1")).hasValueSatisfying(f -> assertThat(f.jobId()).isEqualTo("j2"));
  }

  @Test
  void aListThatChangesBetweenTwoPagesIsReadAgain() {
    wire.answer(jobs(2, "j1 2024-01-01"))
        .answer(jobs(2, "j1 2024-01-01"))
        .answer(jobs(2, "j2 2025-01-01", "j1 2024-01-01"));

    assertThat(dts.find("i1")).hasValueSatisfying(f -> assertThat(f.jobId()).isEqualTo("j2"));
  }

  @Test
  void aListThatNeverStandsStillIsTrouble() {
    for (int i = 0; i < 8; i++) {
      wire.answer(jobs(2, "j1 2024-01-01"));
    }

    assertThatThrownBy(() -> dts.find("i1"))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT))
        .hasMessageContaining("ListChanging");
  }

  /** e.g. {@code Finished r1 3 CHECK_A:Success}. */
  private static String spelt(String page) {
    List<String> words = List.of(page.split(" "));
    String[] items = words.stream().skip(3).map(w -> w.replace(':', ' ')).toArray(String[]::new);
    return page(words.get(0), words.get(1), Integer.parseInt(words.get(2)), items);
  }

  private static String page(String state, String run, int total, String... items) {
    String progress =
        Arrays.stream(items)
            .map(i -> i.split(" "))
            .map(i -> "{\"Item\":\"%s\",\"State\":\"%s\"}".formatted(i[0], i[1]))
            .collect(Collectors.joining(","));
    return "{\"RequestId\":\"R\",\"Success\":true,\"State\":\"%s\",\"JobId\":\"%s\",\"TotalRecordCount\":%d,\"JobProgress\":[%s]}"
        .formatted(state, run, total, progress);
  }

  private static String jobs(int total, String... jobs) {
    String list =
        Arrays.stream(jobs)
            .map(j -> j.split(" "))
            .map(
                j ->
                    "{\"DtsJobId\":\"%s\",\"DtsInstanceID\":\"i1\",\"CreateTime\":\"%s\"}"
                        .formatted(j[0], j[1]))
            .collect(Collectors.joining(","));
    return "{\"RequestId\":\"R\",\"Success\":true,\"TotalRecordCount\":%d,\"DtsJobList\":[%s]}"
        .formatted(total, list);
  }
}
