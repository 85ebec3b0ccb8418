package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.policy.GateDecision.Kind;
import io.tidegate.workflow.policy.GatePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/alibaba.md says of every part of a precheck's reply. */
class PrecheckPartsTest {
  private final Wire wire = new Wire();
  private final AlibabaProvider dts = wire.provider(Family.DTS);

  @AfterEach
  void close() {
    wire.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'AnalysisJobProgress':[{'Item':'ANALYSIS_A','State':'Failed','CanSkip':true}]"
            + " | ANALYSIS_A | FAILED | YES | ``",
        "'AnalysisJobProgress':[{'Item':'ANALYSIS_A','State':'Perhaps'}]"
            + " | ANALYSIS_A | UNKNOWN | UNSAID | ``",
        "'ErrorAnalysisItem':2 | ASSESSMENT | FAILED | UNSAID | ``",
        "'SubDistributedJobStatus':[{'Code':'01','State':'Failed','JobProgress':["
            + "{'Item':'CHECK_AUTH_SRC','State':'Failed','CanSkip':false}]}]"
            + " | SUB_DISTRIBUTED_JOB.CHECK_AUTH_SRC | FAILED | NO | source",
        "'SubDistributedJobStatus':[{'JobProgress':[{'Item':'CHECK_A','State':'Failed'}]}]"
            + " | SUB_DISTRIBUTED_JOB.CHECK_A | FAILED | UNSAID | ``",
        "'SubDistributedJobStatus':[{'Code':'99','State':'Failed'}]"
            + " | SUB_DISTRIBUTED_JOB | FAILED | UNSAID | ``",
        "'SubDistributedJobStatus':[null] | SUB_DISTRIBUTED_JOB | UNKNOWN | UNSAID | ``",
        "'FullNetCheckJobStatus':[{'State':'Failed','JobProgress':[]}]"
            + " | FULL_NET_CHECK | FAILED | UNSAID | ``",
        "'FullNetCheckJobStatus':[{'State':'Checking'}]"
            + " | FULL_NET_CHECK | UNKNOWN | UNSAID | ``",
        "'FullNetCheckJobStatus':{'State':'Success','JobProgress':{'Item':'CHECK_CONN_DEST',"
            + "'State':'Failed'}} | FULL_NET_CHECK.CHECK_CONN_DEST | FAILED | UNSAID | target",
        "'NetworkDiagnosisResult':{'Diagnosis':[{'EndpointType':'destination','Code':'dts.n.vpn',"
            + "'Result':'Failed'}]} | NETWORK_DIAGNOSIS.dts.n.vpn | FAILED | UNSAID | target",
        "'NetworkDiagnosisResult':{'Diagnosis':[{'EndpointType':'unknown','Code':'c',"
            + "'Result':'maybe'}]} | NETWORK_DIAGNOSIS.c | UNKNOWN | UNSAID | ``",
        "'NetworkDiagnosisResult':{'Diagnosis':[{'EndpointType':'source','Code':'c',"
            + "'Result':'none'}]} | NETWORK_DIAGNOSIS.c | WARNING | UNSAID | source",
        "'NetworkDiagnosisResult':{'Diagnosis':[{}]} | NETWORK_DIAGNOSIS | WARNING | UNSAID | ``",
      })
  void isAnItemOfItsOwnThatNoShieldCallTakes(
      String part, String code, Verdict verdict, Skippable skippable, String endpoint) {
    wire.answer(finished(part)).answer(finished(part));

    PrecheckReport report = dts.report("j1");

    assertThat(report.items())
        .singleElement()
        .matches(i -> i.code().equals(code) && i.verdict() == verdict)
        .matches(i -> i.skippable() == skippable && i.endpoint().equals(endpoint))
        .matches(i -> !i.shieldable() && !i.shielded());
    assertThat(report.total()).isEqualTo(2);
    assertThat(report.state())
        .isEqualTo(
            switch (verdict) {
              case FAILED -> PrecheckReport.State.FAILED;
              case UNKNOWN -> PrecheckReport.State.UNKNOWN;
              default -> PrecheckReport.State.PASSED;
            });
    assertThat(decide(report)).isEqualTo(verdict == Verdict.WARNING ? Kind.PROCEED : Kind.WAIT);
    // A rule can name it, as rules are read from the file.
    assertThat(code).matches("[A-Za-z0-9_.-]{1,128}");
    assertThat(decide(report, never(code))).isEqualTo(Kind.WAIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Total':1",
        "'AnalysisJobProgress':[],'SubDistributedJobStatus':null,'FullNetCheckJobStatus':''",
        "'NetworkDiagnosisResult':{}",
        "'NetworkDiagnosisResult':''",
        "'NetworkDiagnosisResult':{'ModelVersion':'network-v0.2','Diagnosis':null}",
        "'SubDistributedJobStatus':[{'Code':2,'State':'Failed'},{'Code':'03','State':"
            + "'NotStarted','JobProgress':[{'Item':'orders','State':'NotStarted'}]}]",
      })
  void aPartThatIsNotSentOrIsOfALaterStageIsNoFailure(String part) {
    wire.answer(finished(part));

    PrecheckReport report = dts.report("j1");

    assertThat(report.state()).isEqualTo(PrecheckReport.State.PASSED);
    assertThat(report.total()).isEqualTo(1);
    assertThat(decide(report)).isEqualTo(Kind.PROCEED);
  }

  @Test
  void aRuleForAnItemOfThePrecheckDoesNotReachAPartsItemOfTheSameName() {
    String part =
        "'SubDistributedJobStatus':[{'Code':'01','JobProgress':["
            + "{'Item':'CHECK_SRC','State':'Failed'}]}]";
    wire.answer(finished(part));

    assertThat(decide(dts.report("j1"), allow("CHECK_SRC"))).isEqualTo(Kind.WAIT);
  }

  @Test
  void aShieldThatThePrecheckShowsTooIsOneDecision() {
    String shielded = "{'Item':'CHECK_SRC','State':'Failed','Skip':true}";
    wire.answer(
        reply(
            "'State':'Finished','TotalRecordCount':1,'JobProgress':[%s],'SubDistributedJobStatus':"
                    .formatted(shielded)
                + "[{'Code':'01','State':'Failed','JobProgress':[%s]}]".formatted(shielded)));

    PrecheckReport report = dts.report("j1");

    assertThat(report.items()).extracting(PrecheckItem::code).containsOnly("CHECK_SRC").hasSize(2);
    assertThat(decide(report)).isEqualTo(Kind.WAIT);
    assertThat(decide(report, allow("CHECK_SRC"))).isEqualTo(Kind.PROCEED);
  }

  @Test
  @Timeout(60)
  void manyShieldedItemsAreReadInTimeThatGrowsWithTheirNumberAlone() {
    String shielded =
        IntStream.range(0, 90_000)
            .mapToObj("{'Item':'C%d','Skip':1}"::formatted)
            .collect(Collectors.joining(","));
    wire.answer(finished("'SubDistributedJobStatus':[{'JobProgress':[%s]}]".formatted(shielded)));

    assertThat(dts.report("j1").total()).isEqualTo(90_001);
  }

  @Test
  void aReportOfMoreItemsThanAnyServiceListsIsAnAccident() {
    String items = "{},".repeat(100_000);
    wire.answer(finished("'SubDistributedJobStatus':[{'JobProgress':[%s{}]}]".formatted(items)));

    ProviderException e = catchThrowableOfType(ProviderException.class, () -> dts.report("j1"));

    assertThat(e.code()).isEqualTo("UnexpectedReply");
    assertThat(e.kind()).isEqualTo(ProviderException.Kind.TRANSIENT);
    assertThat(e).hasMessageContaining("more than 100000 items");
  }

  @Test
  void aNetworkCheckSaysWhichNetworkToLetInAndADiagnosisWhereToRead() {
    wire.answer(
        finished(
            "'FullNetCheckJobStatus':[{'State':'Failed','HostRegion':'cn-a','SrcRegion':'cn-b',"
                + "'SrcRegionCidr':'100.104.1.0/24','SourceEndpointType':'CEN','DestRegion':'cn-c',"
                + "'DestRegionCidr':'100.104.2.0/24','DestinationEndpointType':'DG',"
                + "'JobProgress':[{'Item':'CHECK_CONN_SRC','State':'Failed','ErrDetail':'refused'}"
                + "]}],'NetworkDiagnosisResult':{'Diagnosis':[{'Code':'c','Result':'Failed',"
                + "'CnDocUrl':'https://cn.example/1'}]}"));

    List<PrecheckItem> items = dts.report("j1").items();

    assertThat(items.get(0).detail())
        .isEqualTo(
            "refused; from cn-b 100.104.1.0/24 (CEN) to cn-c 100.104.2.0/24 (DG), checked in cn-a");
    assertThat(items.get(1).repair()).isEqualTo("see https://cn.example/1");
  }

  @ParameterizedTest
  @CsvSource({
    "SCHEMA, 02, before",
    "DDL, 02, after",
    "LOAD, 03, before",
    "INCREMENTAL, 04, before"
  })
  void aStageIsReadOnePageForOneWithItsStatementsAndLogs(
      ChecksPart part, String jobCode, String structType) throws Exception {
    wire.answer(
        reply(
            "'State':'Migrating','JobId':'s1','PageRecordCount':2,'TotalRecordCount':5,"
                + "'JobProgress':[{'Item':'orders','State':'Failed','SourceSchema':'shop',"
                + "'TargetNames':'orders','BootTime':'2022-03-16T08:01:31.000+00:00',"
                + "'FinishTime':'2022-03-16T08:01:34.000+00:00','DdlSql':'CREATE TABLE orders',"
                + "'Logs':[null,{'ErrMsg':'exists','ErrData':'CREATE','ErrType':'Table',"
                + "'LogLevel':'ERROR'}]},{'Item':'lines','State':'Migrating'}]"));

    ChecksPage page = dts.reportPage("j1", part, 2, 100);

    assertThat(wire.asked())
        .containsExactly(
            ("DescribePreCheckStatus DtsJobId=j1 JobCode=%s PageNo=2 PageSize=100"
                    + " StructType=%s")
                .formatted(jobCode, structType));
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.more()).isTrue();
    assertThat(page.status()).isEqualTo("Migrating");
    ChecksPage.Row first = page.rows().get(0);
    assertThat(first.item().objects()).containsExactly("shop.orders");
    assertThat(first.began()).isEqualTo("2022-03-16T08:01:31.000+00:00");
    assertThat(first.ended()).isEqualTo("2022-03-16T08:01:34.000+00:00");
    assertThat(first.ddl()).isEqualTo("CREATE TABLE orders");
    assertThat(first.logs())
        .containsExactly(new ChecksPage.Log("ERROR", "Table", "exists", "CREATE"));
    assertThat(page.items().get(1).status()).isEqualTo("Migrating");
  }

  @Test
  void aStagesListEndsWhereTheServiceSaysOrHasNothingMore() {
    String two = "'PageRecordCount':2,'TotalRecordCount':%d,'JobProgress':[{},{}]";
    wire.answer(reply(two.formatted(4)))
        .answer(reply("'TotalRecordCount':900,'JobProgress':[]"))
        .answer(reply("'JobProgress':[{}]"));

    assertThat(dts.reportPage("j1", ChecksPart.LOAD, 2, 100).more()).isFalse();
    assertThat(dts.reportPage("j1", ChecksPart.LOAD, 3, 100).more()).isFalse();
    assertThat(dts.reportPage("j1", ChecksPart.LOAD, 1, 100).more()).isFalse();
  }

  @Test
  void aDistributedJobsPartsOfAStageAreShownOnItsFirstPage() {
    String sent =
        reply(
            "'State':'Migrating','TotalRecordCount':0,'JobProgress':[],'SubDistributedJobStatus':"
                + "[{'Code':'02','JobName':'dts.step.struct.load','JobId':'n1','State':'Failed',"
                + "'JobProgress':[{'Item':'t','State':'Failed'}]}]");
    wire.answer(sent).answer(sent);

    assertThat(dts.reportPage("j1", ChecksPart.SCHEMA, 1, 100).items())
        .singleElement()
        .matches(i -> i.code().equals("SUB_DISTRIBUTED_JOB.t"))
        .matches(i -> i.detail().equals("in dts.step.struct.load n1"));
    assertThat(dts.reportPage("j1", ChecksPart.SCHEMA, 2, 100).items()).isEmpty();
  }

  @Test
  void aPageOfLongTextsIsCutToWhatOneAnswerCarriesAndStaysReadable() {
    String long_ = "错".repeat(3_000);
    wire.answer(list(150, long_));

    ChecksPage page = dts.reportPage("j1", ChecksPart.LOAD, 1, 200);

    assertThat(page.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
    assertThat(page.rows()).hasSize(150);
    assertThat(page.omitted()).isZero();
    assertThat(page.rows())
        .allMatch(r -> r.ddl().endsWith("…") && r.logs().get(0).data().endsWith("…"))
        .allMatch(r -> r.fields().startsWith("{") && r.fields().endsWith("}"));
  }

  @Test
  void aFewLongTextsAreLeftLong() {
    wire.answer(list(3, "x".repeat(5_000)));

    assertThat(dts.reportPage("j1", ChecksPart.LOAD, 1, 200).rows())
        .hasSize(3)
        .allMatch(r -> r.ddl().length() == 5_000);
  }

  @Test
  void whatIsTooMuchEvenCutIsLeftOutAndCounted() {
    String many =
        IntStream.range(0, 40)
            .mapToObj(i -> "'F%d':'%s'".formatted(i, "错".repeat(130)))
            .collect(Collectors.joining(","));
    wire.answer(
        reply(
            IntStream.range(0, 200)
                .mapToObj(i -> "{" + many + "}")
                .collect(Collectors.joining(",", "'JobProgress':[", "]"))));

    ChecksPage page = dts.reportPage("j1", ChecksPart.LOAD, 1, 200);

    assertThat(page.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
    assertThat(page.omitted()).isPositive();
    assertThat(page.rows().size() + page.omitted()).isEqualTo(200);
  }

  private static String list(int items, String text) {
    return reply(
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    "{'Item':'t%d','State':'Failed','DdlSql':'%s','Logs':[{'ErrData':'%s'}]}"
                        .formatted(i, text, text))
            .collect(Collectors.joining(",", "'JobProgress':[", "]")));
  }

  private static String finished(String more) {
    return reply(
        "'State':'Finished','JobId':'r','TotalRecordCount':1,"
            + "'JobProgress':[{'Item':'CHECK_SRC','State':'Success'}],"
            + more);
  }

  private static String reply(String fields) {
    return "{'RequestId':'R','Success':true,%s}".formatted(fields).replace('\'', '"');
  }

  private static Kind decide(PrecheckReport report, Rule... rules) {
    Policy policy = new Policy(Policy.Warnings.ACCEPT, List.of(rules));
    return new GatePolicy("orders", policy, List.of())
        .decide(report, Set.of(), Instant.EPOCH)
        .kind();
  }

  private static Rule allow(String code) {
    return new Rule(
        code, Rule.Decision.ALLOW, "r", null, List.of(), List.of(), List.of(), "", "", "f:1");
  }

  private static Rule never(String code) {
    return new Rule(
        code, Rule.Decision.NEVER, "", null, List.of(), List.of(), List.of(), "", "", "f:1");
  }
}
