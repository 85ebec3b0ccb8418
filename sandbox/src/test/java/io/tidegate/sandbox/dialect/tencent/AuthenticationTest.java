package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Draft;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
  private static final String LIST = "DescribeMigrationJobs";
  private static final String MISMATCH = "AuthFailure.SignatureFailure";
  private static final String EXPIRED = "AuthFailure.SignatureExpire";
  private static final String MALFORMED = "AuthFailure.InvalidAuthorization";
  private static final String NO_TOKEN = "AuthFailure.TokenFailure";

  private SandboxFixture sandbox;
  private TencentClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new TencentClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_service_is_what_the_scope_says() {
    Draft draft = client.draft(LIST, "{}");
    draft.service = "127";

    assertYes(draft.sign().send());
  }

  @Test
  void more_headers_than_the_mandatory_two_may_be_signed() {
    Draft draft = client.draft(LIST, "{}");
    draft.signedHeaders = List.of("content-type", "host", "x-tc-action", "x-tc-timestamp");

    assertYes(draft.sign().send());
    assertCode(draft.with("x-tc-action", "DescribeMigrationDetail").send(), MISMATCH);
  }

  @Test
  void a_body_that_is_signed_cannot_be_changed_and_one_that_is_not_can() {
    Draft signed = client.draft(LIST, "{}").sign();
    signed.body = "{\"Limit\":1}";
    assertCode(signed.send(), MISMATCH);

    Draft unsigned =
        client.draft(LIST, "{}").with("x-tc-content-sha256", "UNSIGNED-PAYLOAD").sign();
    unsigned.body = "{\"Limit\":1}";
    assertYes(unsigned.send());
  }

  @Test
  void the_query_of_a_get_is_signed_and_that_of_a_post_is_not_read() {
    Draft get = client.draft(LIST, "").with("content-type", "application/x-www-form-urlencoded");
    get.method = "GET";
    get.query = "Limit=1";
    get.sign().query = "Limit=2";
    assertCode(get.send(), MISMATCH);

    Draft post = client.draft(LIST, "{}").sign();
    post.query = "Limit=many";
    assertYes(post.send());
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-type", "host"})
  void the_mandatory_headers_must_be_signed(String left) {
    Draft draft = client.draft(LIST, "{}");
    draft.signedHeaders =
        List.of("content-type", "host", "x-tc-action").stream()
            .filter(name -> !name.equals(left))
            .toList();

    assertCode(draft.sign().send(), MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic dGVzdA==",
        "TC3-HMAC-SHA256 Credential=testid/2026-01-01/dts, SignedHeaders=content-type;host,"
            + " Signature=00",
        "TC3-HMAC-SHA256 Credential=testid/2026-01-01/dts/aws4_request,"
            + " SignedHeaders=content-type;host, Signature=00",
        "TC3-HMAC-SHA256 Credential=testid/2026-01-01/dts/tc3_request, Signature=00",
        "TC3-HMAC-SHA256 Credential=testid/2026-01-01/dts/tc3_request,"
            + " SignedHeaders=content-type;host",
        "TC3-HMAC-SHA256 Credential =testid/2026-01-01/dts/tc3_request,"
            + " SignedHeaders=content-type;host, Signature=00"
      })
  void what_is_no_authorization_is_said_so(String header) {
    assertCode(client.draft(LIST, "{}").with("authorization", header).send(), MALFORMED);
  }

  @Test
  void a_header_that_is_signed_and_not_sent_is_refused() {
    Draft draft = client.draft(LIST, "{}").with("x-tc-language", "en-US");
    draft.signedHeaders = List.of("content-type", "host", "x-tc-language");

    assertCode(draft.sign().without("x-tc-language").send(), MALFORMED);
  }

  @Test
  void a_call_without_authorization_is_refused() {
    assertCode(client.draft(LIST, "{}").send(), MALFORMED);
  }

  @Test
  void the_date_of_the_scope_is_that_of_the_timestamp_in_utc() {
    Draft draft = client.draft(LIST, "{}").sign();
    String header = draft.headers.get("authorization");

    assertCode(
        draft
            .with("authorization", header.replaceFirst("/\\d{4}-\\d\\d-\\d\\d/", "/2001-01-01/"))
            .send(),
        MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({"-310, AuthFailure.SignatureExpire", "310, AuthFailure.SignatureExpire", "-280, ''"})
  void a_timestamp_may_be_five_minutes_off(long seconds, String code) {
    String time = Long.toString(Instant.now().getEpochSecond() + seconds);

    assertCode(client.draft(LIST, "{}").with("x-tc-timestamp", time).sign().send(), code);
    Map<String, String> plain = TencentClient.plain(LIST, "Timestamp", time);
    assertCode(client.postForm(client.signed("POST", plain)), code);
  }

  @Test
  void the_time_is_judged_by_the_sandboxes_clock() {
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT6M\"}");

    assertCode(client.call(LIST, "{}"), EXPIRED);
  }

  @Test
  void a_timestamp_that_is_none_is_refused() {
    Draft draft = client.draft(LIST, "{}").sign();

    assertCode(draft.with("x-tc-timestamp", "noon").send(), "InvalidParameter");
    assertCode(draft.without("x-tc-timestamp").send(), "MissingParameter");
  }

  @Test
  void a_key_that_nobody_gave_out_is_not_found() {
    Draft draft = client.draft(LIST, "{}");
    draft.key = new AccessKey("nobody", "secret");
    Map<String, String> plain = TencentClient.plain(LIST, "SecretId", "nobody");

    assertCode(draft.sign().send(), "AuthFailure.SecretIdNotFound");
    assertCode(client.postForm(client.signed("POST", plain)), "AuthFailure.SecretIdNotFound");
  }

  @Test
  void a_temporary_key_needs_its_token_until_it_expires() {
    JsonNode issued = sandbox.admin("POST", "/admin/keys", "{\"ttl\":\"PT1H\"}").body();
    AccessKey key = new AccessKey(issued.get("id").asText(), issued.get("secret").asText());
    String token = issued.get("token").asText();

    assertCode(withKey(key, ""), NO_TOKEN);
    assertCode(withKey(key, "another"), NO_TOKEN);
    assertYes(withKey(key, token));
    assertCode(withKey(SandboxFixture.KEY, token), NO_TOKEN);
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\",\"signatures\":false}");
    assertCode(withKey(key, token), NO_TOKEN);
  }

  private Reply withKey(AccessKey key, String token) {
    Draft draft = client.draft(LIST, "{}");
    draft.key = key;
    return (token.isEmpty() ? draft : draft.with("x-tc-token", token)).sign().send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
  void the_older_scheme_is_let_in_by_get_and_by_post(String method) {
    Map<String, String> parameters =
        TencentClient.plain(LIST, "SignatureMethod", method, "JobName", "two words & more");

    assertYes(client.postForm(client.signed("POST", parameters)));
    assertYes(client.getForm(client.signed("GET", parameters)));
    assertCode(client.getForm(client.signed("POST", parameters)), MISMATCH);
    Map<String, String> tampered = client.signed("POST", parameters);
    tampered.put("JobName", "other");
    assertCode(client.postForm(tampered), MISMATCH);
  }

  @Test
  void the_older_scheme_says_what_is_missing() {
    for (String name : List.of("SecretId", "Signature", "Nonce", "Timestamp", "Region", "Action")) {
      Map<String, String> parameters = client.signed("POST", TencentClient.plain(LIST));
      parameters.remove(name);
      Reply reply = client.postForm(parameters);
      assertCode(reply, "MissingParameter");
      assertThat(reply.at("/Error/Message")).contains(name);
    }
    assertCode(
        client.postForm(TencentClient.plain(LIST, "Signature", "x", "SignatureMethod", "HmacMD5")),
        MALFORMED);
  }

  @Test
  void common_parameters_in_headers_are_none_of_the_older_schemes() {
    Map<String, String> parameters = client.signed("POST", TencentClient.plain(LIST));
    parameters.remove("Signature");

    assertCode(client.postForm(parameters), "MissingParameter");
    assertCode(client.get(LIST, "Action=DescribeMigrationDetail"), "UnknownParameter");
  }

  private static void assertYes(Reply reply) {
    assertCode(reply, "");
  }

  private static void assertCode(Reply reply, String code) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.text()).doesNotContain(SandboxFixture.KEY.secret());
  }
}
