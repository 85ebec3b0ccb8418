package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String CHECK = "CreateMigrateCheckJob";
  private static final String LIST = "DescribeMigrationJobs";

  private SandboxFixture sandbox;
  private TencentClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new TencentClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "throttle, 200, RequestLimitExceeded",
    "error-500, 500, InternalError",
    "soft-failure, 200, InternalError",
    "expired-token, 200, AuthFailure.TokenFailure",
    "clock-skew, 200, AuthFailure.SignatureExpire"
  })
  void a_refusal_does_nothing_and_is_over_after_its_times(String fault, int status, String code) {
    String id = Jobs.create(sandbox, false);
    sandbox.arm(CHECK, fault);

    Reply refused = client.job(CHECK, id);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(prechecks(id)).isZero();
    assertThat(client.job(CHECK, id).code()).isEmpty();
  }

  @Test
  void a_reset_before_the_work_does_nothing() {
    String id = Jobs.create(sandbox, false);
    sandbox.arm(CHECK, "reset-before");

    assertThatThrownBy(() -> client.job(CHECK, id)).isInstanceOf(UncheckedIOException.class);
    assertThat(prechecks(id)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-after", "half-body"})
  void an_answer_that_is_lost_comes_after_the_work(String fault) {
    String id = Jobs.create(sandbox, false);
    sandbox.arm(CHECK, fault);

    assertThatThrownBy(() -> client.job(CHECK, id)).isInstanceOf(UncheckedIOException.class);
    assertThat(prechecks(id)).isEqualTo(1);
    assertThat(
            sandbox.admin("GET", "/admin/calls", "").body().at("/" + CHECK + "/accepted").asInt())
        .isEqualTo(1);
  }

  @Test
  void an_answer_that_is_not_json_comes_after_the_work() {
    String id = Jobs.create(sandbox, false);
    sandbox.arm(CHECK, "not-json");

    Reply reply = client.job(CHECK, id);

    assertThat(reply.text()).startsWith("<html>");
    assertThat(prechecks(id)).isEqualTo(1);
  }

  @Test
  void a_late_answer_comes_after_its_duration() {
    sandbox.admin(
        "POST",
        "/admin/faults",
        "{\"action\":\"" + LIST + "\",\"fault\":\"late\",\"duration\":\"PT0.3S\"}");
    Instant before = Instant.now();

    assertThat(client.call(LIST, "{}").code()).isEmpty();
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(299));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeMigrationDetail", "DescribeMigrationCheckJob", LIST})
  void a_stale_status_is_that_of_before_the_check(String action) {
    String id = Jobs.create(sandbox, false);
    client.job(CHECK, id);
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    sandbox.arm(action, "stale-status");

    assertThat(client.job(action, id).text()).contains(stale(action)).doesNotContain("checkPass");
    assertThat(client.job(action, id).text()).contains("checkPass");
  }

  private static String stale(String action) {
    return action.equals("DescribeMigrationCheckJob") ? "notStarted" : "\"created\"";
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeMigrationDetail", "DescribeMigrationCheckJob", LIST})
  void an_unknown_status_is_named_by_no_document(String action) {
    String id = Jobs.create(sandbox, false);
    sandbox.arm("*", "unknown-status");

    client.job(CHECK, id);
    assertThat(client.job(action, id).text()).contains("\"rebalancing\"");
    assertThat(client.job(action, id).text()).doesNotContain("rebalancing");
  }

  @Test
  void a_page_that_changes_holds_what_was_on_the_one_before_and_leaves_something_out() {
    for (int i = 0; i < 3; i++) {
      Jobs.create(sandbox, false);
    }
    sandbox.arm("*", "changing-page");
    sandbox.arm("*", "changing-page");

    List<String> first = ids(client.call(LIST, "{\"Offset\":0}"));
    List<String> second = ids(client.call(LIST, "{\"Offset\":1}"));
    List<String> whole = ids(client.call(LIST, "{}"));

    assertThat(first).hasSize(1).isEqualTo(second);
    assertThat(whole).hasSize(3).startsWith(first.get(0));
  }

  private static List<String> ids(Reply reply) {
    assertThat(reply.get("TotalCount").asInt()).isEqualTo(3);
    return reply.get("JobList").findValuesAsText("JobId");
  }

  @Test
  void an_endless_check_goes_on_until_the_faults_are_taken_back_and_then_rests() {
    String id = Jobs.create(sandbox, false);
    sandbox.arm("*", "endless-check");

    assertThat(client.job(CHECK, id).code()).isEmpty();
    SandboxFixture.await(
        "every answer",
        () -> sandbox.job(id).at("/precheck/items/5/verdict").asText().equals("PASSED"));
    sandbox.restart();
    assertThat(client.job("DescribeMigrationDetail", id).get("Status").asText())
        .isEqualTo("checking");
    sandbox.admin("DELETE", "/admin/faults", "");

    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    assertThat(sandbox.engine.launches).isEmpty();
  }

  @Test
  void calls_beyond_the_limit_are_throttled_action_by_action(@TempDir Path data) {
    try (SandboxFixture limited = new SandboxFixture(data, Duration.ZERO, 2)) {
      TencentClient eager = new TencentClient(limited);
      SandboxFixture.await(
          "a throttled call", () -> eager.call(LIST, "{}").code().equals("RequestLimitExceeded"));
      assertThat(eager.job("DescribeMigrationDetail", "dts-nobody00").code())
          .isEqualTo("ResourceNotFound.ResourceNotFoundError");
    }
  }

  @Test
  void actions_of_one_name_in_two_versions_are_limited_apart(@TempDir Path data) {
    try (SandboxFixture limited = new SandboxFixture(data, Duration.ZERO, 1)) {
      TencentClient eager = new TencentClient(limited);
      SandboxFixture.await(
          "a throttled call",
          () -> eager.job("StartMigrateJob", "dts-nobody00").code().equals("RequestLimitExceeded"));

      assertThat(TencentClient.of2018(limited).job("StartMigrateJob", "dts-nobody00").code())
          .isEqualTo("ResourceNotFound.JobNotExist");
    }
  }

  @Test
  void reads_are_stale_for_a_while_after_a_check_and_after_a_start(@TempDir Path data) {
    try (SandboxFixture slow = new SandboxFixture(data, Duration.ofHours(1), 0)) {
      TencentClient reader = new TencentClient(slow);
      String id = Jobs.create(slow, false);
      reader.job(CHECK, id);
      slow.awaitStatus(id, "PRECHECK_PASSED");
      assertThat(status(reader, id)).isEqualTo("created");
      slow.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\",\"signatures\":false}");
      assertThat(status(reader, id)).isEqualTo("checkPass");

      assertThat(reader.job("StartMigrateJob", id).code()).isEmpty();
      assertThat(status(reader, id)).isEqualTo("checkPass");
      assertThat(reader.job("StartMigrateJob", id).code())
          .isEqualTo("OperationDenied.OperationDeniedError");
      slow.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\",\"signatures\":false}");
      assertThat(status(reader, id)).isEqualTo("running");
      assertThat(slow.job(id).at("/effects/movements").asInt()).isEqualTo(1);
    }
  }

  private static String status(TencentClient reader, String id) {
    return reader.job("DescribeMigrationDetail", id).get("Status").asText();
  }

  private int prechecks(String id) {
    return sandbox.job(id).at("/effects/prechecks").asInt();
  }
}
