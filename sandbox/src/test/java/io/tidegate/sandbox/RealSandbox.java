package io.tidegate.sandbox;

import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobTiming;
import io.tidegate.sandbox.engine.EngineSettings;
import io.tidegate.sandbox.engine.RowEngine;
import io.tidegate.sandbox.precheck.DatabasePrechecks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A sandbox behind which real databases are asked and real rows move. */
public final class RealSandbox implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> UNDER_WAY = Set.of("PRECHECKING", "MIGRATING");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;

  private RealSandbox(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  public static RealSandbox start() throws IOException {
    return new RealSandbox(
        Sandbox.start(
            new SandboxSettings(
                "127.0.0.1",
                0,
                freshFolder(),
                SandboxFixture.KEY,
                new JobTiming(Duration.ZERO, Duration.ZERO),
                0),
            new DatabaseParts(
                new DatabasePrechecks(), meta -> new RowEngine(meta, EngineSettings.DEFAULT))));
  }

  public String address() {
    return sandbox.address();
  }

  /** Makes a job that moves whole databases, named as the first of them; returns its id. */
  public String createJob(Endpoint source, Endpoint target, String... databases)
      throws IOException {
    return createJobOf("alibaba", false, source, target, databases);
  }

  /** The same in any dialect, and with the incremental stage or without. */
  public String createJobOf(
      String dialect, boolean incremental, Endpoint source, Endpoint target, String... databases)
      throws IOException {
    return create(
        Map.of(
            "dialect",
            dialect,
            "name",
            databases[0],
            "stages",
            Map.of("incremental", incremental),
            "source",
            source,
            "target",
            target,
            "objects",
            Arrays.stream(databases).map(name -> Map.of("database", name)).toList()));
  }

  /** Makes the other direction of a synchronisation of one database; returns its id. */
  public String createWayBack(String of, Endpoint source, Endpoint target, String database)
      throws IOException {
    return create(
        Map.of(
            "dialect",
            "alibaba-sync",
            "name",
            database,
            "reverseOf",
            of,
            "stages",
            Map.of("incremental", true),
            "source",
            source,
            "target",
            target,
            "objects",
            List.of(Map.of("database", database))));
  }

  private String create(Map<String, Object> body) throws IOException {
    JsonNode created = admin("/admin/jobs", "POST", JSON.writeValueAsString(body));
    if (!created.has("dtsJobId")) {
      throw new AssertionError(created.toString());
    }
    return created.get("dtsJobId").asText();
  }

  /** Waits until the job neither prechecks nor moves; returns its status. */
  public String awaitRest(String id) {
    SandboxFixture.await("rest", () -> !UNDER_WAY.contains(status(id)));
    return status(id);
  }

  /** Waits until the job's precheck has ended. */
  public void awaitChecked(String id) {
    SandboxFixture.await("the check's end", () -> !status(id).equals("PRECHECKING"));
  }

  private String status(String id) {
    try {
      return admin("/admin/jobs/" + id, "GET", "").path("status").asText();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Calls the admin API. */
  public JsonNode admin(String path, String method, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
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
