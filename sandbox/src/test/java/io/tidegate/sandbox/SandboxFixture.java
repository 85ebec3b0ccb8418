package io.tidegate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.core.JobTiming;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A sandbox on fakes, with its admin API at hand. */
public final class SandboxFixture implements AutoCloseable {
  public static final AccessKey KEY = new AccessKey("testid", "testsecret");
  public static final String NEW_JOB =
      """
      {"dialect":"alibaba","name":"orders",
       "source":{"host":"127.0.0.1","port":3301,"user":"src","password":"canary-source"},
       "target":{"host":"127.0.0.1","port":3302,"user":"dst","password":"canary-target"},
       "objects":[{"database":"shop","targetDatabase":"shop_new","tables":["orders"]}]}""";

  private static final ObjectMapper JSON = new ObjectMapper();

  public final FakePrechecks prechecks = new FakePrechecks();
  public final FakeEngine engine = new FakeEngine();
  private final Path data;
  private final Duration staleness;
  private final int callsPerSecond;
  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;

  public SandboxFixture(Path data) {
    this(data, Duration.ZERO, 0);
  }

  public SandboxFixture(Path data, Duration staleness, int callsPerSecond) {
    this.data = data;
    this.staleness = staleness;
    this.callsPerSecond = callsPerSecond;
    this.sandbox = start();
  }

  private Sandbox start() {
    try {
      return Sandbox.start(
          new SandboxSettings(
              "127.0.0.1", 0, data, KEY, new JobTiming(staleness, Duration.ZERO), callsPerSecond),
          new DatabaseParts(prechecks, metadatabase -> engine));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public void restart() {
    sandbox.close();
    sandbox = start();
  }

  public String address() {
    return sandbox.address();
  }

  /** Makes a job; returns its id. */
  public String createJob() {
    return admin("POST", "/admin/jobs", NEW_JOB).body().get("id").asText();
  }

  public JsonNode job(String id) {
    return admin("GET", "/admin/jobs/" + id, "").body();
  }

  public void arm(String action, String fault) {
    admin("POST", "/admin/faults", "{\"action\":\"" + action + "\",\"fault\":\"" + fault + "\"}");
  }

  public void awaitStatus(String id, String status) {
    await(status, () -> job(id).get("status").asText().equals(status));
  }

  /** Looks until it holds, for half a minute at most. */
  public static void await(String what, BooleanSupplier condition) {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited in vain for: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /** What the admin API answered. */
  public record AdminAnswer(int status, JsonNode body, String text) {}

  public AdminAnswer admin(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    try {
      return new AdminAnswer(
          response.statusCode(), JSON.readTree(response.body()), response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
