package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.FidelityFile;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.oms.OmsClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes {@code docs/fidelity-oms.md} anew from what the sandbox answers, and fails where the file
 * says something else. Nothing in it is taken from the sandbox's code.
 */
class FidelityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANSWERED = "answered";
  private static final String UNSUPPORTED = "Unsupported action: ";
  private static final String CHECK = "GetPreCheckResult";
  private static final String SUBMIT = "SubmitPreCheck";
  private static final String COMMUNITY = "{\"version\":\"4.2.12-CE\"}";
  private static final String ENTERPRISE = "{\"version\":\"4.3.1\"}";

  private static final List<String> STANDINGS =
      List.of("INIT", "checking", "check failed", "level", "switching", "FAILED", "FINISHED");

  /** A call that is answered, of a project that stands so. */
  private record Known(String action, String standing) {
    private boolean isRead() {
      return action.startsWith("Describe") || action.startsWith("List") || action.equals(CHECK);
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known(SUBMIT, "INIT"),
          new Known(CHECK, "INIT"),
          new Known("StartProject", "INIT"),
          new Known("AdvanceProject", "INIT"),
          new Known("StopProject", "loading"),
          new Known("ResumeProject", "SUSPEND"),
          new Known("ReleaseProject", "SUSPEND"),
          new Known("ListProjects", "loading"),
          new Known("DescribeProject", "loading"),
          new Known("DescribeProjectProgress", "loading"),
          new Known("DescribeProjectSteps", "loading"),
          new Known("ListProjectFullVerifyResult", "loading"));

  private final PublishedApi published = new PublishedApi();
  private SandboxFixture sandbox;
  private OmsClient client;
  private Scene scene;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new OmsClient(sandbox);
    scene = new Scene(sandbox, client);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_document_says_what_is_observed() throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # How much of OceanBase Migration Service the sandbox speaks

            Written by the `FidelityTest` of this dialect, as [Alibaba's](fidelity.md) is by its own, and to be read alike. What there is
            to support is what the vendor's pages name, of both editions and of several releases.
            `mvn test -pl sandbox -Dtest=FidelityTest -Dfidelity.update` writes it anew.
            """);
    actions(text);
    for (Known call : KNOWN) {
      text.append("\n## ").append(call.action()).append("\n\n");
      parameters(text, call);
      FidelityFile.fields(
          text,
          published.fields(call.action()).stream()
              // Where no page says what is below, what is answered is all there is to tell.
              .filter(field -> !field.endsWith("*"))
              .collect(Collectors.toSet()),
          answered(call));
    }

    FidelityFile.compare("fidelity-oms.md", text.toString());
  }

  @Test
  void no_field_is_answered_that_the_vendor_does_not_know() {
    for (Known call : KNOWN) {
      assertThat(answered(call))
          .as(call.action())
          .allMatch(path -> published.knows(call.action(), path));
    }
  }

  private void actions(StringBuilder text) {
    Set<String> supported = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (String action : published.actions()) {
      boolean known = !client.call(action, "{}").message().equals(UNSUPPORTED + action);
      (known ? supported : refused).add(action);
    }
    assertThat(KNOWN).extracting(Known::action).containsExactlyInAnyOrderElementsOf(supported);
    text.append("\n## Actions\n\n**Supported**: ").append(String.join(", ", supported));
    text.append(".\n\n**Refused** with `" + UNSUPPORTED + "…`: ")
        .append(String.join(", ", refused))
        .append(".\n");
  }

  private void parameters(StringBuilder text, Known call) {
    text.append("| parameter | | a value that makes no sense | left out |\n|---|---|---|---|\n");
    published
        .parameters(call.action())
        .forEach(
            (name, type) -> {
              Outcome nonsense = compare(call, body -> body.set(name, nonsense(type)));
              Outcome without = compare(call, body -> body.remove(name));
              boolean supported = nonsense.differs() || without.differs();
              text.append("| ")
                  .append(name)
                  .append(supported ? " | supported | " : " | ignored | ")
                  .append(nonsense.word())
                  .append(" | ")
                  .append(without.word())
                  .append(" |\n");
            });
  }

  private static JsonNode nonsense(String type) {
    return switch (type) {
      case "array" -> JSON.createArrayNode().add("no-such-value");
      case "number" -> JSON.getNodeFactory().numberNode(-7);
      default -> JSON.getNodeFactory().textNode("no-such-value");
    };
  }

  /**
   * How a changed call ends.
   *
   * @param word what comes of it: a code, or that it is answered
   * @param differs whether that is other than before the change
   */
  private record Outcome(String word, boolean differs) {}

  private Outcome compare(Known call, Consumer<ObjectNode> change) {
    ObjectNode asked = body(call, scene.bring(call.standing()));
    Reply before = client.call(call.action(), asked.toString());
    assertThat(before.success()).as(before.text()).isTrue();
    // What changes a project can be asked of it once.
    ObjectNode body = call.isRead() ? asked : body(call, scene.bring(call.standing()));
    change.accept(body);
    Reply after = client.call(call.action(), body.toString());
    String word = after.success() ? ANSWERED : after.code();
    return new Outcome(
        word, !word.equals(ANSWERED) || (call.isRead() && !bare(before).equals(bare(after))));
  }

  private ObjectNode body(Known call, String project) {
    return switch (call.action()) {
      case SUBMIT -> client.definition(project);
      case "ListProjects" -> JSON.createObjectNode();
      case CHECK -> JSON.createObjectNode().put("id", ended(project));
      case "ListProjectFullVerifyResult" -> JSON.createObjectNode().put("projectId", project);
      default -> JSON.createObjectNode().put("id", project);
    };
  }

  /** Has a precheck of the project asked; answers its id when it is done. */
  private String ended(String project) {
    String id = client.submit(project).data().asText();
    SandboxFixture.await(
        "the end", () -> client.id(CHECK, id).text().matches(".*Status\":\"(FINISHED|FAILED).*"));
    return id;
  }

  /** What tells of the project, and not of the call or the moment. */
  private static JsonNode bare(Reply reply) {
    return json(
        reply
            .text()
            .replaceAll("\"(requestId|cost)\":\"[^\"]*\"", "\"$1\":null")
            .replaceAll("\"(\\w+SampleTimestamp)\":\\d+", "\"$1\":null"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> answered(Known call) {
    TreeMap<String, String> answered = new TreeMap<>();
    for (String standing : call.isRead() ? STANDINGS : List.of(call.standing())) {
      for (String release :
          call.action().equals(CHECK) ? List.of(COMMUNITY, ENTERPRISE) : List.of(ENTERPRISE)) {
        sandbox.admin("POST", "/admin/oms", ENTERPRISE);
        String project = scene.bring(standing);
        sandbox.prechecks.open();
        sandbox.admin("POST", "/admin/oms", release);
        Reply reply = client.call(call.action(), body(call, project).toString());
        assertThat(reply.success()).as(reply.text()).isTrue();
        PublishedApi.paths("", reply.envelope(), answered);
      }
    }
    return answered.keySet();
  }
}
