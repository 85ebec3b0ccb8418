package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.http.HttpClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlibabaClientTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private final Wire wire = new Wire();
  private final AlibabaClient client =
      client(CredentialsSource.fixed(new Credentials("testid", "testsecret", null)));

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aCallIsASignedPostWithItsParametersInTheQuery() throws Exception {
    wire.answer("{\"RequestId\":\"R1\",\"Success\":true}");

    AlibabaReply reply = client.call("StartDtsJob", Map.of("DtsJobId", "j1", "Empty", ""), soon());

    assertThat(reply.requestId()).isEqualTo("R1");
    RecordedRequest sent = wire.server.takeRequest();
    assertThat(sent.getMethod()).isEqualTo("POST");
    assertThat(sent.getBodySize()).isZero();
    assertThat(sent.getUrl().queryParameterNames())
        .containsExactlyInAnyOrder("RegionId", "DtsJobId");
    assertThat(sent.getHeaders().get("host")).isEqualTo(wire.endpoint());
    assertThat(sent.getHeaders().get("x-acs-version")).isEqualTo("2020-01-01");
    assertThat(sent.getHeaders().get("Authorization"))
        .startsWith(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=");
  }

  @Test
  void aTemporaryKeySendsAndSignsItsToken() throws Exception {
    wire.answer("{\"RequestId\":\"R1\"}");

    client(CredentialsSource.fixed(new Credentials("STS.x", "secret", "token")))
        .call("StartDtsJob", Map.of(), soon());

    RecordedRequest sent = wire.server.takeRequest();
    assertThat(sent.getHeaders().get("x-acs-security-token")).isEqualTo("token");
    assertThat(sent.getHeaders().get("Authorization"))
        .contains("x-acs-accesskey-id;")
        .contains(";x-acs-security-token;");
  }

  @Test
  void anHttpErrorIsItsCode() {
    wire.answer(
        403,
        "{\"RequestId\":\"R2\",\"Code\":\"DTS.Msg.OperationDenied.JobStatus\",\"Message\":\"not now\","
            + "\"Recommend\":\"https://example.org/help\"}");

    ProviderException e = refused("StartDtsJob");

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.advice()).isEqualTo("https://example.org/help");
    assertThat(e)
        .hasMessage("alibaba StartDtsJob: not now (code=OperationDenied.JobStatus, requestId=R2)");
  }

  @Test
  void aSoftFailureIsAFailureHoweverItsFlagIsWritten() {
    wire.answer(
        "{\"RequestId\":\"R3\",\"Success\":\"false\",\"HttpStatusCode\":200,\"Code\":\"200\","
            + "\"ErrCode\":\"InvalidParameter\","
            + "\"ErrMessage\":\"The Value of Input Parameter %s is not valid.\","
            + "\"DynamicMessage\":\"DtsJobId\"}");

    ProviderException e = refused("StartDtsJob");

    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.code()).isEqualTo("InvalidParameter");
    assertThat(e.reason()).isEqualTo("The Value of Input Parameter DtsJobId is not valid.");
  }

  @Test
  void anEmptyErrMessageOnASuccessIsASuccess() {
    wire.answer("{\"RequestId\":\"R4\",\"Success\":true,\"ErrCode\":\"\",\"ErrMessage\":\"\"}");

    assertThat(client.call("StartDtsJob", Map.of(), soon()).requestId()).isEqualTo("R4");
  }

  @Test
  void aThrottledAnswerHadNoEffectAndSlowsTheAccount() {
    wire.answer(
        400, "{\"RequestId\":\"R5\",\"Code\":\"Throttling.User\",\"Message\":\"slow down\"}");

    ProviderException e = refused("StartDtsJob");

    assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.advice()).contains("15 to 30 s");
    assertThat(
            wire.meters
                .get("tidegate.provider.calls")
                .tags("account", "hz", "action", "StartDtsJob", "outcome", "throttled")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aServerErrorLeavesTheEffectUnclear() {
    wire.answer(503, "<html>Bad gateway</html>");

    ProviderException e = refused("StartDtsJob");

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
    assertThat(e.code()).isEqualTo("HTTP 503");
  }

  @Test
  void whatIsNotAReplyIsNoSuccess() {
    for (String body : new String[] {"", "not json", "[]", "{}", "<html>ok</html>", "{\"a\":"}) {
      wire.answer(body);

      ProviderException e = refused("StartDtsJob");

      assertThat(e.kind()).as(body).isEqualTo(Kind.TRANSIENT);
      assertThat(e.effect()).as(body).isEqualTo(Effect.UNCLEAR);
    }
  }

  @Test
  void aReplyThatBreaksOffLeavesTheEffectUnclear() {
    wire.answer(
        new MockResponse.Builder()
            .body("{\"RequestId\":\"R6\",\"Success\":true}" + " ".repeat(10_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertThat(refused("StartDtsJob").effect()).isEqualTo(Effect.UNCLEAR);
  }

  @Test
  void aReplyThatNeverComesIsGivenUpAtTheDeadline() {
    wire.answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    ProviderException e = refused("StartDtsJob", Deadline.in(Duration.ofMillis(300)));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
  }

  @Test
  void aHugeReplyIsNotReadToItsEnd() {
    Buffer huge = new Buffer();
    huge.write(new byte[HttpClients.MAX_BODY + 1]);
    wire.answer(new MockResponse.Builder().body(huge).build());

    assertThat(refused("DescribeDtsJobs").reason()).contains("longer than");
  }

  @Test
  void aServiceThatIsNotThereWasNotReached() {
    wire.close();

    ProviderException e = refused("StartDtsJob");

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.code()).isEqualTo("NotReached");
  }

  @Test
  void nothingLeavesAfterTheDeadline() {
    ProviderException e = refused("StartDtsJob", Deadline.in(Duration.ofMillis(-1)));

    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(wire.server.getRequestCount()).isZero();
  }

  @Test
  void aRedirectIsNotFollowed() {
    wire.answer(
        new MockResponse.Builder().code(307).addHeader("Location", "http://127.0.0.1:1/").build());

    assertThat(refused("StartDtsJob").kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(wire.server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aSkewedClockIsSignedOnceMoreWithTheTimeOfTheServer() throws Exception {
    Instant theirs = CLOCK.instant().plus(Duration.ofHours(3));
    wire.answer(skewed(theirs)).answer("{\"RequestId\":\"R7\",\"Success\":true}");

    assertThat(client.call("StartDtsJob", Map.of(), soon()).requestId()).isEqualTo("R7");

    RecordedRequest first = wire.server.takeRequest();
    RecordedRequest second = wire.server.takeRequest();
    assertThat(Instant.parse(second.getHeaders().get("x-acs-date")))
        .isBetween(theirs.minusSeconds(5), theirs.plusSeconds(5));
    assertThat(second.getHeaders().get("x-acs-signature-nonce"))
        .isNotEqualTo(first.getHeaders().get("x-acs-signature-nonce"));
  }

  @Test
  void aClockThatStaysSkewedIsRefusedAfterTheSecondTime() {
    wire.answer(skewed(CLOCK.instant())).answer(skewed(CLOCK.instant()));

    ProviderException e = refused("StartDtsJob");

    assertThat(e.kind()).isEqualTo(Kind.AUTH);
    assertThat(e.advice()).contains("clock");
    assertThat(wire.server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aRefusedKeyThatWasRenewedMeanwhileIsWorthAnotherAttempt() {
    AtomicInteger refusals = new AtomicInteger();
    CredentialsSource rotating =
        new CredentialsSource() {
          @Override
          public Credentials get() {
            return new Credentials("id" + refusals.get(), "secret", null);
          }

          @Override
          public void refused(Credentials used) {
            refusals.incrementAndGet();
          }
        };
    wire.answer(
        403,
        "{\"RequestId\":\"R8\",\"Code\":\"InvalidSecurityToken.Expired\",\"Message\":\"old\"}");

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class, () -> client(rotating).call("StartDtsJob", Map.of(), soon()));

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(wire.server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void secretsThatTheServiceQuotesAreNotPassedOn() {
    wire.answer(
        400,
        "{\"RequestId\":\"R9\",\"Code\":\"SignatureDoesNotMatch\","
            + "\"Message\":\"x-acs-security-token:tok3n testsecret\"}");
    AlibabaClient temporary =
        client(CredentialsSource.fixed(new Credentials("id", "testsecret", "tok3n")));

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class, () -> temporary.call("StartDtsJob", Map.of(), soon()));

    assertThat(e.getMessage()).doesNotContain("tok3n").doesNotContain("testsecret");
    assertThat(e.kind()).isEqualTo(Kind.AUTH);
  }

  private MockResponse skewed(Instant theirs) {
    return new MockResponse.Builder()
        .code(400)
        .addHeader(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC)))
        .body("{\"RequestId\":\"R\",\"Code\":\"InvalidTimeStamp.Expired\",\"Message\":\"clock\"}")
        .build();
  }

  private ProviderException refused(String action) {
    return refused(action, soon());
  }

  private ProviderException refused(String action, Deadline deadline) {
    return catchThrowableOfType(
        ProviderException.class, () -> client.call(action, Map.of(), deadline));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private AlibabaClient client(CredentialsSource credentials) {
    return new AlibabaClient(
        wire.settings(Family.DTS, credentials), new CallBudget(1_000), wire.meters, CLOCK);
  }
}
