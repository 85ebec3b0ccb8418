package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TencentClientTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Credentials KEY = new Credentials("testid", "testsecret", null);
  private final Wire wire = new Wire();
  private final TencentClient client = client(KEY);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aCallIsAPostOfJsonSignedAsItIsSent() throws Exception {
    wire.answer(Wire.reply(""));

    assertThat(client.call("StartMigrateJob", Map.of("JobId", "j1"), soon()).requestId())
        .isEqualTo("R");

    RecordedRequest sent = wire.server.takeRequest();
    assertThat(sent.getMethod()).isEqualTo("POST");
    assertThat(sent.getUrl().encodedPath()).isEqualTo("/");
    assertThat(sent.getUrl().querySize()).isZero();
    assertThat(sent.getBody().utf8()).isEqualTo("{\"JobId\":\"j1\"}");
    assertThat(sent.getHeaders().get("X-TC-Version")).isEqualTo("2021-12-06");
    assertThat(sent.getHeaders().get("X-TC-Region")).isEqualTo("ap-guangzhou");
    assertThat(sent.getHeaders().get("X-TC-Language")).isEqualTo("en-US");
    assertThat(sent.getHeaders().get("X-TC-Token")).isNull();
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("content-type", "application/json; charset=utf-8");
    signed.put("host", wire.endpoint());
    signed.put("x-tc-action", "StartMigrateJob");
    assertThat(sent.getHeaders().get("Content-Type")).isEqualTo(signed.get("content-type"));
    assertThat(sent.getHeaders().get("Host")).isEqualTo(signed.get("host"));
    assertThat(sent.getHeaders().get("Authorization"))
        .isEqualTo(
            Tc3Signer.authorization(
                KEY, "dts", timestamp(sent), signed, sent.getBody().toByteArray()));
  }

  @Test
  void aTemporaryKeySendsItsToken() throws Exception {
    wire.answer(Wire.reply(""));

    client(new Credentials("id", "secret", "token")).call("StartMigrateJob", Map.of(), soon());

    RecordedRequest sent = wire.server.takeRequest();
    assertThat(sent.getHeaders().get("X-TC-Token")).isEqualTo("token");
    assertThat(sent.getBody().utf8()).isEqualTo("{}");
  }

  @Test
  void anErrorIsARefusalWhateverTheHttpStatusSays() {
    wire.answer(
        "{\"Response\":{\"Error\":{\"Code\":\"OperationDenied.OperationDeniedError\","
            + "\"Message\":\"not now\"},\"RequestId\":\"R2\"}}");

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e)
        .hasMessage(
            "tencent StartMigrateJob: not now"
                + " (code=OperationDenied.OperationDeniedError, requestId=R2)");
  }

  @Test
  void anErrorThatIsNothingIsNone() {
    wire.answer("{\"Response\":{\"Error\":null,\"RequestId\":\"R3\"}}");

    assertThat(client.call("StartMigrateJob", Map.of(), soon()).requestId()).isEqualTo("R3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\"x\"", "[]", "7", "{\"Message\":\"m\"}", "{\"Code\":\"\"}"})
  void anErrorWithoutACodeIsNoSuccessAndLeavesTheEffectUnclear(String error) {
    wire.answer("{\"Response\":{\"Error\":%s,\"RequestId\":\"R\"}}".formatted(error));

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
  }

  @Test
  void troubleOfTheServiceLeavesTheEffectUnclear() {
    wire.answer(Wire.refusal("InternalError.LockError"));

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
    assertThat(e.requestId()).isEqualTo("R");
  }

  @Test
  void aThrottledCallHadNoEffect() {
    wire.answer(Wire.refusal("RequestLimitExceeded.UinLimitExceeded"));

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 301, 400, 403, 500, 502})
  void anotherHttpStatusIsOfWhatStandsBetweenWhateverItsBodySays(int status) {
    for (String body :
        new String[] {"<html>", Wire.reply(""), Wire.refusal("AuthFailure.SignatureFailure")}) {
      wire.answer(status, body);

      ProviderException e = refused();

      assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
      assertThat(e.code()).isEqualTo("HTTP " + status);
    }
  }

  @Test
  void anotherHttpStatusIsToldWithWhatWasSaidAndTheIdOfTheRequest() {
    wire.answer(500, Wire.refusal("InternalError"));

    ProviderException e = refused();

    assertThat(e.requestId()).isEqualTo("R");
    assertThat(e.getMessage()).contains("HTTP 500", "InternalError");
  }

  @Test
  void whatIsNotAReplyIsNoSuccess() {
    for (String body :
        new String[] {
          "",
          "no",
          "[]",
          "{}",
          "{\"a\":",
          "{\"Response\":null}",
          "{\"Response\":{}}",
          "{\"Response\":\"x\"}",
          "{\"RequestId\":\"R\"}"
        }) {
      wire.answer(body);

      ProviderException e = refused();

      assertThat(e.kind()).as(body).isEqualTo(Kind.TRANSIENT);
      assertThat(e.effect()).as(body).isEqualTo(Effect.UNCLEAR);
    }
  }

  @Test
  void aSkewedClockIsSignedOnceMoreWithTheTimeOfTheServer() throws Exception {
    Instant theirs = CLOCK.instant().plus(Duration.ofHours(30));
    wire.answer(skewed(theirs)).answer(Wire.reply(""));

    client.call("StartMigrateJob", Map.of(), soon());

    wire.server.takeRequest();
    RecordedRequest second = wire.server.takeRequest();
    assertThat(timestamp(second)).isBetween(theirs.minusSeconds(5), theirs.plusSeconds(5));
    assertThat(second.getHeaders().get("Authorization"))
        .contains("/" + timestamp(second).atOffset(ZoneOffset.UTC).toLocalDate() + "/dts/");
  }

  @Test
  void aClockThatStaysSkewedIsRefusedAfterTheSecondTime() {
    wire.answer(skewed(CLOCK.instant())).answer(skewed(CLOCK.instant()));

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.AUTH);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.advice()).contains("clock");
    assertThat(wire.server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void refusedCredentialsAreMarkedAndNotQuoted() {
    wire.answer(
        "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\","
            + "\"Message\":\"tok3n testsecret\"},\"RequestId\":\"R9\"}}");
    Credentials temporary = new Credentials("id", "testsecret", "tok3n");

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> client(temporary).call("StartMigrateJob", Map.of(), soon()));

    assertThat(e.kind()).isEqualTo(Kind.AUTH);
    assertThat(e.getMessage()).doesNotContain("tok3n").doesNotContain("testsecret");
    assertThat(e.credentials()).isEqualTo(CredentialsMarks.of(temporary));
  }

  @Test
  void jobsOfAFinanceRegionAreDrivenFromThere() {
    assertThat(TencentClient.endpointOf(wire.settings(CredentialsSource.fixed(KEY))))
        .isEqualTo(wire.endpoint());
    assertThat(TencentClient.hostOf("ap-guangzhou")).isEqualTo("dts.tencentcloudapi.com");
    assertThat(TencentClient.hostOf("ap-shanghai-fsi"))
        .isEqualTo("dts.ap-shanghai-fsi.tencentcloudapi.com");
  }

  private static Instant timestamp(RecordedRequest sent) {
    return Instant.ofEpochSecond(Long.parseLong(sent.getHeaders().get("X-TC-Timestamp")));
  }

  private static MockResponse skewed(Instant theirs) {
    return new MockResponse.Builder()
        .addHeader(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC)))
        .body(Wire.refusal("AuthFailure.SignatureExpire"))
        .build();
  }

  private ProviderException refused() {
    return catchThrowableOfType(
        ProviderException.class, () -> client.call("StartMigrateJob", Map.of(), soon()));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private TencentClient client(Credentials credentials) {
    return new TencentClient(
        wire.settings(CredentialsSource.fixed(credentials)),
        "2021-12-06",
        new CallBudget(1_000),
        wire.meters,
        CLOCK);
  }
}
