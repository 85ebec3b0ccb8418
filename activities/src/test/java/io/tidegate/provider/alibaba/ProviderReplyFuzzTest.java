package io.tidegate.provider.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ReplyFuzz;
import io.tidegate.provider.http.HttpClients;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import okio.Buffer;

class ProviderReplyFuzzTest extends ReplyFuzz {
  private static final List<String> KNOWN =
      List.of(
          "notconfigured",
          "notstarted",
          "prechecking",
          "precheckfailed",
          "precheckpass",
          "migrating",
          "initializing",
          "initializating",
          "synchronizing",
          "starting",
          "normal",
          "retrying",
          "suspending",
          "migrationfailed",
          "initializefailed",
          "failed",
          "abnormal",
          "finished",
          "upgrade",
          "downgrade",
          "locked",
          "modifying",
          "checking",
          "catched",
          "success",
          "warning",
          "schedule",
          "pause",
          "init",
          "running");

  private static final List<Function<AlibabaProvider, Object>> CALLS =
      List.of(
          p -> p.report("j1"),
          p -> p.reportPage("j1", ChecksPart.PRECHECK, 1, 100),
          p -> p.view("j1"),
          p -> p.listViews(List.of("j1")),
          p -> p.find("j1"),
          p -> p.baseline("j1"),
          p -> p.submitCheck("j1", soon()),
          p -> p.shield("j1", "run1", List.of("CHECK_SAME_OBJ"), Map.of(), soon()));

  private final Wire wire = new Wire();
  private final List<AlibabaProvider> providers =
      List.of(
          wire.provider(Family.DTS),
          wire.provider(Family.LEGACY),
          wire.provider(Family.SYNCHRONIZATION));

  @AfterProperty
  void close() {
    wire.close();
  }

  @Override
  protected Arbitrary<String> whole() {
    return Replies.whole();
  }

  @Override
  protected List<String> known() {
    return KNOWN;
  }

  @Property(seed = "1")
  void aReplyWithOtherValuesIsAValueOrAProvidersFailure(
      @ForAll("changed") byte[] body, @ForAll @IntRange(max = 7) int call, @ForAll boolean legacy) {
    wire.always(200, body);
    assertValueOrFailure(call, legacy);
  }

  @Property(seed = "2")
  void aDamagedReplyIsAValueOrAProvidersFailure(
      @ForAll("damaged") byte[] body, @ForAll @IntRange(max = 7) int call, @ForAll boolean legacy) {
    wire.always(200, body);
    assertValueOrFailure(call, legacy);
  }

  @Property(seed = "3")
  void anyStatusAndHeaderMakeAValueOrAProvidersFailure(
      @ForAll("statusLines") String status,
      @ForAll("headers") List<String> headers,
      @ForAll("damaged") byte[] body,
      @ForAll @IntRange(max = 7) int call) {
    MockResponse.Builder answer =
        new MockResponse.Builder().body(new Buffer().write(body)).status(status);
    headers.forEach(answer::addHeader);
    wire.dispatch(request -> answer.build());
    assertValueOrFailure(call, false);
  }

  @Property(seed = "4")
  void bytesThatAreNoReplyAreNeverTakenForAnAcceptedEffect(
      @ForAll @Size(max = 200) byte[] body, @ForAll("successes") int status) {
    wire.always(status, body);

    assertUnclear(() -> providers.get(0).submitCheck("j1", soon()));
  }

  @Property(seed = "5")
  void aWordThatNobodyKnowsIsNeverSuccess(@ForAll("words") String word, @ForAll boolean legacy) {
    AlibabaProvider provider = providers.get(legacy ? 1 : 0);
    always(Replies.PRECHECK.replace("WORD", word));
    PrecheckReport report = provider.report("j1");
    assertThat(report.state()).isEqualTo(PrecheckReport.State.UNKNOWN);
    assertThat(report.items())
        .filteredOn(i -> i.code().equals("CHECK_SAME_OBJ"))
        .singleElement()
        .matches(i -> i.verdict() == Verdict.UNKNOWN);

    always((legacy ? Replies.LEGACY : Replies.LIST).replace("WORD", word));
    JobView view = provider.view("j1");
    assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
    assertThat(view.everyStageFinished()).isFalse();
    assertThat(view.stages()).allMatch(s -> s.state() == StageState.UNKNOWN);
  }

  @Property(seed = "6")
  void ofASynchronisationTooAReplyIsAValueOrAProvidersFailure(
      @ForAll("damaged") byte[] body, @ForAll @IntRange(max = 7) int call) {
    wire.always(200, body);
    assertValueOrFailure(call, providers.get(2));
    assertValueOrFailure(() -> providers.get(2).jobs(10));
  }

  @Property(seed = "7")
  void aWordThatNobodyKnowsIsNoSuccessOfASynchronisationEither(@ForAll("words") String word) {
    AlibabaProvider provider = providers.get(2);
    always(Replies.SYNCHRONIZATION.replace("WORD", word));

    assertThat(provider.report("j1").state()).isEqualTo(PrecheckReport.State.UNKNOWN);
    JobView view = provider.view("j1");
    assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
    assertThat(view.everyStageFinished()).isFalse();
    assertThat(view.stages()).hasSize(3).allMatch(s -> s.state() == StageState.UNKNOWN);
  }

  @Example
  void aReplyLongerThanWeReadIsNoReply() {
    wire.always(200, new byte[HttpClients.MAX_BODY + 1]);

    assertThat(catchThrowable(() -> providers.get(0).view("j1")))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("longer than");
  }

  @Example
  void anItemThatIsNothingDoesNotCountForOneThatIsWell() {
    for (String nothing : List.of("null", "\"\"", "\" \"")) {
      always(
          "{\"RequestId\":\"R\",\"Success\":true,\"State\":\"Finished\",\"JobId\":\"r\","
              + "\"TotalRecordCount\":1,\"JobProgress\":["
              + nothing
              + "]}");

      PrecheckReport report = providers.get(0).report("j1");
      assertThat(report.passed()).isZero();
      assertThat(report.items()).extracting(PrecheckItem::verdict).containsExactly(Verdict.UNKNOWN);
    }
  }

  @Example
  void aNumberThatCountsNothingIsNone() {
    for (String number : List.of("NaN", "1e999", "-1e999", "Infinity")) {
      always(Replies.LIST.replace("WORD", "Migrating").replace("\"40%\"", quoted(number)));
      assertThat(providers.get(0).view("j1").stages())
          .filteredOn(s -> s.state() == StageState.RUNNING)
          .anyMatch(s -> s.percent() == -1);
    }
  }

  @Example
  void anIdThatNoWorkflowCanBeNamedByIsRefused() {
    for (String id : List.of("j\\n1", "j".repeat(200), "j\\u202e1")) {
      String reply = Replies.LIST.replace("\"j1\"", quoted(id)).replace("\"dtsj1\"", "\"x\"");
      always(reply);

      assertThat(catchThrowable(() -> providers.get(0).find("x")))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("is no id");
    }
  }

  private void assertValueOrFailure(int call, boolean legacy) {
    assertValueOrFailure(call, providers.get(legacy ? 1 : 0));
  }

  private static void assertValueOrFailure(int call, AlibabaProvider provider) {
    assertValueOrFailure(() -> CALLS.get(call).apply(provider));
  }

  private void always(String body) {
    wire.always(200, body.getBytes(UTF_8));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  /** Beside 1xx, after which a client rightly waits for more until its deadline. */
  @Provide
  Arbitrary<String> statusLines() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(200, 999).map(code -> "HTTP/1.1 " + code + " X"),
        Arbitraries.of(
            "HTTP/1.1 200",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 -1 X",
            "HTTP/1.1 9999 X",
            "HTTP/1.1",
            "HTTP/9.9 200 OK",
            "ICY 200 OK",
            "",
            "200",
            "HTTP/1.1 200 " + "x".repeat(5_000)));
  }

  @Provide
  Arbitrary<List<String>> headers() {
    return Arbitraries.of(
            "x-acs-request-id: " + "r".repeat(5_000),
            "Date: Fri, 31 Dec 9999 23:59:59 GMT",
            "Date: yesterday",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Content-Type: application/json; charset=nonsense",
            "Location: http://127.0.0.1:1/",
            "Retry-After: 0",
            "Connection: close",
            "WWW-Authenticate: Basic realm=x",
            "Proxy-Authenticate: Basic",
            "Set-Cookie: a=b",
            "x: " + "y".repeat(20_000))
        .list()
        .ofMaxSize(4);
  }
}
