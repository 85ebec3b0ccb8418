package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.provider.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The sandbox's admin API: the truth that a test judges by. */
final class Admin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  Admin(String address) {
    this.address = address;
  }

  JsonNode get(String path) {
    return call(HttpRequest.newBuilder(uri(path)).GET().build());
  }

  JsonNode post(String path, Map<String, ?> body) {
    try {
      return call(
          HttpRequest.newBuilder(uri(path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode job(String id) {
    return get("/jobs/" + id);
  }

  /** How many calls of an action have come in. */
  int received(String action) {
    return get("/calls").path(action).path("received").asInt();
  }

  void arm(String action, String fault, int times, String duration) {
    post("/faults", Map.of("action", action, "fault", fault, "times", times, "duration", duration));
  }

  /** Disarms every fault, and lets endless checks end. */
  void disarmAll() {
    call(HttpRequest.newBuilder(uri("/faults")).DELETE().build());
  }

  /** Has the service tell that an assessment of a job failed. */
  void failAssessment(String job, String item, String repair) {
    post("/jobs/" + job + "/assessment", Map.of("item", item, "repair", repair));
  }

  void forgetAssessment(String job) {
    call(HttpRequest.newBuilder(uri("/jobs/" + job + "/assessment")).DELETE().build());
  }

  /** As the service issues one that expires. */
  Credentials issueKey(Duration timeToLive) {
    JsonNode key = post("/keys", Map.of("ttl", timeToLive.toString()));
    return new Credentials(
        key.path("id").asText(), key.path("secret").asText(), key.path("token").asText());
  }

  void addKey(Credentials key) {
    post("/keys", Map.of("id", key.accessKeyId(), "secret", key.accessKeySecret()));
  }

  void removeKey(String id) {
    call(HttpRequest.newBuilder(uri("/keys/" + id)).DELETE().build());
  }

  /** Lets time pass for the service, and for the expiry of keys, but not for signatures. */
  void advanceClock(Duration by) {
    post("/clock", Map.of("advance", by.toString(), "signatures", false));
  }

  private URI uri(String path) {
    return URI.create("http://" + address + "/admin" + path);
  }

  private JsonNode call(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(request.uri() + " " + response.body()).isLessThan(300);
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
