package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.dialect.oms.OmsClient.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
  private static final String LIST = "ListProjects";

  private SandboxFixture sandbox;
  private OmsClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new OmsClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_key_is_the_user_and_its_secret_the_password() {
    assertThat(client.call(LIST, "{}").success()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"testid:wrong", "nobody:testsecret", "testid", "testid:", ":", ""})
  void a_wrong_account_is_asked_for_another_in_the_envelope(String account) {
    assertUnauthorised(client.callAs(OmsClient.basic(account), LIST, "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer dGVzdGlkOnRlc3RzZWNyZXQ=", "Basic", "Basic %%", "basic"})
  void what_is_no_basic_authorization_is_asked_for_one(String header) {
    assertUnauthorised(client.callAs(header, LIST, "{}"));
  }

  @Test
  void a_call_without_authorization_is_asked_for_it_before_anything_else() {
    assertUnauthorised(client.send(client.request("?Action=ListProjects", "{}").build()));
    assertUnauthorised(client.send(client.request("?Action=NoSuchAction", "{}").build()));
    assertUnauthorised(client.send(client.request("", "not json").build()));
  }

  @Test
  void the_scheme_is_written_in_any_case() {
    String header = OmsClient.basic(SandboxFixture.KEY).replace("Basic", "bAsIc");

    assertThat(client.callAs(header, LIST, "{}").success()).isTrue();
  }

  @Test
  void a_password_may_hold_a_colon_and_letters_of_any_script() {
    sandbox.admin("POST", "/admin/keys", "{\"id\":\"ops\",\"secret\":\"a:b:密码\"}");

    assertThat(client.callAs(OmsClient.basic("ops:a:b:密码"), LIST, "{}").success()).isTrue();
    assertUnauthorised(client.callAs(OmsClient.basic("ops:a"), LIST, "{}"));
  }

  @Test
  void an_account_that_was_removed_is_refused() {
    sandbox.admin("DELETE", "/admin/keys/" + SandboxFixture.KEY.id(), "");

    assertUnauthorised(client.call(LIST, "{}"));
  }

  @Test
  void a_temporary_account_ends_with_its_time() {
    JsonNode issued = sandbox.admin("POST", "/admin/keys", "{\"ttl\":\"PT1H\"}").body();
    String header =
        OmsClient.basic(new AccessKey(issued.get("id").asText(), issued.get("secret").asText()));

    assertThat(client.callAs(header, LIST, "{}").success()).isTrue();
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\"}");
    Reply late = client.callAs(header, LIST, "{}");

    assertUnauthorised(late);
    assertThat(late.message()).contains("expired");
  }

  @Test
  void a_call_that_is_refused_does_nothing() {
    String id = Scene.create(sandbox, false);

    assertUnauthorised(
        client.callAs(OmsClient.basic("testid:wrong"), "StartProject", "{\"id\":\"" + id + "\"}"));
    assertThat(sandbox.job(id).get("status").asText()).isEqualTo("NOT_STARTED");
  }

  @Test
  void another_path_or_method_is_refused_in_the_envelope() {
    Reply get =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://" + sandbox.address() + "/api/v2?Action=ListProjects"))
                .header("Authorization", OmsClient.basic(SandboxFixture.KEY))
                .build());
    Reply elsewhere =
        client.send(
            client
                .request("/projects?Action=ListProjects", "{}")
                .header("Authorization", OmsClient.basic(SandboxFixture.KEY))
                .build());

    assertThat(get.status()).isEqualTo(405);
    assertThat(get.success()).isFalse();
    assertThat(elsewhere.status()).isEqualTo(404);
    assertThat(elsewhere.code()).isEqualTo("PARAM_ERROR");
  }

  @Test
  void a_body_that_is_too_large_is_refused_in_the_envelope() {
    Reply reply = client.call(LIST, "{\"searchKey\":\"" + "x".repeat(1 << 20) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("PARAM_ERROR");
    assertThat(reply.envelope().get("requestId").asText()).isNotBlank();
  }

  private static void assertUnauthorised(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(401);
    assertThat(reply.success()).isFalse();
    assertThat(reply.message()).isNotBlank();
    assertThat(reply.envelope().get("requestId").asText()).isNotBlank();
    assertThat(reply.headers().get("www-authenticate"))
        .singleElement()
        .asString()
        .startsWith("Basic ");
    assertThat(reply.text()).doesNotContain(SandboxFixture.KEY.secret());
  }
}
