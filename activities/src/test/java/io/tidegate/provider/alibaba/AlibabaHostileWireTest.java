package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.common.converter.DefaultDataConverter;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers, and secrets, that nobody would think of. */
class AlibabaHostileWireTest {
  private final Wire wire = new Wire();
  private final AlibabaProvider dts = wire.provider(Family.DTS);

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aServiceThatAsksToRepeatAtOnceIsNotObeyedBehindOurBack() {
    wire.answer(
            new MockResponse.Builder().code(503).addHeader("Retry-After", "0").body("busy").build())
        .answer("{\"RequestId\":\"R1\",\"Success\":true}");

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> dts.submitCheck("j1", soon()));

    assertThat(wire.server.getRequestCount()).isEqualTo(1);
    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(e.effect()).isEqualTo(Effect.UNCLEAR);
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsRefusedWithoutBeingQuoted() {
    for (String token : new String[] {"first-half\nsecond-half", "tök3n", "a\u0000b"}) {
      AlibabaClient client =
          new AlibabaClient(
              wire.settings(
                  Family.DTS, CredentialsSource.fixed(new Credentials("id", "secret", token))),
              new CallBudget(1_000),
              wire.meters,
              Clock.systemUTC());

      Throwable thrown = catchThrowable(() -> client.call("StartDtsJob", Map.of(), soon()));

      assertThat(thrown).isInstanceOf(ProviderException.class);
      ProviderException e = (ProviderException) thrown;
      assertThat(e.kind()).isEqualTo(Kind.AUTH);
      assertThat(e.effect()).isEqualTo(Effect.NONE);
      assertThat(e).hasMessageContaining("account hz").hasMessageContaining("character");
      assertThat(e.getMessage()).doesNotContain("half").doesNotContain("k3n");
    }
    assertThat(wire.server.getRequestCount()).isZero();
  }

  @Test
  void aRefusedSignatureIsToldWithoutWhatWasSigned() {
    wire.answer(
        400,
        "{\"RequestId\":\"R\",\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"Specified signature is"
            + " not matched with our calculation. server string to sign is:POST\\n/\\nTOKEN\"}");

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> dts.submitCheck("j1", soon()));

    assertThat(e.kind()).isEqualTo(Kind.AUTH);
    assertThat(e).hasMessageContaining("not matched with our calculation");
    assertThat(e.getMessage()).doesNotContain("TOKEN").doesNotContain("string to sign");
  }

  @Test
  void codesAndRequestIdsOfAnyLengthMakeMessagesThatTemporalTakes() {
    wire.answer(
            400,
            "{\"RequestId\":\"%s\",\"Code\":\"Nonsense%s\",\"Message\":\"m\"}"
                .formatted("r".repeat(100_000), "c".repeat(100_000)))
        .answer("{\"RequestId\":\"%s\",\"Success\":true}".formatted("r".repeat(100_000)));

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> dts.submitCheck("j1", soon()));
    assertThat(e.getMessage()).hasSizeLessThan(5_000);
    assertThat(dts.submitCheck("j1", soon())).hasSizeLessThan(500);
  }

  @Test
  void theLongestReportStaysSmallInHistoryAndSaysWhatItLeftOut() {
    String long_ = "错".repeat(3_000);
    String objects =
        IntStream.range(0, 150)
            .mapToObj(i -> "\\\"" + "s".repeat(400) + i + "\\\"")
            .collect(Collectors.joining(",", "[", "]"));
    String items =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    """
                    {"Item":"CHECK_%d","State":"Failed","ErrMsg":"%s","ErrDetail":"%s",
                     "RepairMethod":"%s","Sub":"%s"}"""
                        .formatted(i, long_, long_, long_, objects))
            .collect(Collectors.joining(","));
    wire.answer(
        "{\"RequestId\":\"R\",\"Success\":true,\"State\":\"Failed\",\"JobId\":\"r\",\"TotalRecordCount\":50,\"JobProgress\":[%s]}"
            .formatted(items));

    PrecheckReport report = dts.report("j1");

    int bytes =
        DefaultDataConverter.newDefaultInstance()
            .toPayload(report)
            .orElseThrow()
            .getSerializedSize();
    assertThat(bytes).isLessThan(256 * 1024);
    assertThat(report.items()).isNotEmpty();
    assertThat(report.items().size() + report.omitted()).isEqualTo(50);
  }

  @Test
  void halfACharacterInATextDoesNotKeepItFromHistory() {
    wire.answer(
        "{\"RequestId\":\"R\",\"Success\":true,\"State\":\"Failed\",\"JobId\":\"r\",\"TotalRecordCount\":1,"
            + "\"JobProgress\":[{\"Item\":\"CHECK_SRC\",\"State\":\"Failed\",\"ErrMsg\":\"bad \\ud83d name\"}]}");

    PrecheckReport report = dts.report("j1");

    assertThat(DefaultDataConverter.newDefaultInstance().toPayload(report)).isPresent();
    assertThat(report.items()).extracting(PrecheckItem::message).containsExactly("bad \uFFFD name");
  }

  @Test
  void aListThatRefusesOneIdDoesNotKeepTheOthersFromBeingRead() {
    wire.answer(
        400,
        "{\"RequestId\":\"R\",\"Code\":\"InvalidParameter\",\"Message\":\"DtsJobId is not valid\"}");
    assertThat(dts.listViews(java.util.List.of("j1", "not-an-id"))).isEmpty();

    wire.answer(400, "{\"RequestId\":\"R\",\"Code\":\"InvalidParameter\",\"Message\":\"no\"}")
        .answer(
            "{\"RequestId\":\"R\",\"Success\":true,\"DtsJobId\":\"j1\",\"Status\":\"Migrating\"}");
    assertThat(dts.view("j1").state()).isEqualTo(JobState.MOVING);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  @Test
  void aRefusalWithManyPlacesForALongTextIsReadInBoundedMemory() {
    // Filled in everywhere these would make eight thousand million characters.
    String refused =
        "{\"RequestId\":\"R1\",\"Success\":false,\"ErrCode\":\"Odd\",\"ErrMessage\":\"no %s\","
            + "\"DynamicMessage\":\"DYNAMIC\"}";
    wire.answer(
        refused.replace("%s", "%s".repeat(200_000)).replace("DYNAMIC", "way ".repeat(10_000)));

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> dts.submitCheck("j1", soon()));

    assertThat(e.code()).isEqualTo("Odd");
    assertThat(e.reason()).startsWith("no way way").hasSizeLessThanOrEqualTo(Texts.LIMIT);
  }

  @Test
  void whatARefusalLeavesOpenIsFilledInWhereverItStands() {
    wire.answer(
        "{\"RequestId\":\"R1\",\"Success\":false,\"ErrCode\":\"Odd\",\"ErrMessage\":\"%s is no %s.\","
            + "\"DynamicMessage\":\"j%s\"}");

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> dts.submitCheck("j1", soon()));

    assertThat(e.reason()).isEqualTo("j%s is no j%s.");
  }
}
