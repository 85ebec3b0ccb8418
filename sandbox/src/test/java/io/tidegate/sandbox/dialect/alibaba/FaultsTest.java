package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
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
  private SandboxFixture sandbox;
  private RpcClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "throttle, 400, Throttling.User",
    "error-500, 500, InternalError",
    "expired-token, 403, InvalidSecurityToken.Expired",
    "clock-skew, 400, InvalidTimeStamp.Expired"
  })
  void aRefusalDoesNothingAndIsOverAfterItsTimes(String fault, int status, String code) {
    String id = sandbox.createJob();
    sandbox.arm("StartDtsJob", fault);

    Reply refused = client.call("StartDtsJob", "DtsJobId", id);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(starts(id)).isZero();
    assertThat(client.call("StartDtsJob", "DtsJobId", id).status()).isEqualTo(200);
  }

  @Test
  void aSoftFailureIsAnHttpSuccessThatDoesNothing() {
    String id = sandbox.createJob();
    sandbox.arm("StartDtsJob", "soft-failure");

    Reply reply = client.call("StartDtsJob", "DtsJobId", id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("Success").asBoolean()).isFalse();
    assertThat(reply.body().get("ErrCode").asText()).isEqualTo("InternalError");
    assertThat(starts(id)).isZero();
  }

  @Test
  void aResetBeforeTheWorkDoesNothing() {
    String id = sandbox.createJob();
    sandbox.arm("StartDtsJob", "reset-before");

    assertLost(id);
    assertThat(starts(id)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-after", "half-body"})
  void anAnswerThatIsLostComesAfterTheWork(String fault) {
    String id = sandbox.createJob();
    sandbox.arm("StartDtsJob", fault);

    assertLost(id);
    assertThat(starts(id)).isEqualTo(1);
    assertThat(sandbox.admin("GET", "/admin/calls", "").body().at("/StartDtsJob/accepted").asInt())
        .isEqualTo(1);
  }

  @Test
  void anAnswerThatIsNotJsonComesAfterTheWork() {
    String id = sandbox.createJob();
    sandbox.arm("StartDtsJob", "not-json");

    Reply reply = client.call("StartDtsJob", "DtsJobId", id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).startsWith("<html>");
    assertThat(starts(id)).isEqualTo(1);
  }

  @Test
  void aLateAnswerComesAfterItsDuration() {
    String id = sandbox.createJob();
    sandbox.admin(
        "POST",
        "/admin/faults",
        "{\"action\":\"StartDtsJob\",\"fault\":\"late\",\"duration\":\"PT0.3S\"}");
    Instant before = Instant.now();

    Reply reply = client.call("StartDtsJob", "DtsJobId", id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void aStaleStatusIsThatOfBeforeTheLastStart() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.arm("DescribeDtsJobDetail", "stale-status");

    assertThat(status(id)).isEqualTo("NotStarted");
    assertThat(status(id)).isEqualTo("Migrating");
  }

  @Test
  void aStaleStatusLastsAsLongAsItsDurationSaysFromTheFirstRead() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.admin(
        "POST",
        "/admin/faults",
        "{\"action\":\"DescribeDtsJobDetail\",\"fault\":\"stale-status\",\"times\":2,"
            + "\"duration\":\"PT1H\"}");
    pass("PT2H");

    for (int times = 0; times < 2; times++) {
      assertThat(status(id)).isEqualTo("NotStarted");
      assertThat(status(id)).isEqualTo("NotStarted");
      pass("PT59M");
      assertThat(status(id)).isEqualTo("NotStarted");
      pass("PT1M");
    }
    assertThat(status(id)).isEqualTo("Migrating");
    assertThat(sandbox.admin("GET", "/admin/faults", "").body()).isEmpty();
  }

  private void pass(String time) {
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"" + time + "\",\"signatures\":false}");
  }

  @Test
  void anUnknownStatusIsNamedByNoDocument() {
    String id = sandbox.createJob();
    sandbox.arm("*", "unknown-status");

    assertThat(client.call("StartDtsJob", "DtsJobId", id).status()).isEqualTo(200);
    assertThat(status(id)).isEqualTo("Rebalancing");
    assertThat(status(id)).isNotEqualTo("Rebalancing");
  }

  @Test
  void aPageThatChangesHoldsWhatWasOnTheOneBeforeAndLeavesSomethingOut() {
    String id = sandbox.createJob();
    client.call("StartDtsJob", "DtsJobId", id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.arm("*", "changing-page");
    sandbox.arm("*", "changing-page");

    assertThat(status(id)).as("has no pages, and does not use it up").isEqualTo("Migrating");
    Reply first = precheckPage(id, "1");
    Reply second = precheckPage(id, "2");
    Reply whole = precheckPage(id, "1");

    assertThat(first.body().get("TotalRecordCount").asInt()).isEqualTo(5);
    assertThat(items(first)).hasSize(1).isEqualTo(items(second));
    assertThat(items(whole)).hasSize(5).startsWith(items(first).get(0));
  }

  private Reply precheckPage(String id, String number) {
    return client.call("DescribePreCheckStatus", "DtsJobId", id, "JobCode", "01", "PageNo", number);
  }

  private static List<String> items(Reply reply) {
    return reply.body().get("JobProgress").findValuesAsText("Item");
  }

  @Test
  void anEndlessCheckGoesOnUntilTheFaultsAreTakenBack() {
    String id = sandbox.createJob();
    sandbox.arm("*", "endless-check");

    assertThat(status(id)).isEqualTo("NotStarted");
    client.call("StartDtsJob", "DtsJobId", id);
    SandboxFixture.await(
        "every answer",
        () -> sandbox.job(id).at("/precheck/items/4/verdict").asText().equals("PASSED"));
    assertThat(status(id)).isEqualTo("Prechecking");
    sandbox.restart();
    assertThat(status(id)).isEqualTo("Prechecking");
    sandbox.admin("DELETE", "/admin/faults", "");

    sandbox.awaitStatus(id, "MIGRATING");
  }

  @Test
  void faultsMeetCallsInTheOrderInWhichTheyWereArmed() {
    String id = sandbox.createJob();
    sandbox.arm("StartDtsJob", "error-500");
    sandbox.arm("*", "throttle");

    assertThat(client.call("StartDtsJob", "DtsJobId", id).code()).isEqualTo("InternalError");
    assertThat(client.call("StartDtsJob", "DtsJobId", id).code()).isEqualTo("Throttling.User");
    assertThat(client.call("StartDtsJob", "DtsJobId", id).status()).isEqualTo(200);
  }

  @Test
  void aFaultIsNotUsedUpByACallThatIsNotSigned() {
    sandbox.arm("*", "throttle");

    client.post(RpcClient.parameters("DescribeDtsJobs", "Signature", "AAAA"));

    assertThat(client.call("DescribeDtsJobs").code()).isEqualTo("Throttling.User");
  }

  @Test
  void callsBeyondTheLimitAreThrottled(@TempDir Path data) {
    try (SandboxFixture limited = new SandboxFixture(data, Duration.ZERO, 2)) {
      RpcClient eager = new RpcClient(limited);
      SandboxFixture.await(
          "a throttled call",
          () ->
              eager.call("DescribeDtsJobs").body().path("Code").asText().equals("Throttling.User"));
      assertThat(eager.call("DescribeMigrationJobs").status()).isEqualTo(200);
    }
  }

  /** Their documented limits are 40 a second and 20. */
  @Test
  void aJobsDetailIsAllowedTwiceAsOftenAsAnythingElse(@TempDir Path data) {
    try (SandboxFixture limited = new SandboxFixture(data, Duration.ZERO, 2)) {
      RpcClient eager = new RpcClient(limited);
      String id = limited.createJob();
      for (int call = 0; call < 4; call++) {
        assertThat(eager.call("DescribeDtsJobDetail", "DtsJobId", id).status()).isEqualTo(200);
      }
      SandboxFixture.await(
          "a throttled call",
          () ->
              eager.call("DescribeDtsJobDetail", "DtsJobId", id).code().equals("Throttling.User"));
    }
  }

  @Test
  void statusReadsAreStaleForAWhileAfterAStart(@TempDir Path data) {
    try (SandboxFixture slow = new SandboxFixture(data, Duration.ofHours(1), 0)) {
      RpcClient reader = new RpcClient(slow);
      String id = slow.createJob();
      reader.call("StartDtsJob", "DtsJobId", id);
      slow.awaitStatus(id, "MIGRATING");

      for (String action : new String[] {"DescribeDtsJobDetail", "DescribeDtsJobs"}) {
        assertThat(reader.call(action, "DtsJobId", id).body().findValuesAsText("Status"))
            .contains("NotStarted")
            .doesNotContain("Migrating");
      }
      slow.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\",\"signatures\":false}");
      assertThat(reader.call("DescribeDtsJobDetail", "DtsJobId", id).body().get("Status").asText())
          .isEqualTo("Migrating");
    }
  }

  private void assertLost(String id) {
    assertThatThrownBy(() -> client.call("StartDtsJob", "DtsJobId", id))
        .isInstanceOf(UncheckedIOException.class);
  }

  private String status(String id) {
    return client.call("DescribeDtsJobDetail", "DtsJobId", id).body().get("Status").asText();
  }

  private int starts(String id) {
    return sandbox.job(id).at("/effects/starts").asInt();
  }
}
