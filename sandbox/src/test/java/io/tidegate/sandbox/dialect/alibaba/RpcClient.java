package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.SandboxFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A client of the older signature scheme, as bare as a test needs it to send wrong things. */
final class RpcClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<String> address;

  RpcClient(SandboxFixture sandbox) {
    // A sandbox that was started again has another one.
    this(sandbox::address);
  }

  RpcClient(Supplier<String> address) {
    this.address = address;
  }

  /** An HTTP answer; body is null where it is not JSON. */
  record Reply(int status, String text, JsonNode body) {
    String code() {
      return body.path("Code").asText();
    }
  }

  /** Calls by POST with a form. */
  Reply call(String action, String... namesAndValues) {
    return post(signed("POST", parameters(action, namesAndValues)));
  }

  static Map<String, String> parameters(String action, String... namesAndValues) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Action", action);
    parameters.put("Version", "2020-01-01");
    parameters.put("Format", "JSON");
    parameters.put("AccessKeyId", SandboxFixture.KEY.id());
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", UUID.randomUUID().toString());
    parameters.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  static Map<String, String> signed(String method, Map<String, String> parameters) {
    Map<String, String> signed = new HashMap<>(parameters);
    String secret = SandboxFixture.KEY.secret();
    signed.put("Signature", RpcSignature.sign(method, parameters, secret, true));
    return signed;
  }

  Reply post(Map<String, String> parameters) {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address.get() + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(parameters)))
            .build());
  }

  Reply get(Map<String, String> parameters) {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address.get() + "/?" + encoded(parameters)))
            .build());
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      JsonNode body = text.startsWith("{") ? JSON.readTree(text) : null;
      return new Reply(response.statusCode(), text, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                URLEncoder.encode(entry.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
