package io.tidegate.sandbox.dialect.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.dialect.tencent.Tc3Signature.Scope;
import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures that the vendor has published, and two of ours that were made by another program. */
class SignaturesTest {
  private static final String PUBLISHED_BODY =
      "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"],"
          + " \"Name\": \"instance-name\"}]}";
  private static final String JSON_UTF8 = "application/json; charset=utf-8";
  private static final List<String> TWO = List.of("content-type", "host");
  private static final List<String> THREE = List.of("content-type", "host", "x-tc-action");

  @Test
  void the_published_sample_of_the_international_site() {
    Request request =
        request(PUBLISHED_BODY, "cvm.tencentcloudapi.com", JSON_UTF8, "DescribeInstances");

    assertThat(hash(request, TWO))
        .isEqualTo("5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031");
    assertThat(
            Tc3Signature.sign(
                request,
                TWO,
                "1551113065",
                new Scope("2019-02-25", "cvm"),
                "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"))
        .isEqualTo("72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  }

  @Test
  void the_published_sample_of_the_chinese_site_signs_the_action_too() {
    Request request =
        request(PUBLISHED_BODY, "cvm.tencentcloudapi.com", JSON_UTF8, "DescribeInstances");

    assertThat(hash(request, THREE))
        .isEqualTo("7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84");
    assertThat(
            Tc3Signature.sign(
                request, THREE, "1551113065", new Scope("2019-02-25", "cvm"), "*".repeat(32)))
        .isEqualTo("10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f");
  }

  @Test
  void a_call_of_this_service_with_either_content_type() {
    String body = "{\"JobId\":\"dts-1ewjspuw\"}";
    String host = "dts.tencentcloudapi.com";
    Scope scope = new Scope("2023-11-14", "dts");
    Request withCharset = request(body, host, JSON_UTF8, "DescribeMigrationCheckJob");
    Request without = request(body, host, "application/json", "DescribeMigrationCheckJob");

    assertThat(Tc3Signature.sign(withCharset, TWO, "1700000000", scope, "SKEXAMPLE"))
        .isEqualTo("389afebb0b249e9ccd08013a7735b4a06ede4991524a3637d8b8678bf76dd2cd");
    assertThat(Tc3Signature.sign(without, THREE, "1700000000", scope, "SKEXAMPLE"))
        .isEqualTo("61da3d730f34fe85c91b41e6f221c7469df23e7d290029c40a333a0b97b892ac");
  }

  @Test
  void the_older_scheme_signs_method_host_and_sorted_raw_values() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Version", "2017-03-12");
    parameters.put("Action", "DescribeInstances");
    parameters.put("InstanceIds.0", "ins 09dx96dg");
    parameters.put("Signature", "not signed");

    assertThat(PlainSignature.source("GET", "cvm.tencentcloudapi.com", parameters))
        .isEqualTo(
            "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins 09dx96dg"
                + "&Version=2017-03-12");
  }

  private static String hash(Request request, List<String> signedHeaders) {
    return Digests.sha256Hex(Tc3Signature.canonicalRequest(request, signedHeaders).getBytes(UTF_8));
  }

  private static Request request(String body, String host, String contentType, String action) {
    return new Request(
        "POST",
        "/",
        "",
        List.of(),
        Map.of(
            "content-type",
            List.of(contentType),
            "host",
            List.of(host),
            "x-tc-action",
            List.of(action)),
        body.getBytes(UTF_8));
  }
}
