package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Requests that no client sends: an answer in the shape of the others, or none; never the end. */
class WireFuzzTest {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern GO_ON =
      Pattern.compile("^HTTP/1\\.1 100 Continue\r\n(?:[^\r\n]+\r\n)*\r\n");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ACTIONS =
      List.of(
          "StartDtsJob",
          "SuspendDtsJob",
          "StopDtsJob",
          "SkipPreCheck",
          "DescribePreCheckStatus",
          "DescribeDtsJobs",
          "DescribeDtsJobDetail",
          "ShieldPrecheck",
          "StartMigrationJob",
          "SuspendMigrationJob",
          "StopMigrationJob",
          "DescribeMigrationJobStatus",
          "DescribeMigrationJobs",
          "DescribeMigrationJobDetail");

  private static final List<String> PARAMETERS =
      List.of(
          "DtsJobId",
          "DtsInstanceId",
          "DtsInstanceID",
          "JobId",
          "Skip",
          "SkipPreCheckItems",
          "SkipPreCheckNames",
          "JobCode",
          "StructType",
          "StructPhase",
          "PageNo",
          "PageNum",
          "PageNumber",
          "PageSize",
          "Name",
          "JobType",
          "Status",
          "Type",
          "Params",
          "OrderDirection",
          "WithoutDbList",
          "MigrationJobId",
          "PrecheckItems",
          "Format",
          "MigrationJobName",
          "MigrationMode.StructureInitialization",
          "RegionId");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "0",
          "1",
          "-1",
          "2147483647",
          "2147483648",
          "99999999999999999999",
          "1.5",
          "NaN",
          "true",
          "TRUE",
          "no",
          "JOB",
          "INSTANCE",
          "01",
          "03",
          "before",
          "during",
          "name",
          "JSON",
          "XML",
          "xml ",
          "MIGRATION",
          "SYNC",
          "DESC",
          "[]",
          "[\"CHECK_SAME_OBJ\"]",
          "[null]",
          "[[",
          "{",
          "CHECK_SAME_OBJ",
          "CHECK_SAME_OBJ,,X",
          "'; drop table job; --",
          "%",
          "%00",
          "\u0000",
          "\u001b[2J",
          "\r\nX: y",
          "<x>&amp;",
          "]]>",
          "\u202e",
          "错",
          "x".repeat(5_000));

  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\n",
          "\r",
          " ",
          ":",
          "%",
          "%zz",
          "%00",
          "?",
          "&",
          "=",
          "/",
          "//",
          "..",
          "#",
          "\u0000",
          "\u00ff",
          "HTTP/1.1",
          "HTTP/9.9",
          "HTTP",
          "GET ",
          "POST ",
          "BREW ",
          "mailto:x",
          "*",
          "http://x/",
          "/admin",
          "/admin/jobs/%",
          "[",
          "Content-Length: 5\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Content-Length: 2000000\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Expect: 100-continue\r\n",
          "Authorization: ACS3-HMAC-SHA256 Credential=,SignedHeaders=;;,Signature=\r\n",
          "Authorization: x\r\n",
          "x: " + "y".repeat(9_000) + "\r\n",
          "a=" + "b".repeat(9_000));

  private SandboxFixture sandbox;
  private Map<String, String> ids = Map.of();

  @BeforeProperty
  void start() throws IOException {
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "fuzz");
    sandbox = new SandboxFixture(data);
    String job = sandbox.createJob();
    ids = Map.of("JOB", job, "INSTANCE", sandbox.job(job).path("dtsInstanceId").asText());
  }

  @AfterProperty
  void stop() {
    assertThat(sandbox.admin("GET", "/admin/health", "").status()).isEqualTo(200);
    sandbox.close();
  }

  @Property(seed = "1")
  void aDamagedRequestIsAnsweredInTheEnvelopeOrNotAtAll(@ForAll("damaged") String request)
      throws IOException {
    assertEnvelopeOrNothing(send(request.getBytes(ISO_8859_1)));
  }

  @Property(seed = "2")
  void anyBytesAreAnsweredInTheEnvelopeOrNotAtAll(@ForAll @Size(max = 300) byte[] bytes)
      throws IOException {
    assertEnvelopeOrNothing(send(bytes));
  }

  @Property(seed = "3")
  void aSignedCallWithAnyValuesIsAnsweredByItsAction(
      @ForAll("actions") String action,
      @ForAll("parameters") @Size(max = 6) Map<String, String> parameters) {
    Map<String, String> all = RpcClient.parameters(action);
    parameters.forEach((name, value) -> all.put(name, ids.getOrDefault(value, value)));

    Reply reply = new RpcClient(sandbox).post(RpcClient.signed("POST", all));

    assertThat(reply.status()).as(all + " " + reply.text()).isLessThan(500);
    assertThat(reply.text())
        .contains("RequestId")
        .doesNotContain("\tat ", "io.tidegate", "java.", "canary-");
  }

  @Example
  void aClientThatWaitsToBeToldToGoOnIsAnsweredInTheEnvelopeAfterThat() throws IOException {
    String answer =
        send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n".getBytes(ISO_8859_1));

    assertThat(answer).containsPattern(GO_ON);
    assertThat(GO_ON.matcher(answer).replaceFirst("")).contains("<RequestId>");
    assertEnvelopeOrNothing(answer);
  }

  private static void assertEnvelopeOrNothing(String all) throws IOException {
    String answer = GO_ON.matcher(all).replaceFirst("");
    if (answer.isEmpty()) {
      return;
    }
    assertThat(answer)
        .startsWith("HTTP/1.1 ")
        .doesNotContain("\tat ", "io.tidegate", "java.", "canary-");
    String head = answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")));
    String body = answer.substring(head.length() + 4);
    if (head.contains("application/json")) {
      JsonNode tree = JSON.readTree(body);
      assertThat(tree.has("RequestId") || tree.has("error") || isOfTheAdminApi(tree))
          .as(body)
          .isTrue();
    } else if (head.contains("text/xml")) {
      assertThat(body).contains("<RequestId>");
    } else {
      // What is no HTTP never reaches us: the JDK's server refuses it.
      assertThat(body)
          .satisfiesAnyOf(b -> assertThat(b).startsWith("<h1>"), b -> assertThat(b).isEmpty());
    }
  }

  private static boolean isOfTheAdminApi(JsonNode answer) {
    return answer.has("status") || answer.has("offset") || answer.isArray();
  }

  private String send(byte[] request) throws IOException {
    int port = URI.create("http://" + sandbox.address()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      // Closed without having read all that was sent.
      assertThat(e).message().containsAnyOf("reset", "Broken pipe", "aborted");
      return "";
    }
  }

  @Provide
  Arbitrary<String> actions() {
    return Arbitraries.of(ACTIONS);
  }

  @Provide
  Arbitrary<Map<String, String>> parameters() {
    return Arbitraries.maps(Arbitraries.of(PARAMETERS), Arbitraries.of(VALUES));
  }

  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<Damage> damage =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 8),
                Arbitraries.of(PIECES))
            .as(Damage::new);
    return Combinators.combine(Arbitraries.of(requests()), damage.list().ofMinSize(1).ofMaxSize(4))
        .as(
            (request, all) -> {
              String text = request;
              for (Damage one : all) {
                text = one.to(text);
              }
              return text;
            });
  }

  private record Damage(double at, int cut, String put) {
    String to(String text) {
      int from = (int) (at * text.length());
      return text.substring(0, from) + put + text.substring(Math.min(text.length(), from + cut));
    }
  }

  private static List<String> requests() {
    return Stream.of(
            """
            GET /?Action=DescribeDtsJobs&Version=2020-01-01&Format=JSON&AccessKeyId=testid HTTP/1.1
            Host: 127.0.0.1
            Connection: close

            """,
            """
            POST / HTTP/1.1
            Host: 127.0.0.1
            Content-Type: application/x-www-form-urlencoded
            Content-Length: 31

            Action=StartDtsJob&Version=2020""",
            """
            POST / HTTP/1.1
            Host: 127.0.0.1
            x-acs-action: StartDtsJob
            x-acs-version: 2020-01-01
            x-acs-date: 2027-01-01T00:00:00Z
            x-acs-signature-nonce: n
            x-acs-content-sha256: e3b0
            Authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action,Signature=ab

            """,
            """
            POST /admin/clock HTTP/1.1
            Host: localhost
            Transfer-Encoding: chunked

            12
            {"advance":"PT1S"}
            0

            """)
        .map(request -> request.replace("\n", "\r\n"))
        .toList();
  }
}
