package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CliException;
import io.tidegate.cli.output.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The sandbox's admin API: what a person would do in a provider's console. */
final class SandboxClient {
  private static final Duration CALL = Duration.ofSeconds(20);

  private final String admin;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CALL).build();

  /**
   * @param admin e.g. {@code http://127.0.0.1:41234/admin}
   */
  SandboxClient(String admin) {
    this.admin = admin;
  }

  JsonNode createJob(Object job) {
    return call(
        request("/jobs")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(job))));
  }

  JsonNode job(String id) {
    return call(request("/jobs/" + id).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(admin + path)).timeout(CALL);
  }

  private JsonNode call(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode body = Json.mapper().readTree(response.body());
      if (response.statusCode() >= 300) {
        throw CliException.failed(
            "the sandbox refuses "
                + request.uri().getPath()
                + " ("
                + response.statusCode()
                + "): "
                + body.path("error").asText(response.body()));
      }
      return body;
    } catch (IOException e) {
      throw CliException.failed("the sandbox does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted");
    }
  }
}
