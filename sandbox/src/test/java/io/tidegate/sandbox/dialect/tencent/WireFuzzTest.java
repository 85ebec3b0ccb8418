package io.tidegate.sandbox.dialect.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Draft;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Calls that no client makes: a refusal in the service's words, and nothing is changed. */
class WireFuzzTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> ACTIONS =
      List.of(
          "CreateMigrateCheckJob",
          "DescribeMigrationCheckJob",
          "SkipCheckItem",
          "StartMigrateJob",
          "PauseMigrateJob",
          "ContinueMigrateJob",
          "ResumeMigrateJob",
          "CompleteMigrateJob",
          "StopMigrateJob",
          "DescribeMigrationJobs",
          "DescribeMigrationDetail",
          "CreateCheckSyncJob",
          "DescribeCheckSyncJobResult",
          "SkipSyncCheckItem",
          "StartSyncJob",
          "PauseSyncJob",
          "ContinueSyncJob",
          "ResumeSyncJob",
          "StopSyncJob",
          "DescribeSyncJobs");

  private static final List<String> NAMES =
      List.of(
          "JobId",
          "JobIds",
          "JobIds.0",
          "SrcInfoPattern",
          "Order",
          "StepIds",
          "StepIds.0",
          "StepIds.1",
          "StepIds.x",
          "StepIds.0.0",
          "ForeignKeyFlag",
          "CompleteMode",
          "ResumeOption",
          "Status",
          "Status.0",
          "Limit",
          "Offset",
          "OrderSeq",
          "TagFilters",
          "TagFilters.0.TagKey",
          "jobId",
          "",
          ".",
          "..",
          "0",
          "\u0000",
          "Action");

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode(" "),
          NODES.textNode("dts-nobody00"),
          NODES.textNode("asc"),
          NODES.textNode("shield"),
          NODES.textNode("'; drop table job; --"),
          NODES.textNode("\r\nX: y"),
          NODES.textNode("\u202e\u0000\u001b[2J"),
          NODES.textNode("错"),
          NODES.textNode("x".repeat(5_000)),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(101),
          NODES.numberNode(Long.MAX_VALUE),
          NODES.numberNode(1.5),
          NODES.numberNode(new BigInteger("9".repeat(40))),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.arrayNode().addNull(),
          NODES.arrayNode().add("OptimizeCheck").add(7),
          NODES.objectNode(),
          NODES.objectNode().put("TagKey", "a").put("Other", "b"));

  private static final List<String> BODIES =
      List.of("", " ", "{", "[]", "null", "7", "\"a\"", "{}{}", "{\"JobId\":}", "\uFEFF{}", "x");

  private SandboxFixture sandbox;
  private TencentClient client;
  private String job;
  private String sync;

  @BeforeProperty
  void start() throws IOException {
    sandbox =
        new SandboxFixture(
            Files.createTempDirectory(Files.createDirectories(Path.of("target")), "fuzz"));
    client = new TencentClient(sandbox);
    job = Jobs.create(sandbox, true);
    sync = Jobs.createSync(sandbox);
  }

  @AfterProperty
  void stop() {
    sandbox.close();
  }

  @Property(seed = "1")
  void a_body_of_anything_is_answered_in_the_envelope(
      @ForAll("actions") String action,
      @ForAll("parameters") @Size(max = 4) Map<String, JsonNode> parameters) {
    ObjectNode body = NODES.objectNode();
    parameters.forEach(body::set);

    assertServed(client.call(action, body.toString()));
  }

  @Property(seed = "2")
  void a_query_of_anything_is_answered_in_the_envelope(
      @ForAll("actions") String action,
      @ForAll("parameters") @Size(max = 4) Map<String, JsonNode> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(entry -> escaped(entry.getKey()) + "=" + escaped(entry.getValue().asText()))
            .collect(Collectors.joining("&"));

    assertServed(client.get(action, query));
  }

  @Property(seed = "3")
  void what_is_no_object_is_answered_in_the_envelope(
      @ForAll("actions") String action, @ForAll("bodies") String body) {
    assertServed(client.call(action, body));
  }

  @Property(seed = "4")
  void a_header_that_was_changed_after_signing_lets_nobody_in(
      @ForAll("headers") String header, @ForAll("changes") String change) {
    Draft draft = client.draft("CreateMigrateCheckJob", "{\"JobId\":\"" + job + "\"}");
    draft.signedHeaders =
        List.of(
            "content-type", "host", "x-tc-action", "x-tc-region", "x-tc-timestamp", "x-tc-version");
    draft.sign();
    draft.with(header, draft.headers.get(header) + change);

    Reply reply = draft.send();

    assertServed(reply);
    assertThat(reply.code()).isNotEmpty();
  }

  private void assertServed(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.get("RequestId").asText()).as(reply.text()).isNotEmpty();
    assertThat(reply.code()).as(reply.text()).isNotEqualTo("InternalError");
    for (String untouched : List.of(job, sync)) {
      assertThat(sandbox.job(untouched).get("status").asText()).isEqualTo("NOT_STARTED");
      assertThat(sandbox.job(untouched).get("shields")).isEmpty();
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Provide
  Arbitrary<String> actions() {
    return Arbitraries.of(ACTIONS);
  }

  @Provide
  Arbitrary<String> bodies() {
    return Combinators.combine(Arbitraries.of(BODIES), Arbitraries.of(BODIES))
        .as((one, other) -> one + other);
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
        "authorization",
        "content-type",
        "x-tc-action",
        "x-tc-region",
        "x-tc-timestamp",
        "x-tc-version");
  }

  @Provide
  Arbitrary<String> changes() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(20);
  }

  @Provide
  Arbitrary<Map<String, JsonNode>> parameters() {
    return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(VALUES)).ofMaxSize(4);
  }
}
