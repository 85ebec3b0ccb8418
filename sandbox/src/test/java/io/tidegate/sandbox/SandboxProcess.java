package io.tidegate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sandbox as a process of its own, which can be killed. */
final class SandboxProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();

  private SandboxProcess(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static SandboxProcess start(Path folder, String... options) throws IOException {
    Path ready = folder.resolve("ready.json");
    Files.deleteIfExists(ready);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxApplication.class.getName(),
                "--data",
                folder.resolve("data").toString(),
                "--ready-file",
                ready.toString()));
    command.addAll(Arrays.asList(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TIDEGATE_SANDBOX_ACCESS_KEY_ID", SandboxFixture.KEY.id());
    builder.environment().put("TIDEGATE_SANDBOX_ACCESS_KEY_SECRET", SandboxFixture.KEY.secret());
    File log = folder.resolve("sandbox.log").toFile();
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    SandboxFixture.await("a sandbox, see " + log, () -> Files.exists(ready) || !process.isAlive());
    return new SandboxProcess(process, JSON.readTree(ready.toFile()).get("address").asText());
  }

  String address() {
    return address;
  }

  JsonNode admin(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  /** As {@code kill}; answers the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
