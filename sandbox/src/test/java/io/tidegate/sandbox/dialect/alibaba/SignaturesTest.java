package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both schemes against vectors that were published or made by the vendor's own signer. */
class SignaturesTest {
  private static final String SECRET = "testsecret";
  private static final Map<String, String> SKIP_PRECHECK =
      Map.ofEntries(
          Map.entry("AccessKeyId", "testid"),
          Map.entry("Action", "SkipPreCheck"),
          Map.entry("DtsJobId", "c7412z57g8k0001"),
          Map.entry("Format", "JSON"),
          Map.entry("RegionId", "cn-hangzhou"),
          Map.entry("SignatureMethod", "HMAC-SHA1"),
          Map.entry("SignatureNonce", "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"),
          Map.entry("SignatureVersion", "1.0"),
          Map.entry("Skip", "true"),
          Map.entry("SkipPreCheckItems", "[\"CHECK_SAME_OBJ\",\"CHECK_SERVER_ID\"]"),
          Map.entry("SkipPreCheckNames", "[\"CHECK_SAME_OBJ_DETAIL\",\"CHECK_SERVER_ID_DETAIL\"]"),
          Map.entry("Timestamp", "2024-05-06T07:08:09Z"),
          Map.entry("Version", "2020-01-01"));

  @Test
  void rpcAgreesWithThePublishedVector() {
    Map<String, String> parameters =
        Map.of(
            "AccessKeyId", "testid",
            "Action", "DescribeRegions",
            "Format", "XML",
            "SignatureMethod", "HMAC-SHA1",
            "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
            "SignatureVersion", "1.0",
            "Timestamp", "2016-02-23T12:46:24Z",
            "Version", "2014-05-26");

    assertThat(RpcSignature.stringToSign("GET", parameters, true))
        .isEqualTo(
            "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML"
                + "%26SignatureMethod%3DHMAC-SHA1"
                + "%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"
                + "%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z"
                + "%26Version%3D2014-05-26");
    assertThat(RpcSignature.sign("GET", parameters, SECRET, true))
        .isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
  }

  @Test
  void rpcAgreesWithTheVendorsSignerOnOurActions() {
    assertThat(RpcSignature.sign("POST", SKIP_PRECHECK, SECRET, true))
        .isEqualTo("SK1f3by19GnQCpI7vBhoQv2JeMM=");
    assertThat(RpcSignature.sign("GET", SKIP_PRECHECK, SECRET, true))
        .isEqualTo("UQqEy6J7ExNGdrDiwSxFzP0XPO8=");
  }

  @Test
  void rpcSignsAnyCharacter() {
    Map<String, String> parameters = new HashMap<>(SKIP_PRECHECK);
    parameters
        .keySet()
        .removeAll(List.of("DtsJobId", "Skip", "SkipPreCheckItems", "SkipPreCheckNames"));
    parameters.put("Action", "ShieldPrecheck");
    parameters.put("DtsInstanceId", "dtsi76118o3w920001");
    parameters.put("PrecheckItems", "CHECK_SAME_OBJ,CHECK_SERVER_ID");
    parameters.put("SignatureNonce", "nonce-with *~+/ and 中文");

    assertThat(RpcSignature.sign("GET", parameters, SECRET, true))
        .isEqualTo("+EZr0ZMAiHta1mJJcszX/i7hxmI=");
  }

  @Test
  void acs3AgreesWithThePublishedVector() {
    List<String> signed =
        List.of(
            "host",
            "x-acs-action",
            "x-acs-content-sha256",
            "x-acs-date",
            "x-acs-signature-nonce",
            "x-acs-version");
    String hash = Digests.sha256Hex(new byte[0]);
    Request request =
        post(
            List.of(
                new Request.Parameter("RegionId", "cn-shanghai"),
                new Request.Parameter(
                    "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")),
            Map.of(
                "host", "ecs.cn-shanghai.aliyuncs.com",
                "x-acs-action", "RunInstances",
                "x-acs-version", "2014-05-26",
                "x-acs-date", "2023-10-26T10:22:32Z",
                "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                "x-acs-content-sha256", hash),
            "");

    assertThat(
            Digests.sha256Hex(
                Acs3Signature.canonicalRequest(request, signed, hash).getBytes(UTF_8)))
        .isEqualTo("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    assertThat(Acs3Signature.sign(request, signed, hash, "YourAccessKeySecret"))
        .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void acs3AgreesWithTheVendorsSignerOnAQuery() {
    String hash = Digests.sha256Hex(new byte[0]);
    Request request =
        post(
            List.of(
                new Request.Parameter("DtsJobId", "c7412z57g8k0001"),
                new Request.Parameter("RegionId", "cn-hangzhou"),
                new Request.Parameter("Skip", "true"),
                new Request.Parameter(
                    "SkipPreCheckItems", "[\"CHECK_SAME_OBJ\",\"CHECK_SERVER_ID\"]"),
                new Request.Parameter(
                    "SkipPreCheckNames", "[\"CHECK_SAME_OBJ_DETAIL\",\"CHECK_SERVER_ID_DETAIL\"]")),
            dtsHeaders("SkipPreCheck", hash, Map.of()),
            "");

    assertThat(
            Acs3Signature.sign(
                request,
                List.of(
                    "host",
                    "x-acs-action",
                    "x-acs-content-sha256",
                    "x-acs-date",
                    "x-acs-signature-nonce",
                    "x-acs-version"),
                hash,
                SECRET))
        .isEqualTo("3d001a6d79f13fcf3d0dc1d6ea84238f9f3339db0200658c1e2d840be894c172");
  }

  @Test
  void acs3AgreesWithTheVendorsSignerOnAFormAndATemporaryToken() {
    String body = "MigrationObject=%5B%7B%22DBName%22%3A%22dtstestdata%22%7D%5D";
    String hash = Digests.sha256Hex(body.getBytes(UTF_8));
    Request request =
        post(
            List.of(
                new Request.Parameter("MigrationJobId", "dtsi8911td92330001"),
                new Request.Parameter("MigrationMode.DataIntialization", "true")),
            dtsHeaders(
                "ConfigureMigrationJob",
                hash,
                Map.of(
                    "content-type", "application/x-www-form-urlencoded",
                    "x-acs-accesskey-id", "STS.testid",
                    "x-acs-security-token", "testtoken")),
            body);

    assertThat(hash).isEqualTo("f4c9267a6780baeb82e86046f01702f728a101f8ece372deec3dade836113b33");
    assertThat(
            Acs3Signature.sign(
                request,
                List.of(
                    "content-type",
                    "host",
                    "x-acs-accesskey-id",
                    "x-acs-action",
                    "x-acs-content-sha256",
                    "x-acs-date",
                    "x-acs-security-token",
                    "x-acs-signature-nonce",
                    "x-acs-version"),
                hash,
                SECRET))
        .isEqualTo("4033b5619ac898ddda823a021ea59ebbd8293477fb7eb7aa9a9a348466646727");
  }

  private static Map<String, String> dtsHeaders(
      String action, String hash, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("host", "dts.aliyuncs.com");
    headers.put("x-acs-action", action);
    headers.put("x-acs-version", "2020-01-01");
    headers.put("x-acs-date", "2024-05-06T07:08:09Z");
    headers.put("x-acs-signature-nonce", "0b1c2d3e4f5061728394a5b6c7d8e9f0");
    headers.put("x-acs-content-sha256", hash);
    return headers;
  }

  private static Request post(
      List<Request.Parameter> query, Map<String, String> headers, String body) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Request("POST", "/", "", query, lists, body.getBytes(UTF_8));
  }
}
