package io.tidegate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody at Alibaba's console: does on the wire what no pipeline does. */
final class Console {
  private final String address;

  Console(House house) {
    address = house.sandboxAddress();
  }

  /** Has the service no longer pass over an item. */
  void takeShieldBack(String job, String item) throws Exception {
    call(
        "SkipPreCheck",
        Map.of("DtsJobId", job, "Skip", "false", "SkipPreCheckItems", "[\"" + item + "\"]"));
  }

  /** Signed by version 1.0 of the RPC style, as the older SDKs do. */
  private void call(String action, Map<String, String> its) throws Exception {
    Map<String, String> parameters = new TreeMap<>(its);
    parameters.put("Action", action);
    parameters.put("Version", "2020-01-01");
    parameters.put("Format", "JSON");
    parameters.put("RegionId", "cn-hangzhou");
    parameters.put("AccessKeyId", House.KEY);
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", UUID.randomUUID().toString());
    parameters.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    String query =
        parameters.entrySet().stream()
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec((House.SECRET + "&").getBytes(UTF_8), "HmacSHA1"));
    byte[] signature = mac.doFinal(("GET&%2F&" + encoded(query)).getBytes(UTF_8));
    URI uri =
        URI.create(
            "http://"
                + address
                + "/?"
                + query
                + "&Signature="
                + encoded(Base64.getEncoder().encodeToString(signature)));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(House.json().readTree(answer.body()).path("Success").asBoolean())
        .as(answer.body())
        .isTrue();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
