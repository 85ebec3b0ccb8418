package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OmsClientTest {
  private final Wire wire = new Wire();
  private final OmsClient client = client(Wire.USER);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aCallIsAPostOfJsonWithUserAndPassword() throws Exception {
    wire.answer(Wire.reply("null"));
    Credentials umlauts = new Credentials("admin", "gehe1m-\u00e4\u00f6\u00fc", null);

    assertThat(client(umlauts).call("StartProject", Map.of("id", "np_1"), soon()).requestId())
        .isEqualTo("R");

    RecordedRequest sent = wire.server.takeRequest();
    assertThat(sent.getMethod()).isEqualTo("POST");
    assertThat(sent.getUrl().encodedPath()).isEqualTo("/api/v2");
    assertThat(sent.getUrl().query()).isEqualTo("Action=StartProject");
    assertThat(sent.getBody().utf8()).isEqualTo("{\"id\":\"np_1\"}");
    assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(sent.getHeaders().get("Authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        "admin:gehe1m-\u00e4\u00f6\u00fc".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void thePortIsThatOfTheConsoleUnlessOneIsNamed() {
    assertThat(endpoint("oms.example.com")).isEqualTo("oms.example.com:8089");
    assertThat(endpoint("oms.example.com:443")).isEqualTo("oms.example.com:443");
    assertThat(endpoint("[::1]")).isEqualTo("[::1]:8089");
    assertThatThrownBy(() -> endpoint("")).hasMessageContaining("endpoint is missing");
  }

  private String endpoint(String said) {
    return OmsClient.endpointOf(wire.settings(CredentialsSource.fixed(Wire.USER), said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":true,\"requestId\":\"R\",\"data\":7}",
        "{\"success\":\"true\",\"requestId\":\"R\",\"data\":7}",
        "{\"Success\":true,\"RequestId\":\"R\",\"Data\":7}",
        "{\"SUCCESS\":\"True\",\"REQUESTID\":\"R\",\"DATA\":7}",
      })
  void successIsReadInAnySpelling(String body) {
    wire.answer(body);

    OmsReply reply = client.call("ListProjects", Map.of(), soon());

    assertThat(reply.requestId()).isEqualTo("R");
    assertThat(reply.data().asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"success\":null,\"data\":[]}",
        "{\"success\":\"\",\"data\":[]}",
        "{\"requestId\":\"R\",\"data\":[]}",
        "{\"succes",
      })
  void whatDoesNotSayThatItWasTakenIsNoSuccess(String body) {
    wire.answer(body);

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
    assertThat(e.code()).isEqualTo("UnexpectedReply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>login</html>", "", "[]", "\"true\"", "hello"})
  void aPageOfAnotherProgramIsNoReplyAndIsNotAskedAgain(String body) {
    wire.answer(body);

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.CALLER);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
    assertThat(e.advice()).contains("endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTH, NONE",
    "403, AUTH, NONE",
    "404, CALLER, NONE",
    "302, CALLER, UNCLEAR",
    "408, TRANSIENT, UNCLEAR",
    "429, THROTTLED, NONE",
    "500, TRANSIENT, UNCLEAR",
    "502, TRANSIENT, UNCLEAR",
  })
  void anotherStatusIsAFailureWhateverItsBodySays(int status, Kind kind, Effect effect) {
    for (String body : new String[] {"<html>", Wire.reply("null"), "{\"success\":false}"}) {
      wire.answer(status, body);

      ProviderException e = refused();

      assertThat(e.kind()).as(body).isEqualTo(kind);
      assertThat(e.code()).isEqualTo("HTTP " + status);
      if (kind == Kind.AUTH) {
        assertThat(e.credentials()).isEqualTo(CredentialsMarks.of(Wire.USER));
        assertThat(e.advice()).contains("password");
      }
    }
    wire.answer(status, "<html>");
    assertThat(refused().effect()).isEqualTo(effect);
  }

  @Test
  void aRefusalComesWithStatus200AndCarriesWhatTheServiceAdvises() {
    wire.answer(
        """
        {"success":false,"code":"GHANA-OPERAT000007","message":"it runs","advice":"stop it first",
         "errorDetail":{"code":"X","proposal":"or wait"},"requestId":"R9","data":null}""");

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e).hasMessage("oms StartProject: it runs (code=GHANA-OPERAT000007, requestId=R9)");
    assertThat(e.advice()).isEqualTo("stop it first; or wait");
  }

  @Test
  void codeAndMessageMayStandInTheDetailAlone() {
    wire.answer(
        """
        {"Success":"false","ErrorDetail":{"Code":"GHANA-PROJECT000001","Message":"gone"}}""");

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(e.reason()).isEqualTo("gone");
  }

  @Test
  void aRefusalThatNamesNothingLeavesTheEffectUnclear() {
    wire.answer("{\"success\":false,\"code\":null,\"message\":null,\"errorDetail\":\"odd\"}");

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
  }

  @Test
  void noTextTellsThePasswordNorWhatTheHeaderMadeOfIt() {
    String header =
        Base64.getEncoder().encodeToString("admin:testsecret".getBytes(StandardCharsets.UTF_8));
    wire.answer(
        """
        {"success":false,"code":"PARAM_ERROR","message":"got testsecret","advice":"not Basic %s",
         "errorDetail":{"proposal":"use testsecret"}}"""
            .formatted(header));

    ProviderException e = refused();

    assertThat(e.getMessage() + e.advice()).contains("***").doesNotContain("testsecret", header);
  }

  @Test
  void whereNobodyListensTheEffectIsNone() {
    wire.close();

    ProviderException e = refused();

    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
  }

  private ProviderException refused() {
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> client.call("StartProject", Map.of("id", "np_1"), soon()));
    assertThat(e).isNotNull();
    return e;
  }

  private OmsClient client(Credentials credentials) {
    return new OmsClient(
        wire.settings(CredentialsSource.fixed(credentials)),
        new CallBudget(1_000),
        wire.meters,
        Clock.systemUTC());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }
}
