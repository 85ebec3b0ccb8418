package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.ProviderException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmsErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "INNER_ERROR, TRANSIENT",
    "PARAM_ERROR, CALLER",
    "GHANA-OPERIE000000, TRANSIENT",
    "GHANA-OPERIE000017, TRANSIENT",
    "GHANA-OPERAT000001, TRANSIENT",
    "GHANA-OPERAT000101, CALLER",
    "GHANA-OPERAT000007, CONFLICT",
    "GHANA-OPEROR000001, CALLER",
    "GHANA-PROJECT000001, NOT_FOUND",
    "GHANA-PCHKNP000010, CALLER",
    "GHANA-MIGRAT000201, CALLER",
    "CM-RESOAT000011, TRANSIENT",
    "CM-RESONF000001, TRANSIENT",
    "CM-RESONF000003, QUOTA",
    "CM-SCHEOR000002, CALLER",
    "SOMETHING-NEW, CALLER",
    "'', TRANSIENT",
  })
  void aCodeDecidesWhateverTheMessageSays(String code, Kind kind) {
    assertThat(OmsErrors.kindOf(code, 200, "no")).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "301, CALLER",
    "400, CALLER",
    "401, AUTH",
    "403, AUTH",
    "404, CALLER",
    "405, CALLER",
    "408, TRANSIENT",
    "415, CALLER",
    "429, THROTTLED",
    "500, TRANSIENT",
    "502, TRANSIENT",
    "503, TRANSIENT",
    "504, TRANSIENT",
  })
  void theStatusDecidesWhereTheCodeIsNotKnown(int status, Kind kind) {
    assertThat(OmsErrors.kindOf("", status, "no")).isEqualTo(kind);
    assertThat(OmsErrors.kindOf("SOMETHING-NEW", status, "no")).isEqualTo(kind);
    assertThat(OmsErrors.kindOf("GHANA-PROJECT000001", status, "no")).isEqualTo(Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"'', 200", "PARAM_ERROR, 200", "GHANA-OPERAT000007, 200", "'', 404"})
  void anActionThatTheServiceDoesNotKnowIsRefusedForGood(String code, int status) {
    assertThat(OmsErrors.kindOf(code, status, "Unsupported action: SubmitPreCheck"))
        .isEqualTo(Kind.CALLER);
  }

  @Test
  void adviceIsGivenWhereMoreIsKnownThanTheKind() {
    assertThat(OmsErrors.advice("SubmitPreCheck", "", 200, "Unsupported action: SubmitPreCheck"))
        .contains("remove 'definition'");
    assertThat(OmsErrors.advice("StopProject", "", 200, "Unsupported action: StopProject"))
        .contains("console");
    assertThat(OmsErrors.advice("StartProject", "", 401, "")).contains("expire");
    assertThat(OmsErrors.advice("StartProject", "GHANA-OPERAT000101", 200, ""))
        .contains("data source");
    assertThat(OmsErrors.advice("StartProject", "INNER_ERROR", 200, "")).isEmpty();
  }
}
