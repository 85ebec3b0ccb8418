package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.AnswerKeys;
import io.tidegate.sandbox.Samples;
import io.tidegate.sandbox.SandboxFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers that the vendor's pages print, beside the sandbox's. */
class PublishedSamplesTest {
  private static final String PRECHECK = "get-pre-check-result.json";

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

  static List<String> samples() {
    return Samples.of("oms");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_sample_is_answered_key_by_key_with_its_types(String sample) {
    new AnswerKeys()
        .add(answerTo(sample).text())
        .assertAreThoseOf(new AnswerKeys().add(Samples.text("oms", sample)), Map.of());
  }

  @Test
  void a_precheck_that_has_passed_has_the_samples_keys_in_their_order_and_its_items() {
    JsonNode answer = answerTo(PRECHECK).envelope();
    JsonNode sample = Samples.json("oms", PRECHECK);

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

  /** The same call, where a precheck stands as in the sample: it has passed. */
  private OmsClient.Reply answerTo(String sample) {
    assertThat(sample).as("the one that is called for").isEqualTo(PRECHECK);
    String check = client.submit(Scene.create(sandbox, true)).data().asText();
    SandboxFixture.await(
        "the end",
        () -> client.id("GetPreCheckResult", check).data("/projectStatus").equals("FINISHED"));
    return client.id("GetPreCheckResult", check);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
