package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer that the vendor's page prints, beside the sandbox's. */
class PublishedSamplesTest {
  private SandboxFixture sandbox;
  private OmsClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new OmsClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_precheck_that_has_passed_has_the_samples_keys_in_their_order_with_their_types() {
    String check = client.submit(Scene.create(sandbox, true)).data().asText();
    SandboxFixture.await(
        "the end",
        () -> client.id("GetPreCheckResult", check).data("/projectStatus").equals("FINISHED"));
    JsonNode answer = client.id("GetPreCheckResult", check).envelope();
    JsonNode sample = PublishedApi.read("get-pre-check-result.json");

    assertThat(types(answer)).isEqualTo(types(sample));
    assertThat(names(answer)).isEqualTo(names(sample));
    assertThat(names(answer.get("data"))).isEqualTo(names(sample.get("data")));
    assertThat(names(answer.at("/data/preCheckResults/0")))
        .isEqualTo(names(sample.at("/data/preCheckResults/0")));
    for (int i = 0; i < 2; i++) {
      JsonNode item = answer.at("/data/preCheckResults/" + i);
      JsonNode printed = sample.at("/data/preCheckResults/" + i);
      assertThat(item).isEqualTo(printed);
    }
  }

  private static Map<String, String> types(JsonNode node) {
    Map<String, String> types = new TreeMap<>();
    PublishedApi.paths("", node, types);
    return types;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
