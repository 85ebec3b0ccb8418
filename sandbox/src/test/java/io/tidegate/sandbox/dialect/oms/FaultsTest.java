package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.oms.OmsClient.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String SUBMIT = "SubmitPreCheck";
  private static final String START = "StartProject";
  private static final String LIST = "ListProjects";

  private SandboxFixture sandbox;
  private OmsClient client;
  private String id;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new OmsClient(sandbox);
    id = Scene.create(sandbox, false);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "throttle, 429, ''",
    "error-500, 500, INNER_ERROR",
    "soft-failure, 200, GHANA-OPERIE000000",
    "expired-token, 401, ''"
  })
  void a_refusal_does_nothing_and_is_over_after_its_times(String fault, int status, String code) {
    sandbox.arm(START, fault);

    Reply refused = client.id(START, id);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.success()).isFalse();
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.message()).isNotBlank();
    assertThat(prechecks()).isZero();
    assertThat(client.id(START, id).success()).isTrue();
  }

  @Test
  void a_reset_before_the_work_does_nothing() {
    sandbox.arm(START, "reset-before");

    assertThatThrownBy(() -> client.id(START, id)).isInstanceOf(UncheckedIOException.class);
    assertThat(prechecks()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-after", "half-body"})
  void an_answer_that_is_lost_comes_after_the_work(String fault) {
    String definition = client.definition(id).toString();
    sandbox.arm(SUBMIT, fault);

    assertThatThrownBy(() -> client.call(SUBMIT, definition))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(prechecks()).isEqualTo(1);
    assertThat(
            sandbox.admin("GET", "/admin/calls", "").body().at("/" + SUBMIT + "/accepted").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_gateway_that_lost_its_service_says_so_in_html_after_the_work() {
    sandbox.arm(START, "not-json");

    Reply reply = client.id(START, id);

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).startsWith("<html>");
    assertThat(prechecks()).isEqualTo(1);
  }

  @Test
  void a_date_is_in_no_request_and_cannot_be_wrong() {
    sandbox.arm(START, "clock-skew");

    assertThat(client.id(START, id).success()).isTrue();
  }

  @Test
  void a_late_answer_comes_after_its_duration() {
    sandbox.admin(
        "POST",
        "/admin/faults",
        "{\"action\":\"" + LIST + "\",\"fault\":\"late\",\"duration\":\"PT0.3S\"}");
    Instant before = Instant.now();

    assertThat(client.call(LIST, "{}").success()).isTrue();
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(299));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeProject", "DescribeProjectProgress", LIST})
  void a_stale_status_is_that_of_before_the_start(String action) {
    client.id(START, id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.arm(action, "stale-status");

    assertThat(client.id(action, id).text()).contains("\"status\":\"INIT\"");
    assertThat(client.id(action, id).text()).contains("\"status\":\"RUNNING\"");
  }

  @Test
  void stale_steps_and_checks_have_not_begun() {
    String check = client.submit(id).data().asText();
    client.id(START, id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.arm("*", "stale-status");
    sandbox.arm("*", "stale-status");

    assertThat(client.id("DescribeProjectSteps", id).data().findValuesAsText("status"))
        .containsOnly("INIT");
    assertThat(client.id("GetPreCheckResult", check).data("/projectStatus")).isEqualTo("INIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeProject",
        "DescribeProjectProgress",
        LIST,
        "DescribeProjectSteps",
        "GetPreCheckResult"
      })
  void an_unknown_status_is_named_by_no_document(String action) {
    String of = action.equals("GetPreCheckResult") ? client.submit(id).data().asText() : id;
    sandbox.arm("*", "unknown-status");

    client.id(START, id);
    assertThat(client.id(action, of).text()).contains("\"REBALANCING\"");
    assertThat(client.id(action, of).text()).doesNotContain("REBALANCING");
  }

  @Test
  void a_page_that_changes_holds_what_was_on_the_one_before_and_leaves_something_out() {
    Scene.create(sandbox, false);
    Scene.create(sandbox, false);
    sandbox.arm("*", "changing-page");
    sandbox.arm("*", "changing-page");

    List<String> first = ids(client.call(LIST, "{\"pageNumber\":1}"));
    List<String> second = ids(client.call(LIST, "{\"pageNumber\":2}"));
    List<String> whole = ids(client.call(LIST, "{}"));

    assertThat(first).hasSize(1).isEqualTo(second);
    assertThat(whole).hasSize(3).startsWith(first.get(0));
  }

  private static List<String> ids(Reply reply) {
    assertThat(reply.envelope().get("totalCount").asInt()).isEqualTo(3);
    return StreamSupport.stream(reply.data().spliterator(), false)
        .map(project -> project.get("id").asText())
        .toList();
  }

  @Test
  void an_endless_check_goes_on_until_the_faults_are_taken_back() {
    sandbox.arm(SUBMIT, "endless-check");
    String check = client.submit(id).data().asText();
    SandboxFixture.await(
        "every answer",
        () ->
            sandbox.job(id).at("/standalonePrechecks/0/items/5/verdict").asText().equals("PASSED"));
    sandbox.restart();
    SandboxFixture.await(
        "every answer again",
        () ->
            sandbox.job(id).at("/standalonePrechecks/0/items/5/verdict").asText().equals("PASSED"));
    assertThat(client.id("GetPreCheckResult", check).data("/projectStatus")).isEqualTo("RUNNING");
    assertThat(client.id("GetPreCheckResult", check).data("/progress")).isEqualTo("99.0");
    sandbox.admin("DELETE", "/admin/faults", "");

    SandboxFixture.await(
        "the end",
        () -> client.id("GetPreCheckResult", check).data("/projectStatus").equals("FINISHED"));
  }

  @Test
  void an_endless_first_step_goes_on_until_the_faults_are_taken_back_and_then_runs_on() {
    sandbox.arm(START, "endless-check");

    client.id(START, id);
    SandboxFixture.await(
        "every answer",
        () -> sandbox.job(id).at("/precheck/items/5/verdict").asText().equals("PASSED"));
    assertThat(client.id("DescribeProjectSteps", id).data("/0/status")).isEqualTo("RUNNING");
    assertThat(sandbox.engine.launches).isEmpty();
    sandbox.admin("DELETE", "/admin/faults", "");

    sandbox.awaitStatus(id, "MIGRATING");
  }

  @Test
  void calls_are_not_limited(@TempDir Path data) {
    try (SandboxFixture limited = new SandboxFixture(data, Duration.ZERO, 1)) {
      OmsClient eager = new OmsClient(limited);
      for (int i = 0; i < 20; i++) {
        assertThat(eager.call(LIST, "{}").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void reads_are_stale_for_a_while_after_a_start(@TempDir Path data) {
    try (SandboxFixture slow = new SandboxFixture(data, Duration.ofHours(1), 0)) {
      OmsClient reader = new OmsClient(slow);
      String project = Scene.create(slow, false);
      assertThat(reader.id(START, project).success()).isTrue();
      slow.awaitStatus(project, "MIGRATING");

      assertThat(status(reader, project)).isEqualTo("INIT");
      assertThat(reader.id(START, project).code()).isEqualTo("GHANA-OPERAT000999");
      slow.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\"}");
      assertThat(status(reader, project)).isEqualTo("RUNNING");
      assertThat(slow.job(project).at("/effects/movements").asInt()).isEqualTo(1);
    }
  }

  private static String status(OmsClient reader, String project) {
    return reader.id("DescribeProjectProgress", project).data("/status");
  }

  private int prechecks() {
    return sandbox.job(id).at("/effects/prechecks").asInt();
  }
}
