package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.oms.OmsClient.Reply;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** Calls that no client makes: a refusal in the service's words, and nothing is changed. */
class WireFuzzTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> ACTIONS =
      List.of(
          "SubmitPreCheck",
          "GetPreCheckResult",
          "StartProject",
          "AdvanceProject",
          "StopProject",
          "ResumeProject",
          "ReleaseProject",
          "ListProjects",
          "DescribeProject",
          "DescribeProjectProgress",
          "DescribeProjectSteps",
          "startProject",
          "DeleteProject");

  private static final List<String> NAMES =
      List.of(
          "id",
          "Id",
          "name",
          "type",
          "transferMapping",
          "subProject",
          "enableFullTransfer",
          "searchKey",
          "status",
          "labelIds",
          "sortField",
          "order",
          "pageNumber",
          "pageSize",
          "uid",
          "",
          "\u0000");

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode(" "),
          NODES.textNode("np_nobody"),
          NODES.textNode("t_nobody"),
          NODES.textNode("MIGRATION"),
          NODES.textNode("'; drop table job; --"),
          NODES.textNode("\r\nX: y"),
          NODES.textNode("\u202e\u0000\u001b[2J"),
          NODES.textNode("错"),
          NODES.textNode("x".repeat(5_000)),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(151),
          NODES.numberNode(Integer.MAX_VALUE),
          NODES.numberNode(1.5),
          NODES.numberNode(new BigInteger("9".repeat(40))),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.arrayNode().addNull(),
          NODES.arrayNode().add("INIT").add(7),
          NODES.objectNode(),
          NODES.objectNode().put("mode", "SPECIFIC"),
          NODES
              .objectNode()
              .put("mode", "WILDCARD")
              .set("tableAndViewWhiteList", NODES.arrayNode().addNull().add(".").add("*.*")));

  private static final List<String> BODIES =
      List.of("", " ", "{", "[]", "null", "7", "\"a\"", "{}{}", "{\"id\":}", "\uFEFF[]", "x");

  private SandboxFixture sandbox;
  private OmsClient client;
  private String project;

  @BeforeProperty
  void start() throws IOException {
    sandbox =
        new SandboxFixture(
            Files.createTempDirectory(Files.createDirectories(Path.of("target")), "fuzz"));
    client = new OmsClient(sandbox);
    project = Scene.create(sandbox, true);
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
  void a_definition_with_anything_in_it_is_answered_in_the_envelope(
      @ForAll("parameters") @Size(min = 1, max = 3) Map<String, JsonNode> parameters) {
    ObjectNode body = NODES.objectNode();
    body.put("projectId", project).put("name", "orders").put("type", "MIGRATION");
    parameters.forEach(body::set);

    assertServed(client.call("SubmitPreCheck", body.toString()));
  }

  @Property(seed = "3")
  void what_is_no_object_is_refused_in_the_envelope(
      @ForAll("actions") String action, @ForAll("bodies") String body) {
    Reply reply = client.call(action, body);

    assertServed(reply);
    assertThat(reply.success()).isFalse();
  }

  /** As RFC 8259 lets a reader do. */
  @Example
  void a_byte_order_mark_before_an_object_is_passed_over() {
    assertThat(client.call("ListProjects", "\uFEFF{}").success()).isTrue();
  }

  @Property(seed = "4")
  void an_authorization_of_anything_lets_nobody_in(@ForAll("headers") String header) {
    Reply reply = client.callAs(header, "StartProject", "{\"id\":\"" + project + "\"}");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.envelope().get("requestId").asText()).isNotEmpty();
    assertUntouched();
  }

  private void assertServed(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.envelope().path("requestId").asText()).as(reply.text()).isNotEmpty();
    assertThat(reply.code()).as(reply.text()).isNotEqualTo("INNER_ERROR");
    assertUntouched();
  }

  private void assertUntouched() {
    JsonNode job = sandbox.job(project);
    assertThat(job.get("status").asText()).isEqualTo("NOT_STARTED");
    assertThat(job.get("standalonePrechecks")).isEmpty();
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
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMaxLength(40)
        .map(text -> text.length() % 2 == 0 ? "Basic " + text : OmsClient.basic(text));
  }

  @Provide
  Arbitrary<Map<String, JsonNode>> parameters() {
    return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(VALUES)).ofMaxSize(4);
  }
}
