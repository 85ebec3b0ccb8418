package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Acs3SignerTest {
  private static final byte[] NO_BODY = new byte[0];
  private static final String EMPTY_HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void reproducesTheVectorThatTheVendorPublishes() {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", "ecs.cn-shanghai.aliyuncs.com");
    headers.put("x-acs-action", "RunInstances");
    headers.put("x-acs-content-sha256", EMPTY_HASH);
    headers.put("x-acs-date", "2023-10-26T10:22:32Z");
    headers.put("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");
    headers.put("x-acs-version", "2014-05-26");

    String authorization =
        Acs3Signer.authorization(
            new Credentials("YourAccessKeyId", "YourAccessKeySecret", null),
            "POST",
            Map.of(
                "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
                "RegionId", "cn-shanghai"),
            headers,
            NO_BODY);

    assertThat(authorization)
        .isEqualTo(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void reproducesTheOfficialSignerForASkipPreCheck() {
    SortedMap<String, String> headers = dtsHeaders("SkipPreCheck", EMPTY_HASH);

    String authorization =
        Acs3Signer.authorization(
            new Credentials("testid", "testsecret", null),
            "POST",
            Map.of(
                "DtsJobId", "c7412z57g8k0001",
                "RegionId", "cn-hangzhou",
                "Skip", "true",
                "SkipPreCheckItems", "[\"CHECK_SAME_OBJ\",\"CHECK_SERVER_ID\"]",
                "SkipPreCheckNames", "[\"CHECK_SAME_OBJ_DETAIL\",\"CHECK_SERVER_ID_DETAIL\"]"),
            headers,
            NO_BODY);

    assertThat(authorization)
        .endsWith("Signature=3d001a6d79f13fcf3d0dc1d6ea84238f9f3339db0200658c1e2d840be894c172");
  }

  @Test
  void reproducesTheOfficialSignerForABodyAndATemporaryKey() {
    byte[] body =
        "MigrationObject=%5B%7B%22DBName%22%3A%22dtstestdata%22%7D%5D"
            .getBytes(StandardCharsets.UTF_8);
    SortedMap<String, String> headers = dtsHeaders("ConfigureMigrationJob", Hashes.sha256(body));
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put("x-acs-accesskey-id", "STS.testid");
    headers.put("x-acs-security-token", "testtoken");

    String authorization =
        Acs3Signer.authorization(
            new Credentials("STS.testid", "testsecret", "testtoken"),
            "POST",
            Map.of(
                "MigrationJobId", "dtsi8911td92330001",
                "MigrationMode.DataIntialization", "true"),
            headers,
            body);

    assertThat(authorization)
        .endsWith("Signature=4033b5619ac898ddda823a021ea59ebbd8293477fb7eb7aa9a9a348466646727");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b*c~d+e/f=g&h | a%20b%2Ac~d%2Be%2Ff%3Dg%26h",
        "!() | %21%28%29",
        "[\"X\"] | %5B%22X%22%5D",
        "中 | %E4%B8%AD"
      })
  void encodesAllButLettersDigitsAndFourSigns(String text, String encoded) {
    assertThat(Acs3Signer.encode(text)).isEqualTo(encoded);
  }

  private static SortedMap<String, String> dtsHeaders(String action, String bodyHash) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", "dts.aliyuncs.com");
    headers.put("x-acs-action", action);
    headers.put("x-acs-content-sha256", bodyHash);
    headers.put("x-acs-date", "2024-05-06T07:08:09Z");
    headers.put("x-acs-signature-nonce", "0b1c2d3e4f5061728394a5b6c7d8e9f0");
    headers.put("x-acs-version", "2020-01-01");
    return headers;
  }
}
