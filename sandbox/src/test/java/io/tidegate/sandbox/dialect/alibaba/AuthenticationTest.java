package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationTest {
  private SandboxFixture sandbox;
  private RpcClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void acceptsAnRpcSignatureByGetAndByPost() {
    assertThat(client.call("DescribeDtsJobs").status()).isEqualTo(200);
    assertThat(
            client.get(RpcClient.signed("GET", RpcClient.parameters("DescribeDtsJobs"))).status())
        .isEqualTo(200);
  }

  @Test
  void acceptsEmptyParametersSignedOrLeftOut() {
    Map<String, String> parameters = RpcClient.parameters("DescribeDtsJobs", "Status", "");
    Map<String, String> leftOut = new HashMap<>(parameters);
    leftOut.put("Signature", RpcSignature.sign("POST", parameters, "testsecret", false));

    assertThat(client.post(leftOut).status()).isEqualTo(200);
    assertThat(
            client
                .post(
                    RpcClient.signed("POST", RpcClient.parameters("DescribeDtsJobs", "Status", "")))
                .status())
        .isEqualTo(200);
  }

  @Test
  void refusesWhatWasChangedAfterSigning() {
    Map<String, String> tampered =
        RpcClient.signed("POST", RpcClient.parameters("DescribeDtsJobs"));
    tampered.put("Status", "Finished");

    assertRefused(client.post(tampered), 400, "SignatureDoesNotMatch");
  }

  @Test
  void refusesACopyOfAnAcceptedRequest() {
    Map<String, String> parameters =
        RpcClient.signed("POST", RpcClient.parameters("DescribeDtsJobs"));

    assertThat(client.post(parameters).status()).isEqualTo(200);
    assertRefused(client.post(parameters), 400, "SignatureNonceUsed");
  }

  @Test
  void aNonceOfARefusedRequestIsNotUsedUp() {
    Map<String, String> parameters = RpcClient.parameters("DescribeDtsJobs");
    Map<String, String> wrong = new HashMap<>(parameters);
    wrong.put("Signature", "AAAA");

    assertRefused(client.post(wrong), 400, "SignatureDoesNotMatch");
    assertThat(client.post(RpcClient.signed("POST", parameters)).status()).isEqualTo(200);
  }

  @Test
  void refusesADateMoreThanAQuarterOfAnHourOff() {
    for (Duration off : List.of(Duration.ofMinutes(16), Duration.ofMinutes(-16))) {
      String date = Instant.now().plus(off).truncatedTo(ChronoUnit.SECONDS).toString();
      assertRefused(
          client.call("DescribeDtsJobs", "Timestamp", date), 400, "InvalidTimeStamp.Expired");
    }
    String near =
        Instant.now().minus(Duration.ofMinutes(14)).truncatedTo(ChronoUnit.SECONDS).toString();
    assertThat(client.call("DescribeDtsJobs", "Timestamp", near).status()).isEqualTo(200);
    assertRefused(
        client.call("DescribeDtsJobs", "Timestamp", "yesterday"), 400, "InvalidTimeStamp.Format");
  }

  @Test
  void judgesDatesByTheSteppedClockUnlessToldNotTo() {
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\",\"signatures\":false}");
    assertThat(client.call("DescribeDtsJobs").status()).isEqualTo(200);

    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\"}");
    assertRefused(client.call("DescribeDtsJobs"), 400, "InvalidTimeStamp.Expired");
  }

  @Test
  void refusesAnUnknownKeyAndMissingParts() {
    assertRefused(
        client.call("DescribeDtsJobs", "AccessKeyId", "nobody"),
        404,
        "InvalidAccessKeyId.NotFound");
    for (String part :
        List.of("AccessKeyId", "SignatureNonce", "Timestamp", "SignatureMethod", "Action")) {
      Map<String, String> parameters = RpcClient.parameters("DescribeDtsJobs");
      parameters.remove(part);
      Reply reply = client.post(RpcClient.signed("POST", parameters));
      assertRefused(reply, 400, "MissingParameter");
      assertThat(reply.body().get("Message").asText()).contains(part);
    }
    assertRefused(client.post(RpcClient.parameters("DescribeDtsJobs")), 400, "MissingParameter");
    assertRefused(
        client.call("DescribeDtsJobs", "SignatureMethod", "HMAC-MD5"),
        400,
        "InvalidSignatureMethod");
  }

  @Test
  void refusesUnknownActionsVersionsAndPaths() {
    assertRefused(client.call("DropEverything"), 404, "InvalidAction.NotFound");
    assertRefused(client.call("DescribeDtsJobs", "Version", "2018-03-30"), 400, "InvalidVersion");
    Reply elsewhere =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://" + sandbox.address() + "/x?Format=JSON&Action=StartDtsJob"))
                .build());
    assertRefused(elsewhere, 404, "InvalidAction.NotFound");
  }

  @Test
  void acceptsAnAcs3SignatureOverTheHeadersItNames() {
    assertThat(client.send(acs3(Map.of(), "", "").build()).status()).isEqualTo(200);
    assertThat(client.send(acs3(Map.of(), "DtsJobId=a", "DtsJobId=a").build()).status())
        .isEqualTo(200);
  }

  @Test
  void refusesAnAcs3RequestWithAnotherBodyThanWasSigned() {
    assertRefused(
        client.send(acs3(Map.of(), "DtsJobId=a", "DtsJobId=b").build()),
        400,
        "SignatureDoesNotMatch");
  }

  @Test
  void refusesAnAcs3RequestWithoutWhatMustBeSigned() {
    for (String name :
        List.of("x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256", "host")) {
      assertRefused(
          client.send(acs3(Map.of(name, ""), "", "").build()), 400, "IncompleteSignature");
    }
    HttpRequest unsigned =
        HttpRequest.newBuilder(URI.create("http://" + sandbox.address() + "/"))
            .header("Authorization", "ACS3-HMAC-SHA256 Credential=testid")
            .header("x-acs-action", "DescribeDtsJobs")
            .header("x-acs-version", "2020-01-01")
            .build();
    assertRefused(client.send(unsigned), 400, "IncompleteSignature");
  }

  @Test
  void anUnsignedHeaderDoesNotChooseTheAction() {
    Map<String, String> parameters =
        RpcClient.signed("GET", RpcClient.parameters("DescribeDtsJobs"));
    String query =
        String.join(
            "&",
            parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + PercentEncoding.encode(e.getValue()))
                .toList());
    Reply reply =
        client.send(
            HttpRequest.newBuilder(URI.create("http://" + sandbox.address() + "/?" + query))
                .header("x-acs-action", "StopDtsJob")
                .build());

    assertThat(reply.body().has("DtsJobList")).isTrue();
  }

  @Test
  void answersInXmlWhereTheOlderSchemeAsksForNothingElse() {
    Map<String, String> parameters = RpcClient.parameters("DescribeDtsJobs");
    parameters.remove("Format");
    sandbox.createJob();
    Reply reply = client.post(RpcClient.signed("POST", parameters));

    assertThat(reply.text())
        .startsWith("<?xml version='1.0' encoding='UTF-8'?><DescribeDtsJobsResponse>")
        .contains("<DtsJobList><DtsJobId>")
        .contains("<Success>true</Success>");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    Reply reply = client.call("DescribeDtsJobs", "DtsJobId", "x".repeat(1 << 20));

    assertThat(reply.status()).isEqualTo(413);
  }

  private HttpRequest.Builder acs3(Map<String, String> without, String hashed, String sent) {
    Map<String, String> headers = new HashMap<>();
    headers.put("host", sandbox.address());
    headers.put("x-acs-action", "DescribeDtsJobs");
    headers.put("x-acs-version", "2020-01-01");
    headers.put("x-acs-date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
    headers.put("x-acs-content-sha256", Digests.sha256Hex(hashed.getBytes(UTF_8)));
    if (!sent.isEmpty()) {
      headers.put("content-type", "application/x-www-form-urlencoded");
    }
    headers.keySet().removeAll(without.keySet());
    List<String> signed = headers.keySet().stream().sorted().toList();
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    String hash = headers.getOrDefault("x-acs-content-sha256", "");
    String signature =
        Acs3Signature.sign(
            new Request("POST", "/", "", List.of(), lists, new byte[0]),
            signed,
            hash,
            "testsecret");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + sandbox.address() + "/"))
            .POST(HttpRequest.BodyPublishers.ofString(sent));
    headers.forEach(
        (name, value) -> {
          if (!name.equals("host")) {
            request.header(name, value);
          }
        });
    return request.header(
        "Authorization",
        "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders="
            + String.join(";", signed)
            + ",Signature="
            + signature);
  }

  private static void assertRefused(Reply reply, int status, String code) {
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body().get("RequestId").asText()).isNotBlank();
    assertThat(reply.body().has("HostId")).isTrue();
  }
}
