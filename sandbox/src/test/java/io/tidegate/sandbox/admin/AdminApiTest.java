package io.tidegate.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.SandboxFixture.AdminAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiTest {
  @TempDir Path data;
  private SandboxFixture sandbox;

  @BeforeEach
  void start() {
    sandbox = new SandboxFixture(data.resolve("sandbox"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void isUp() {
    AdminAnswer health = sandbox.admin("GET", "/admin/health", "");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text()).isEqualTo("{\"status\":\"UP\"}\n");
  }

  @Test
  void aNewJobHasItsIdsAndWaits() {
    AdminAnswer created = sandbox.admin("POST", "/admin/jobs", SandboxFixture.NEW_JOB);
    String id = created.body().get("id").asText();

    assertThat(created.status()).isEqualTo(201);
    assertThat(id).matches("[a-z][a-z0-9]{14}");
    assertThat(created.body().get("dtsJobId").asText()).isEqualTo(id);
    assertThat(created.body().get("dtsInstanceId").asText()).isEqualTo("dts" + id);
    assertThat(created.body().get("status").asText()).isEqualTo("NOT_STARTED");
    assertThat(created.body().at("/effects/starts").asInt()).isZero();
    assertThat(sandbox.job("dts" + id)).isEqualTo(sandbox.job(id));
    assertThat(sandbox.admin("GET", "/admin/jobs", "").body()).hasSize(1);
    assertThat(created.text()).doesNotContain("canary");
  }

  @Test
  void jobsOutliveTheProcess() {
    String id = sandbox.createJob();
    JsonNode before = sandbox.job(id);

    sandbox.restart();

    assertThat(sandbox.job(id)).isEqualTo(before);
  }

  @Test
  void whatHoldsPasswordsIsReadableByItsOwnerAlone() throws IOException {
    sandbox.createJob();

    try (Stream<Path> files = Files.list(data.resolve("sandbox"))) {
      List<Path> holders =
          files.filter(file -> file.getFileName().toString().startsWith("metadatabase")).toList();
      assertThat(holders).isNotEmpty();
      for (Path file : holders) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"name\":\"orders\" | \"name\":7 | 'name' has a value of the wrong type",
        "\"name\":\"orders\" | \"title\":\"orders\" | unknown key 'title'",
        "\"port\":3301 | \"port\":\"canary-port\" | 'source.port' has a value of the wrong type",
        "\"port\":3301, | ~~ | 'source.port' is missing",
        "\"password\":\"canary-source\" | \"password\":4711 | 'source.password' has a value of",
        "\"dialect\":\"alibaba\" | \"dialect\":\"klingon\" | 'dialect' must be one of [alibaba, alibaba-sync, oms, tencent, tencent-2018, tencent-sync]",
        "\"tables\":[\"orders\"] | \"tables\":[null] | 'objects[].tables[]' is missing",
        "\"objects\":[ | \"stages\":{\"incremental\":true,\"fullLoad\":false},\"objects\":[ | the stage incremental",
        "\"name\":\"orders\", | \"name\":\"orders\" | the body is not JSON: line 2",
      })
  void aBadJobIsRefusedInOneLine(String part, String instead, String message) {
    AdminAnswer refused =
        sandbox.admin(
            "POST",
            "/admin/jobs",
            SandboxFixture.NEW_JOB.replaceFirst(Pattern.quote(part), instead));

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.body().get("error").asText()).contains(message).doesNotContain("\n");
    assertThat(refused.text()).doesNotContain("canary", "4711");
    assertThat(sandbox.admin("GET", "/admin/jobs", "").body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/admin/faults | {\"action\":\"*\",\"fault\":\"melt\"} | 'fault' must be one of throttle,",
        "/admin/faults | {\"fault\":\"late\"} | 'action' is missing",
        "/admin/faults | {\"action\":\"*\",\"fault\":\"late\",\"times\":0} | 'times' must be",
        "/admin/faults | {\"action\":\"*\",\"fault\":\"late\",\"duration\":\"5s\"} | 'duration'",
        "/admin/clock | {\"advance\":\"-PT1S\"} | 'advance' must be between",
        "/admin/clock | {} | 'advance' is missing",
        "/admin/clock | [] | must be one JSON object",
        "/admin/clock | null | must be a JSON object",
      })
  void aBadOrderIsRefusedInOneLine(String path, String body, String message) {
    AdminAnswer refused = sandbox.admin("POST", path, body);

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.body().get("error").asText()).contains(message);
  }

  @Test
  void faultsAreListedAndTakenBack() {
    AdminAnswer armed =
        sandbox.admin(
            "POST",
            "/admin/faults",
            "{\"action\":\"StartDtsJob\",\"fault\":\"late\",\"times\":3,\"duration\":\"PT2S\"}");

    assertThat(armed.status()).isEqualTo(201);
    assertThat(armed.body().get("id").asInt()).isEqualTo(1);
    assertThat(sandbox.admin("GET", "/admin/faults", "").body().get(0)).isEqualTo(armed.body());
    sandbox.admin("DELETE", "/admin/faults", "");
    assertThat(sandbox.admin("GET", "/admin/faults", "").body()).isEmpty();
  }

  @Test
  void theSteppedClockOutlivesTheProcess() {
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT5M\"}");

    sandbox.restart();

    assertThat(sandbox.admin("GET", "/admin/clock", "").body().get("offset").asText())
        .isEqualTo("PT5M");
  }

  @Test
  void unknownJobsAndPathsAreNotThere() {
    assertThat(sandbox.admin("GET", "/admin/jobs/nobody", "").status()).isEqualTo(404);
    assertThat(sandbox.admin("GET", "/admin/secrets", "").status()).isEqualTo(404);
    assertThat(sandbox.admin("DELETE", "/admin/jobs", "").status()).isEqualTo(404);
  }

  @Test
  void aWebPageElsewhereGetsNoAnswer() throws IOException {
    assertThat(rawStatus("Host: evil.example")).startsWith("HTTP/1.1 403");
    assertThat(rawStatus("Host: 127.0.0.1.evil.example")).startsWith("HTTP/1.1 403");
    assertThat(rawStatus("Host: localhost:80")).startsWith("HTTP/1.1 200");
    assertThat(rawStatus("Host: [::1]:80")).startsWith("HTTP/1.1 200");
    HttpRequest fromAPage =
        HttpRequest.newBuilder(URI.create("http://" + sandbox.address() + "/admin/jobs"))
            .header("Origin", "http://evil.example")
            .POST(HttpRequest.BodyPublishers.ofString(SandboxFixture.NEW_JOB))
            .build();
    assertThat(sandbox.send(fromAPage).statusCode()).isEqualTo(403);
  }

  private String rawStatus(String hostHeader) throws IOException {
    String[] address = sandbox.address().split(":", -1);
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      String request =
          "GET /admin/health HTTP/1.1\r\n" + hostHeader + "\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aJobIsCompletedByACallWhereItCanBe() {
    String plain = sandbox.createJob();
    String id =
        sandbox
            .admin(
                "POST",
                "/admin/jobs",
                SandboxFixture.NEW_JOB.replace(
                    "\"objects\":", "\"stages\":{\"incremental\":true},\"objects\":"))
            .body()
            .get("id")
            .asText();
    AdminAnswer refused = sandbox.admin("POST", "/admin/jobs/" + id + "/complete", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("error").asText()).contains(id).contains("NOT_STARTED");
    assertThat(sandbox.admin("POST", "/admin/jobs/nowhere/complete", "").status()).isEqualTo(404);
    assertThat(sandbox.job(plain).get("following").isNull()).isTrue();
    JsonNode following = sandbox.job(id).get("following");
    assertThat(following.get("state").asText()).isEqualTo("NOT_STARTED");
    assertThat(following.get("lagSeconds").asInt()).isEqualTo(-1);
  }

  @Test
  void what_an_assessment_found_is_planted_and_forgotten() {
    String id = sandbox.createJob();
    String path = "/admin/jobs/" + id + "/assessment";

    AdminAnswer planted =
        sandbox.admin("POST", path, "{\"item\":\"ANALYSIS_1\",\"error\":\"e\",\"repair\":\"r\"}");
    assertThat(planted.status()).isEqualTo(201);
    assertThat(planted.body().findValuesAsText("verdict")).containsExactly("FAILED");
    String another = "{\"item\":\"ANALYSIS_2\",\"verdict\":\"WARNING\"}";
    assertThat(sandbox.admin("POST", path, another).body()).hasSize(2);
    assertThat(sandbox.admin("DELETE", path, "").body()).isEmpty();

    for (String bad :
        List.of("{}", "{\"item\":\"a b\"}", "{\"item\":\"A\",\"verdict\":\"SKIPPED\"}", "[]")) {
      assertThat(sandbox.admin("POST", path, bad).status()).as(bad).isEqualTo(400);
    }
    String nobody = "/admin/jobs/nobody/assessment";
    assertThat(sandbox.admin("POST", nobody, another).status()).isEqualTo(404);
    assertThat(sandbox.admin("GET", path, "").status()).isEqualTo(404);
    assertThat(sandbox.admin("POST", "/admin/jobs/assessment", another).status()).isEqualTo(404);
  }
}
