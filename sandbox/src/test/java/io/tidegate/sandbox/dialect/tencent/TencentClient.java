package io.tidegate.sandbox.dialect.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A client of both signature schemes, as bare as a test needs it to send wrong things. */
final class TencentClient {
  static final String VERSION = "2021-12-06";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<String> address;
  private final String version;

  TencentClient(SandboxFixture sandbox) {
    this(sandbox::address);
  }

  TencentClient(Supplier<String> address) {
    this(address, VERSION);
  }

  private TencentClient(Supplier<String> address, String version) {
    this.address = address;
    this.version = version;
  }

  /** A client of the version of 2018. */
  static TencentClient of2018(SandboxFixture sandbox) {
    return new TencentClient(sandbox::address, "2018-03-30");
  }

  /** An HTTP answer; response is what stands in the envelope, missing where it is not JSON. */
  record Reply(int status, String text, JsonNode response) {
    /** The code of a refusal; empty for a yes. */
    String code() {
      return response.at("/Error/Code").asText();
    }

    String at(String path) {
      return response.at(path).asText();
    }

    JsonNode get(String field) {
      return response.path(field);
    }
  }

  /** A call of the newer scheme that a test may spoil before it is sent. */
  final class Draft {
    final Map<String, String> headers = new LinkedHashMap<>();
    String method = "POST";
    String query = "";
    String body;
    List<String> signedHeaders = List.of("content-type", "host");
    String service = "dts";
    AccessKey key = SandboxFixture.KEY;

    private Draft(String action, String body) {
      this.body = body;
      headers.put("content-type", "application/json");
      headers.put("x-tc-action", action);
      headers.put("x-tc-version", version);
      headers.put("x-tc-region", "ap-guangzhou");
      headers.put("x-tc-timestamp", Long.toString(Instant.now().getEpochSecond()));
    }

    Draft with(String header, String value) {
      headers.put(header, value);
      return this;
    }

    Draft without(String header) {
      headers.remove(header);
      return this;
    }

    /** Puts the signature of what the draft now holds into it. */
    Draft sign() {
      String timestamp = Objects.requireNonNull(headers.get("x-tc-timestamp"));
      String date =
          Instant.ofEpochSecond(Long.parseLong(timestamp))
              .atOffset(ZoneOffset.UTC)
              .toLocalDate()
              .toString();
      Map<String, List<String>> all = new HashMap<>();
      headers.forEach((name, value) -> all.put(name, List.of(value)));
      all.put("host", List.of(address.get()));
      Tc3Signature.Scope scope = new Tc3Signature.Scope(date, service);
      String signature =
          Tc3Signature.sign(
              new Request(method, "/", query, List.of(), all, body.getBytes(UTF_8)),
              signedHeaders,
              timestamp,
              scope,
              key.secret());
      return with(
          "authorization",
          "TC3-HMAC-SHA256 Credential="
              + key.id()
              + "/"
              + scope
              + ", SignedHeaders="
              + String.join(";", signedHeaders)
              + ", Signature="
              + signature);
    }

    Reply send() {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
              URI.create("http://" + address.get() + "/" + (query.isEmpty() ? "" : "?" + query)));
      headers.forEach(request::header);
      return TencentClient.this.send(
          request.method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }
  }

  Draft draft(String action, String body) {
    return new Draft(action, body);
  }

  /** Calls with a JSON body. */
  Reply call(String action, String body) {
    return draft(action, body).sign().send();
  }

  /** Calls an action that takes nothing but a job. */
  Reply job(String action, String id) {
    return call(action, "{\"JobId\":\"" + id + "\"}");
  }

  /** Calls by GET in the newer scheme, with parameters in the query. */
  Reply get(String action, String query) {
    Draft draft = draft(action, "").with("content-type", "application/x-www-form-urlencoded");
    draft.method = "GET";
    draft.query = query;
    return draft.sign().send();
  }

  /** The parameters of a call of the older scheme, not yet signed. */
  static Map<String, String> plain(String action, String... namesAndValues) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Action", action);
    parameters.put("Version", VERSION);
    parameters.put("Region", "ap-guangzhou");
    parameters.put("SecretId", SandboxFixture.KEY.id());
    parameters.put("Nonce", "4711");
    parameters.put("Timestamp", Long.toString(Instant.now().getEpochSecond()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  Map<String, String> signed(String method, Map<String, String> parameters) {
    Map<String, String> signed = new HashMap<>(parameters);
    signed.put(
        "Signature",
        PlainSignature.sign(
            parameters.getOrDefault("SignatureMethod", "HmacSHA1"),
            method,
            address.get(),
            parameters,
            SandboxFixture.KEY.secret()));
    return signed;
  }

  Reply postForm(Map<String, String> parameters) {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address.get() + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(parameters)))
            .build());
  }

  Reply getForm(Map<String, String> parameters) {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address.get() + "/?" + encoded(parameters)))
            .build());
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      JsonNode body = text.startsWith("{") ? JSON.readTree(text) : JSON.missingNode();
      return new Reply(response.statusCode(), text, body.path("Response"));
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
