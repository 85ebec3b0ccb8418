package io.tidegate.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        "{\"SrcInfo\":{\"Pwd\":\"canary\"}}",
        "{\"SrcInfo\":{\"DbPasswd\":\"canary\"}}",
        "{\"Credentials\":[\"canary\"]}",
        "{\"SrcInfo\":{\"CredentialFile\":\"canary\"}}",
        "{\"SslPrivateKey\":\"canary\"}",
        "{\"ssl_private_key\":\"canary\"}",
        "{\"key-passphrase\":\"canary\"}",
        "{\"access_key\":\"canary\"}",
        "{\"Pass-Word\":\"canary\"}",
        "{\"X-Api-Key\":\"canary\"}",
        "{\"ExternParams\":\"user=x&password=canary\"}",
        "{\"ExternParams\":\"password=canary\"}",
        "{\"ExternParams\":\"useSSL=true; PWD=canary\"}",
        "{\"A\":[\"jdbc:mysql://10.0.0.7:3306/shop?user=x&db.password=canary\"]}",
        "{\"A\":[\"mysql://x:canary@10.0.0.7:3306/shop\"]}",
        "{\"ExternParams\":\"{\\\"url\\\":\\\"a=1&access_key=canary\\\"}\"}",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"DatabaseInfo\":\"[{\\\"Database\\\":\\\"passwords\\\",\\\"Table\\\":[\\\"tokens\\\"]}]\"}",
        "{\"JobName\":\"the secret of a good password\"}",
        "{\"JobName\":\"password rotation: done\"}",
        "{\"Where\":\"password_version = 2 and token <> ''\"}",
        "{\"Where\":\"token='a' or pwd=\\\"b\\\"\"}",
        "{\"Where\":\"password_version=2\"}",
        "{\"ExternParams\":\"useSSL=true&user=x\"}",
        "{\"A\":\"dG9rZW4token==\"}",
        "{\"A\":\"http://10.0.0.7:8080/x@y\"}",
        "{\"SrcInfo\":{\"AccessType\":\"cdb\",\"InstanceId\":\"cdb-1\",\"User\":\"x\",\"UniqVpnGwId\":\"\"}}",
        "{\"MigrateOption\":{\"ConsistencyParams\":{\"SelectRowsPerTable\":100},\"searchKey\":\"x\"}}",
      })
  void whatOnlyLooksLikeASecretIsTaken(String body) {
    assertThat(ModifyBody.problem(body)).isEmpty();
  }

  @Test
  void aSecretInATextIsToldByTheNameUnderWhichTheTextStands() {
    assertThat(
            ModifyBody.problem("{\"A\":{\"Params\":[\"user=x&password=canary\"]}}").orElseThrow())
        .startsWith("the body has a secret in the text of Params,");
  }

  @Test
  void longTextsAreLookedThroughInTimeThatGrowsWithThem() {
    for (String part : List.of("a", "://", "a:", ";", " ", "token", "&token=", "://a:")) {
      String text = part.repeat(250_000 / part.length());

      assertThat(ModifyBody.secret("{\"A\":\"" + text + "\"}")).as(part).isEmpty();
    }
  }

  @Test
  void whatIsNeitherIsTakenWithTheNamesOfWhatItChanges() {
    String body =
        "{\"JobName\":\"[not json\",\"SrcInfo\":{\"Ip\":\"10.0.0.1\"},\"DatabaseInfo\":\"[{}]\"}";

    assertThat(ModifyBody.problem(body)).isEmpty();
    assertThat(ModifyBody.names(body)).containsExactly("JobName", "SrcInfo", "DatabaseInfo");
  }
}
