package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.ReplyFuzz;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;

class TencentReplyFuzzTest extends ReplyFuzz {
  private static final List<String> KNOWN =
      List.of(
          "creating",
          "created",
          "checking",
          "checkpass",
          "checknotpass",
          "readyrun",
          "running",
          "readycomplete",
          "resuming",
          "completing",
          "success",
          "canceled",
          "pausing",
          "manualpaused",
          "error",
          "resumableerr",
          "failed",
          "stopping",
          "isolated",
          "notstarted",
          "pass",
          "warning",
          "blocked",
          "skipped",
          "finished",
          "uninitialized",
          "initialized",
          "readyrunning",
          "paused",
          "stopped",
          "released",
          "resetting",
          "starting",
          "unavailable");

  private static final List<Function<TencentProvider, Object>> CALLS =
      List.of(
          p -> p.report("j1"),
          p -> p.reportPage("j1", ChecksPart.PRECHECK, 1, 100),
          p -> p.reportPage("j1", ChecksPart.LOAD, 1, 100),
          p -> p.view("j1"),
          p -> p.listViews(List.of("j1")),
          p -> p.find("j1"),
          p -> p.baseline("j1"),
          p -> p.submitCheck("j1", soon()),
          p -> p.shield("j1", "", List.of("OptimizeCheck"), Map.of(), soon()));

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider();
  private final TencentProvider sync = wire.syncProvider();
  private final TencentProvider of2018 = wire.provider2018();

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
      @ForAll("changed") byte[] body, @ForAll @IntRange(max = 8) int call) {
    wire.always(200, body);
    assertValueOrFailure(provider, call);
    assertValueOrFailure(sync, call);
    assertValueOrFailure(of2018, call);
  }

  @Property(seed = "2")
  void aDamagedReplyIsAValueOrAProvidersFailure(
      @ForAll("damaged") byte[] body, @ForAll @IntRange(max = 8) int call) {
    wire.always(200, body);
    assertValueOrFailure(provider, call);
    assertValueOrFailure(sync, call);
    assertValueOrFailure(of2018, call);
  }

  @Property(seed = "3")
  void bytesThatAreNoReplyAreNeverTakenForAnAcceptedEffect(
      @ForAll @Size(max = 200) byte[] body, @ForAll("successes") int status) {
    wire.always(status, body);

    for (TencentProvider asked : List.of(provider, sync, of2018)) {
      assertUnclear(() -> asked.submitCheck("j1", soon()));
    }
  }

  @Property(seed = "4")
  void aWordThatNobodyKnowsIsNeverSuccess(@ForAll("words") String word) {
    String detail = Replies.DETAIL.replace("WORD", word);
    wire.always("DescribeMigrationDetail", detail)
        .always("DescribeMigrationJobs", Replies.LIST.replace("WORD", word));
    for (String flagged : List.of("checkNotPass", "checkPass", word)) {
      wire.always(
          "DescribeMigrationCheckJob",
          Replies.CHECK.replace("checkNotPass", flagged).replace("WORD", word));
      PrecheckReport report = provider.report("j1");
      assertThat(report.state()).isIn(PrecheckReport.State.FAILED, PrecheckReport.State.UNKNOWN);
      assertThat(report.items()).singleElement().matches(i -> i.verdict() == Verdict.UNKNOWN);
    }
    for (JobView view : List.of(provider.view("j1"), listed())) {
      assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
      assertThat(view.everyStageFinished()).isFalse();
      assertThat(view.stages()).allMatch(s -> s.state() == StageState.UNKNOWN);
      assertThat(view.lag()).isNull();
    }
  }

  @Property(seed = "5")
  void aWordThatNobodyKnowsIsNoSuccessOfASynchronisation(@ForAll("words") String word) {
    wire.always("DescribeSyncJobs", Replies.SYNC_LIST.replace("WORD", word));
    for (String verdict : List.of("failed", "success", word)) {
      wire.always(
          "DescribeCheckSyncJobResult",
          Replies.SYNC_CHECK
              .replace("\"failed\",\"StepCount", "\"" + verdict + "\",\"StepCount")
              .replace("WORD", word));
      PrecheckReport report = sync.report("j1");
      assertThat(report.state()).isIn(PrecheckReport.State.FAILED, PrecheckReport.State.UNKNOWN);
      assertThat(report.items())
          .filteredOn(i -> i.code().equals("OptimizeCheck"))
          .singleElement()
          .matches(i -> i.verdict() == Verdict.UNKNOWN);
    }
    for (JobView view : List.of(sync.view("j1"), sync.listViews(List.of("j1")).get("j1"))) {
      assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
      assertThat(view.stages()).hasSize(3).allMatch(s -> s.state() == StageState.UNKNOWN);
      assertThat(view.lag()).isNull();
    }
  }

  @Property(seed = "6")
  void aWordThatNobodyKnowsIsNoSuccessInTheVersionOf2018(@ForAll("words") String word) {
    wire.always("DescribeMigrateJobs", Replies.LIST_2018.replace("WORD", word));
    for (String flag : List.of("0", "1", "3", "\"" + word + "\"")) {
      wire.always(
          "DescribeMigrateCheckJob",
          Replies.CHECK_2018
              .replace("\"CheckFlag\":0", "\"CheckFlag\":" + flag)
              .replace("WORD", word));
      PrecheckReport report = of2018.report("j1");
      assertThat(report.state()).isEqualTo(PrecheckReport.State.UNKNOWN);
      assertThat(report.items()).singleElement().matches(i -> i.verdict() == Verdict.UNKNOWN);
    }
    JobView view = of2018.view("j1");
    assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
    assertThat(view.everyStageFinished()).isFalse();
    assertThat(view.stages().get(0).state()).isEqualTo(StageState.UNKNOWN);
  }

  @Example
  void aNumberThatCountsNothingIsNone() {
    for (String number : List.of("\"NaN\"", "1e999", "-1e999", "\"Infinity\"", "9".repeat(400))) {
      wire.always(
          "DescribeMigrationDetail",
          Replies.DETAIL
              .replace("WORD", "running")
              .replace("\"SecondsBehindMaster\":7", "\"SecondsBehindMaster\":" + number)
              .replace("\"Percent\":40", "\"Percent\":" + number));

      JobView view = provider.view("j1");

      assertThat(view.lag()).isNull();
      assertThat(view.stages().get(0).percent()).isEqualTo(-1);
    }
  }

  @Example
  void aTextWithoutEndIsCut() {
    wire.always("DescribeMigrationDetail", Replies.DETAIL.replace("WORD", "w".repeat(1_000_000)));

    JobView view = provider.view("j1");

    assertThat(view.toString()).hasSizeLessThan(50_000);
    assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
  }

  private JobView listed() {
    JobView view = provider.listViews(List.of("j1")).get("j1");
    assertThat(view).isNotNull();
    return view;
  }

  private static void assertValueOrFailure(TencentProvider provider, int call) {
    assertValueOrFailure(() -> CALLS.get(call).apply(provider));
  }
}
