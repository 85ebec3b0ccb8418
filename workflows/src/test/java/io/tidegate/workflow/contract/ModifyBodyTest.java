package io.tidegate.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModifyBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Password\":\"canary\"}",
        "{\"SrcInfo\":{\"PASSWORD\":\"canary\"}}",
        "{\"SrcInfoMulti\":[{},{\"password\":\"canary\"}]}",
        "{\"A\":{\"B\":[{\"OldPasswordHash\":\"canary\"}]}}",
        "{\"SrcInfo\":{\"AccessKey\":\"canary\"}}",
        "{\"SrcInfo\":{\"TmpSecretKey\":\"canary\"}}",
        "{\"SrcInfo\":{\"TmpToken\":\"canary\"}}",
        "{\"ExternParams\":\"{\\\"SrcPassword\\\":\\\"canary\\\"}\"}",
        "{\"ExternParams\":\"[{\\\"a\\\":[{\\\"Password\\\":\\\"canary\\\"}]}]\"}",
      })
  void aSecretIsRefusedWhereverItStandsAndNeverQuoted(String body) {
    assertThat(ModifyBody.problem(body).orElseThrow()).contains("console").doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "[]",
        "null",
        "7",
        "{\"A\":1",
        "{\"A\":1}{\"B\":2}",
        "{\"A\":1,\"A\":2}",
        "{'A':1}",
        "{\"A\":NaN}",
      })
  void whatIsNotOneObjectIsRefused(String body) {
    assertThat(ModifyBody.problem(body).orElseThrow()).contains("not one JSON object");
  }

  @Test
  void theJobIsTheMigrationsOwn() {
    assertThat(ModifyBody.problem("{\"JobId\":\"dts-1\",\"JobName\":\"n\"}").orElseThrow())
        .contains("leave it out");
  }

  @Test
  void aBodyIsBounded() {
    String padding = "a".repeat(ModifyBody.MAX_LENGTH);

    assertThat(ModifyBody.problem("{\"JobName\":\"" + padding + "\"}").orElseThrow())
        .contains("32768");
    assertThat(ModifyBody.problem("{\"A\":" + "[".repeat(30_000))).isPresent();
  }

  @Test
  void whatIsNeitherIsTakenWithTheNamesOfWhatItChanges() {
    String body =
        "{\"JobName\":\"[not json\",\"SrcInfo\":{\"Ip\":\"10.0.0.1\"},\"DatabaseInfo\":\"[{}]\"}";

    assertThat(ModifyBody.problem(body)).isEmpty();
    assertThat(ModifyBody.names(body)).containsExactly("JobName", "SrcInfo", "DatabaseInfo");
  }
}
