package io.tidegate.provider.oms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ReplyFuzz;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.util.Arrays;
import java.util.List;
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

class OmsReplyFuzzTest extends ReplyFuzz {
  private static final List<String> KNOWN =
      List.of(
          "init",
          "pending",
          "running",
          "running_alarming",
          "running_modifying",
          "running_merging",
          "suspend",
          "failed",
          "finished",
          "released",
          "deleted",
          "releasing",
          "monitoring",
          "passed",
          "warning",
          "skipped");

  private static final String DEFINITION = "{\"name\":\"orders\"}";
  private static final String RESTING = Wire.progress("INIT", "null");
  private static final String NO_STEPS = Wire.reply("[]");

  private static final List<Function<Provider, Object>> CALLS =
      List.of(
          p -> p.report("np_1"),
          p -> p.reportPage("np_1", ChecksPart.PRECHECK, 1, 100),
          p -> p.reportPage("np_1", ChecksPart.LOAD, 1, 100),
          p -> p.view("np_1"),
          p -> p.listViews(List.of("np_1")),
          p -> p.find("np_1"),
          p -> p.jobs(10),
          p -> p.baseline("np_1"),
          p -> p.submitCheck("np_1", soon()),
          p -> p.complete("np_1", soon()),
          p -> p.stop("np_1", soon()));

  private static final List<Function<DefinedProvider, Object>> DEFINED_CALLS =
      List.of(
          p -> p.report("np_1", "t_1"),
          p -> p.reportPage("np_1", "t_1", 1, 100),
          p -> p.submitCheck("np_1", DEFINITION, soon()));

  private final Wire wire = new Wire();
  private final OmsProvider provider = wire.provider();
  private final DefinedProvider defined = wire.definedProvider();

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
      @ForAll("changed") byte[] body, @ForAll @IntRange(max = 10) int call) {
    wire.always(200, body);
    assertEveryCallIsAValueOrFailure(call);
  }

  @Property(seed = "2")
  void aDamagedReplyIsAValueOrAProvidersFailure(
      @ForAll("damaged") byte[] body, @ForAll @IntRange(max = 10) int call) {
    wire.always(200, body);
    assertEveryCallIsAValueOrFailure(call);
  }

  @Property(seed = "3")
  void anyStatusMakesAValueOrAProvidersFailure(
      @ForAll @IntRange(min = 200, max = 999) int status,
      @ForAll("damaged") byte[] body,
      @ForAll @IntRange(max = 10) int call) {
    wire.always(status, body);
    assertEveryCallIsAValueOrFailure(call);
  }

  @Property(seed = "4")
  void bytesThatAreNoReplyAreNeverTakenForAnAcceptedEffect(
      @ForAll @Size(max = 200) byte[] body, @ForAll("successes") int status) {
    effectsAnswer(status, body);

    assertUnclear(() -> provider.submitCheck("np_1", soon()));
    assertUnclear(() -> defined.submitCheck("np_1", DEFINITION, soon()));
    assertUnclear(() -> provider.suspend("np_1", soon()));
  }

  @Property(seed = "5")
  void anEffectIsAcceptedOnlyWhereAReplySaysSo(
      @ForAll("cutShort") byte[] body, @ForAll("successes") int status) {
    effectsAnswer(status, body);

    assertUnclear(() -> defined.submitCheck("np_1", DEFINITION, soon()));
  }

  @Property(seed = "6")
  void aWordThatNobodyKnowsIsNeverSuccess(@ForAll("words") String word) {
    wire.always("DescribeProjectProgress", Replies.PROGRESS.replace("WORD", word))
        .always("DescribeProjectSteps", Replies.STEPS.replace("WORD", word))
        .always("ListProjects", Replies.LIST.replace("WORD", word));
    for (Provider asked : List.of(provider, defined)) {
      JobView view = asked.view("np_1");
      assertThat(view.state()).isEqualTo(JobState.UNKNOWN);
      assertThat(view.everyStageFinished()).isFalse();
      assertThat(view.stages()).hasSize(3).allMatch(s -> s.state() == StageState.UNKNOWN);
      assertThat(view.lag()).isNull();
      assertThat(asked.listViews(List.of("np_1"))).isEmpty();
      assertThat(asked.report("np_1").state()).isEqualTo(PrecheckReport.State.UNKNOWN);
    }
  }

  @Property(seed = "7")
  void aWordThatNobodyKnowsIsNoPassOfARunWhateverTheRunIsSaidToBe(@ForAll("words") String word) {
    for (String reply : List.of(Replies.RUN, Replies.RUN_CE)) {
      for (String whole : List.of("FINISHED", "FAILED", word)) {
        String said = reply.replace("Status\":\"WORD", "Status\":\"" + whole);
        wire.always("GetPreCheckResult", said.replace("WORD", word));

        PrecheckReport report = defined.report("np_1", "t_1");

        assertThat(report.state()).isIn(PrecheckReport.State.FAILED, PrecheckReport.State.UNKNOWN);
        assertThat(report.items())
            .filteredOn(i -> i.code().equals("DB_UK_INDEX"))
            .singleElement()
            .matches(i -> i.verdict() == Verdict.UNKNOWN);
      }
    }
  }

  @Example
  void aReplyThatReportsSuccessIsNoRefusalWhateverSuccessItsStatusIs() {
    for (int status : List.of(200, 201, 202, 299)) {
      effectsAnswer(status, Wire.reply("null").getBytes(UTF_8));
      assertThat(provider.suspend("np_1", soon())).isEqualTo("R");
      effectsAnswer(status, "{\"requestId\":\"R\"}".getBytes(UTF_8));
      assertUnclear(() -> provider.suspend("np_1", soon()));
    }
  }

  private void assertEveryCallIsAValueOrFailure(int call) {
    assertValueOrFailure(() -> CALLS.get(call).apply(provider));
    assertValueOrFailure(() -> CALLS.get(call).apply(defined));
    assertValueOrFailure(() -> DEFINED_CALLS.get(call % DEFINED_CALLS.size()).apply(defined));
  }

  /** Reads show a project that was never started. */
  private void effectsAnswer(int status, byte[] body) {
    wire.dispatch(
        request ->
            switch (Wire.action(request)) {
              case "DescribeProjectProgress" -> answer(200, RESTING.getBytes(UTF_8));
              case "DescribeProjectSteps" -> answer(200, NO_STEPS.getBytes(UTF_8));
              default -> answer(status, body);
            });
  }

  private static MockResponse answer(int status, byte[] body) {
    return new MockResponse.Builder().code(status).body(new Buffer().write(body)).build();
  }

  /** The beginning of a reply that reports success. */
  @Provide
  Arbitrary<byte[]> cutShort() {
    byte[] whole = Replies.SUBMITTED.strip().getBytes(UTF_8);
    return Arbitraries.integers()
        .between(0, whole.length - 1)
        .map(length -> Arrays.copyOf(whole, length));
  }
}
