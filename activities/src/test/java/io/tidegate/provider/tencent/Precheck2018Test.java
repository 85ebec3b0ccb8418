package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.json.WireJson;
import io.tidegate.provider.tencent.wire.DescribeMigrateCheckJobReply;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.PrecheckReport.State;
import io.tidegate.workflow.policy.GateDecision;
import io.tidegate.workflow.policy.GatePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Precheck2018Test {
  private static final String PASSED = "describe-migrate-check-job.json";
  private static final String FAILED = "describe-migrate-check-job-failed.repaired.json";

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider2018();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void the_published_pass_is_one() throws IOException {
    always("4", sample(PASSED));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(State.PASSED);
    assertThat(report.status()).isEqualTo("finished, CheckFlag 1");
    assertThat(report.runId()).isEmpty();
    assertThat(report.bootTime()).isEmpty();
    assertThat(report.total()).isEqualTo(1);
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.items()).isEmpty();
    assertThat(decided(report)).isEqualTo(GateDecision.Kind.PROCEED);
  }

  @Test
  void the_published_failure_is_one_item_with_the_services_message() throws IOException {
    always("5", sample(FAILED));

    PrecheckReport report = provider.report("j1");
    ChecksPage page = provider.reportPage("j1", ChecksPart.PRECHECK, 1, 100);

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.items())
        .containsExactly(
            new PrecheckItem(
                "PRECHECK",
                Verdict.FAILED,
                "finished, CheckFlag 0",
                false,
                Skippable.NO,
                false,
                "The selected table does not exist. Please select another one [the input"
                    + " parameter \"table\" was not found in the source instance]",
                "the service's error code: -1",
                "",
                List.of(),
                ""));
    assertThat(page.rows())
        .singleElement()
        .matches(row -> row.fields().contains("\"ErrorCode\":-1,\"ErrorMessage\":\"The selected"));
    GateDecision decision = decision(report);
    assertThat(decision.kind()).isEqualTo(GateDecision.Kind.WAIT);
    assertThat(decision.objections())
        .singleElement()
        .matches(o -> o.why().contains("the service has no way to shield it; repair it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {PASSED, FAILED})
  void every_leaf_of_the_samples_is_in_our_record(String name) throws IOException {
    JsonNode sent = new ObjectMapper().readTree(sample(name)).path("Response");
    JsonMapper encoder =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    ObjectNode read = encoder.valueToTree(WireJson.read(sent, DescribeMigrateCheckJobReply.class));

    // The envelope has the request's id.
    assertThat(read).hasSize(sent.size() - 1);
    read.properties()
        .forEach(
            leaf ->
                assertThat(leaf.getValue().asText())
                    .as(leaf.getKey())
                    .isEqualTo(sent.path(leaf.getKey()).asText()));
  }

  @ParameterizedTest
  @CsvSource({
    "4, finished, 1, PASSED, PROCEED",
    "4, finished, 0, FAILED, WAIT",
    "4, finished, 3, UNKNOWN, WAIT",
    "4, finished, '', UNKNOWN, WAIT",
    "4, unavailable, 1, UNKNOWN, WAIT",
    "4, running, 1, RUNNING, WAIT",
    "4, '', 1, UNKNOWN, WAIT",
    "5, finished, 0, FAILED, WAIT",
    "5, finished, 3, UNKNOWN, WAIT",
    "5, starting, 3, RUNNING, WAIT",
    "5, unavailable, 3, UNKNOWN, WAIT",
    // What is shown while the job checks is the verdict of the run before.
    "3, finished, 1, RUNNING, WAIT",
    "3, finished, 0, RUNNING, WAIT",
    "3, running, 3, RUNNING, WAIT",
    // A change of the job took the verdict back.
    "1, finished, 1, NOT_RUN, WAIT",
    "1, finished, 0, NOT_RUN, WAIT",
    "1, unavailable, 3, NOT_RUN, WAIT",
    "1, '', '', NOT_RUN, WAIT",
    "1, running, 3, RUNNING, WAIT",
    "7, finished, 1, PASSED, PROCEED",
    "23, finished, 1, PASSED, PROCEED",
  })
  void a_check_passes_by_its_task_and_its_flag_alone(
      String job, String task, String flag, State state, GateDecision.Kind decision) {
    always(job, check(task, "0", "m", "\"" + flag + "\""));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(state);
    assertThat(decided(report)).isEqualTo(decision);
  }

  @Test
  void reports_of_one_check_are_alike_whichever_call_read_them() throws IOException {
    always("5", sample(FAILED));
    PrecheckReport first = provider.report("j1");
    always("5", sample(FAILED).replace("67b4cfcf", "00000000"));

    assertThat(provider.report("j1")).isEqualTo(first);
  }

  @Test
  void a_pass_with_an_error_code_is_a_warning_for_the_policy_to_decide() {
    always("4", check("finished", "17", "slow log", "1"));

    PrecheckReport report = provider.report("j1");

    assertThat(report.state()).isEqualTo(State.PASSED);
    assertThat(report.items())
        .singleElement()
        .matches(i -> i.verdict() == Verdict.WARNING && i.message().equals("slow log"))
        .matches(i -> i.detail().contains("17"));
    assertThat(
            new GatePolicy("orders", new Policy(Policy.Warnings.ASK, List.of()), List.of())
                .decide(report, Set.of(), Instant.EPOCH)
                .kind())
        .isEqualTo(GateDecision.Kind.ASK);
  }

  @Test
  void a_check_that_runs_says_how_far_it_is() {
    always("3", check("running", "0", "", "3").replace("\"PROGRESS\"", "\"30\""));

    PrecheckReport report = provider.report("j1");

    assertThat(report.status()).isEqualTo("running, 30 %");
    assertThat(report.items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, NOT_RUN", "3, RUNNING", "7, UNKNOWN", "9, UNKNOWN", "10, UNKNOWN"})
  void a_refusal_to_tell_of_a_check_is_trouble_only_where_it_has_a_verdict(
      String job, State state) {
    always(job, Wire.refusal("FailedOperation.NotAllowOperation"));

    assertThat(provider.report("j1").state()).isEqualTo(state);
    assertThat(provider.report("j1").items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5"})
  void of_a_check_that_is_over_it_is_trouble(String job) {
    always(job, Wire.refusal("FailedOperation.NotAllowOperation"));

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> provider.report("j1"));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void a_verdict_beside_which_the_job_changed_is_read_again() throws Exception {
    wire.answer(job("5"))
        .answer(check("finished", "-1", "m", "0"))
        .answer(job("4"))
        .answer(job("4"))
        .answer(check("finished", "0", "ok", "1"))
        .answer(job("4"));

    assertThat(provider.report("j1").state()).isEqualTo(State.PASSED);
    assertThat(wire.asked()).hasSize(6);
  }

  private static GateDecision.Kind decided(PrecheckReport report) {
    return decision(report).kind();
  }

  private static GateDecision decision(PrecheckReport report) {
    return new GatePolicy("orders", new Policy(Policy.Warnings.ACCEPT, List.of()), List.of())
        .decide(report, Set.of(), Instant.EPOCH);
  }

  private void always(String status, String check) {
    wire.always("DescribeMigrateJobs", job(status)).always("DescribeMigrateCheckJob", check);
  }

  private static String job(String status) {
    return Wire.reply(
        "\"TotalCount\":1,\"JobList\":[{\"JobId\":\"j1\",\"Status\":%s}]".formatted(status));
  }

  private static String check(String task, String code, String message, String flag) {
    return Wire.reply(
        """
        "Status":"%s","ErrorCode":%s,"ErrorMessage":"%s","Progress":"PROGRESS","CheckFlag":%s"""
            .formatted(task, code, message, flag));
  }

  private static String sample(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Precheck2018Test.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
