package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.FidelityFile;
import io.tidegate.sandbox.Samples;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.alibaba.RpcClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes {@code docs/fidelity.md} anew from what the sandbox answers, and fails where the file says
 * something else. Nothing in it is taken from the sandbox's code: a parameter is supported if
 * another value of it changes the answer, a field if an answer holds it.
 */
class FidelityTest {
  private static final String NONSENSE = "no-such-value";
  private static final String ANSWERED = "answered";
  private static final String UNKNOWN_ACTION = "InvalidAction.NotFound";

  private SandboxFixture sandbox;
  private RpcClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theDocumentSaysWhatIsObserved() throws IOException {
    FidelityFile.compare("fidelity.md", document());
  }

  private String document() {
    Map<String, List<VendorCall>> calls = new LinkedHashMap<>();
    VendorCall.ALL.forEach(
        call -> calls.computeIfAbsent(call.action(), key -> new ArrayList<>()).add(call));
    StringBuilder text =
        new StringBuilder(
            """
            # How much of Alibaba Cloud DTS the sandbox speaks

            Written by `FidelityTest`, which calls the sandbox and fails where this file says something else; edit
            nothing here by hand. `mvn test -pl sandbox -Dtest=FidelityTest -Dfidelity.update` writes it anew. What
            there is to support is what the vendor's generated client `dts20200101` knows, what the vendor's pages
            print, and what the sandbox knows beyond both.

            - A parameter is **supported** if another value of it changes the answer, and **ignored** if none does.
              Beside it stands what becomes of a value that makes no sense, and of a call without the parameter: a
              code where the call is **refused**.
            - A field is **supported** if an answer holds it in some state of the job; all others are left out of
              every answer. Jobs are migrations; for the actions with Synchronization in their name, and for one call
              of `DescribeDtsJobs`, they are synchronisations.
            """);
    actions(text, calls.keySet());
    calls.forEach(
        (action, ofAction) -> {
          text.append("\n## ").append(action).append("\n\n");
          parameters(text, action, ofAction);
          fields(text, action, ofAction);
        });
    return text.toString();
  }

  private void actions(StringBuilder text, Set<String> called) {
    Set<String> refused = new TreeSet<>();
    for (String action : VendorModels.actions()) {
      Reply reply = client.call(action);
      if (code(reply).equals(UNKNOWN_ACTION)) {
        refused.add(action);
      } else {
        assertThat(called)
            .as(action + " is known, and this test does not call it")
            .contains(action);
      }
    }
    text.append("\n## Actions\n\n**Supported**: ")
        .append(String.join(", ", new TreeSet<>(called)))
        .append(".\n");
    text.append("\n**Refused** with `" + UNKNOWN_ACTION + "`: ")
        .append(String.join(", ", refused))
        .append(".\n");
  }

  private void parameters(StringBuilder text, String action, List<VendorCall> calls) {
    Set<String> names = new TreeSet<>(VendorModels.parameters(action));
    calls.forEach(call -> names.addAll(call.parameters().keySet()));
    text.append("| parameter | | a value that makes no sense | left out |\n|---|---|---|---|\n");
    for (String name : names) {
      String sent = name.replace(".N", ".1");
      VendorCall base =
          calls.stream()
              .filter(call -> call.parameters().containsKey(sent))
              .findFirst()
              .orElse(calls.get(0));
      Outcome nonsense = compare(base, base.with(sent, NONSENSE));
      Outcome without =
          base.parameters().containsKey(sent)
              ? compare(base, base.without(sent))
              : new Outcome(ANSWERED, false);
      boolean supported = nonsense.differs() || without.differs();
      text.append("| ")
          .append(name)
          .append(supported ? " | supported | " : " | ignored | ")
          .append(nonsense.word())
          .append(" | ")
          .append(without.word())
          .append(" |\n");
    }
  }

  /**
   * How a changed call ends.
   *
   * @param word what comes of it: a code, or that it is answered
   * @param differs whether that is other than before the change
   */
  private record Outcome(String word, boolean differs) {}

  private Outcome compare(VendorCall base, VendorCall changed) {
    String id = base.prepare(sandbox, client);
    Reply before = client.call(base.action(), base.to(sandbox, id));
    assertThat(code(before)).as(base + ": " + before.text()).isEqualTo(ANSWERED);
    // What changes a job can be asked of it once.
    String other = base.changesTheJob() ? base.prepare(sandbox, client) : id;
    Reply after = client.call(base.action(), changed.to(sandbox, other));
    String word = code(after);
    boolean differs =
        !word.equals(ANSWERED) || (!base.changesTheJob() && !bare(before).equals(bare(after)));
    return new Outcome(word, differs);
  }

  private static JsonNode bare(Reply reply) {
    ObjectNode body = reply.body().deepCopy();
    body.remove("RequestId");
    return body;
  }

  private static String code(Reply reply) {
    if (reply.status() != 200) {
      return reply.code();
    }
    // A list of synchronisations does not say, and only a refusal says that it is one.
    return reply.body().path("Success").asBoolean(true)
        ? ANSWERED
        : reply.body().path("ErrCode").asText();
  }

  private void fields(StringBuilder text, String action, List<VendorCall> calls) {
    Set<String> answered = new TreeSet<>();
    for (VendorCall call : calls) {
      String id = call.prepare(sandbox, client);
      VendorModels.paths("", client.call(action, call.to(sandbox, id)).body(), answered);
    }
    sandbox.arm(action, "soft-failure");
    VendorModels.paths("", client.call(action).body(), answered);
    Set<String> known = VendorModels.fields(action);
    known.addAll(printed(action));
    FidelityFile.fields(text, known, answered);
  }

  /** The fields of the answer's sample, if there is one. */
  private static Set<String> printed(String action) {
    Set<String> paths = new TreeSet<>();
    String name = action.replaceAll("\\B([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ".json";
    if (Samples.of("alibaba").contains(name)) {
      VendorModels.paths("", Samples.json("alibaba", name), paths);
    }
    return paths;
  }
}
