package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Tc3SignerTest {
  private static final String WITH_CHARSET = "application/json; charset=utf-8";
  private static final byte[] INSTANCES =
      bytes(
          "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"],"
              + " \"Name\": \"instance-name\"}]}");
  private static final Instant PUBLISHED = Instant.ofEpochSecond(1_551_113_065);
  private static final byte[] JOB = bytes("{\"JobId\":\"dts-1ewjspuw\"}");
  private static final Instant CHOSEN = Instant.ofEpochSecond(1_700_000_000);

  @Test
  void reproducesTheVectorThatTheVendorPublishesAbroad() {
    assertThat(
            Tc3Signer.authorization(
                new Credentials("AKIDEXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", null),
                "cvm",
                PUBLISHED,
                headers(WITH_CHARSET, "cvm.tencentcloudapi.com", ""),
                INSTANCES))
        .isEqualTo(
            "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request,"
                + " SignedHeaders=content-type;host, Signature="
                + "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  }

  @Test
  void reproducesTheVectorThatTheVendorPublishesAtHome() {
    assertThat(
            Tc3Signer.authorization(
                new Credentials("id", "*".repeat(32), null),
                "cvm",
                PUBLISHED,
                headers(WITH_CHARSET, "cvm.tencentcloudapi.com", "DescribeInstances"),
                INSTANCES))
        .endsWith(
            "SignedHeaders=content-type;host;x-tc-action, Signature="
                + "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f");
  }

  @Test
  void signsACallOfDts() {
    assertThat(
            Tc3Signer.authorization(
                new Credentials("AKIDEXAMPLE", "SKEXAMPLE", null),
                "dts",
                CHOSEN,
                headers(WITH_CHARSET, "dts.tencentcloudapi.com", ""),
                JOB))
        .startsWith("TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/dts/tc3_request, ")
        .endsWith("=389afebb0b249e9ccd08013a7735b4a06ede4991524a3637d8b8678bf76dd2cd");
    assertThat(
            Tc3Signer.authorization(
                new Credentials("AKIDEXAMPLE", "SKEXAMPLE", null),
                "dts",
                CHOSEN,
                headers("application/json", "dts.tencentcloudapi.com", "DescribeMigrationCheckJob"),
                JOB))
        .endsWith("=61da3d730f34fe85c91b41e6f221c7469df23e7d290029c40a333a0b97b892ac");
  }

  private static SortedMap<String, String> headers(String type, String host, String action) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", type);
    headers.put("host", host);
    if (!action.isEmpty()) {
      headers.put("x-tc-action", action);
    }
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
