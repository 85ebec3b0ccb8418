package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.DescribeDtsJobsRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that come, go and expire, for clients of both signature schemes. */
class AccessKeysTest {
  private SandboxFixture sandbox;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aKeyThatWasRemovedIsUnknownAndOneThatWasAddedIsTaken() throws Exception {
    JsonNode added = issue("{}");

    assertThat(sandbox.admin("DELETE", "/admin/keys/" + SandboxFixture.KEY.id(), "").status())
        .isEqualTo(200);

    assertThat(acs3(SandboxFixture.KEY.id(), SandboxFixture.KEY.secret(), null))
        .isEqualTo("404 InvalidAccessKeyId.NotFound");
    assertThat(rpc(SandboxFixture.KEY.id(), SandboxFixture.KEY.secret(), null))
        .isEqualTo("404 InvalidAccessKeyId.NotFound");
    assertThat(acs3(added, null)).isEqualTo("taken");
    assertThat(rpc(added, null)).isEqualTo("taken");
  }

  @Test
  void whatWasAddedAndRemovedSurvivesARestart() throws Exception {
    JsonNode temporary = issue("{\"ttl\":\"PT15M\"}");
    sandbox.admin("DELETE", "/admin/keys/" + SandboxFixture.KEY.id(), "");
    sandbox.admin("POST", "/admin/keys", "{\"id\":\"mine\",\"secret\":\"my-secret\"}");

    sandbox.restart();

    assertThat(acs3(SandboxFixture.KEY.id(), SandboxFixture.KEY.secret(), null))
        .isEqualTo("404 InvalidAccessKeyId.NotFound");
    assertThat(acs3("mine", "my-secret", null)).isEqualTo("taken");
    assertThat(acs3(temporary, temporary.get("token").asText())).isEqualTo("taken");
  }

  @Test
  void aTemporaryKeyIsTakenWithItsTokenAloneAndUntilItExpires() throws Exception {
    JsonNode key = issue("{\"ttl\":\"PT15M\"}");
    String token = key.get("token").asText();
    String others = issue("{\"ttl\":\"PT15M\"}").get("token").asText();

    assertThat(acs3(key, token)).isEqualTo("taken");
    assertThat(rpc(key, token)).isEqualTo("taken");
    assertThat(acs3(key, null)).isEqualTo("400 MissingSecurityToken");
    assertThat(rpc(key, null)).isEqualTo("400 MissingSecurityToken");
    assertThat(acs3(key, others)).isEqualTo("400 InvalidSecurityToken.MismatchWithAccessKey");
    assertThat(rpc(key, others)).isEqualTo("400 InvalidSecurityToken.MismatchWithAccessKey");

    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT15M\",\"signatures\":false}");

    assertThat(acs3(key, token)).isEqualTo("403 InvalidSecurityToken.Expired");
    assertThat(rpc(key, token)).isEqualTo("403 InvalidSecurityToken.Expired");
  }

  @Test
  void aKeyThatIsNoTemporaryOneTakesNoToken() throws Exception {
    assertThat(acs3(SandboxFixture.KEY.id(), SandboxFixture.KEY.secret(), "token"))
        .isEqualTo("400 InvalidSecurityToken.MismatchWithAccessKey");
  }

  @Test
  void whatIsWrongWithAKeyIsSaid() {
    assertThat(refused("{\"id\":\"a\"}")).contains("'secret' is missing");
    assertThat(refused("{\"id\":\"a\",\"secret\":\" \"}")).contains("must not be blank");
    assertThat(refused("{\"id\":\"a\",\"secret\":\"s\",\"ttl\":\"PT1H\"}"))
        .contains("leave out 'id' and 'secret'");
    assertThat(refused("{\"ttl\":\"an hour\"}")).contains("'ttl' must be an ISO duration");
    assertThat(sandbox.admin("DELETE", "/admin/keys/nobody", "").status()).isEqualTo(404);
  }

  private String refused(String body) {
    SandboxFixture.AdminAnswer answer = sandbox.admin("POST", "/admin/keys", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.body().get("error").asText();
  }

  private JsonNode issue(String body) {
    SandboxFixture.AdminAnswer answer = sandbox.admin("POST", "/admin/keys", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.body();
  }

  private String acs3(JsonNode key, String token) throws Exception {
    return acs3(key.get("id").asText(), key.get("secret").asText(), token);
  }

  /** The vendor's own client. */
  private String acs3(String id, String secret, String token) throws Exception {
    Client client =
        new Client(
            new Config()
                .setProtocol("http")
                .setEndpoint(sandbox.address())
                .setAccessKeyId(id)
                .setAccessKeySecret(secret)
                .setSecurityToken(token));
    try {
      client.describeDtsJobs(new DescribeDtsJobsRequest());
      return "taken";
    } catch (TeaException e) {
      return e.getStatusCode() + " " + e.getCode();
    }
  }

  private String rpc(JsonNode key, String token) {
    return rpc(key.get("id").asText(), key.get("secret").asText(), token);
  }

  private String rpc(String id, String secret, String token) {
    Map<String, String> parameters = RpcClient.parameters("DescribeDtsJobs", "AccessKeyId", id);
    if (token != null) {
      parameters.put("SecurityToken", token);
    }
    parameters.put("Signature", RpcSignature.sign("POST", parameters, secret, true));
    RpcClient.Reply reply = new RpcClient(sandbox).post(parameters);
    return reply.status() == 200 ? "taken" : reply.status() + " " + reply.code();
  }
}
