package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.Leaves;
import io.tidegate.provider.json.WireJson;
import io.tidegate.provider.tencent.wire.DescribeCheckSyncJobResultReply;
import io.tidegate.provider.tencent.wire.DescribeMigrateCheckJobReply;
import io.tidegate.provider.tencent.wire.EnvelopeReply;
import io.tidegate.provider.tencent.wire.SyncStep;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every leaf of what the vendor prints is in our records, under its name and with its value. */
class TencentSampleLeavesTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final JsonMapper ENCODER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  @ParameterizedTest
  @ValueSource(strings = {".json", "-failed.repaired.json"})
  void everyLeafOfACheckOf2018Survives(String name) throws IOException {
    JsonNode sent = sample("describe-migrate-check-job" + name);

    ObjectNode read = ENCODER.valueToTree(WireJson.read(sent, DescribeMigrateCheckJobReply.class));
    read.setAll(ENCODER.<ObjectNode>valueToTree(WireJson.read(sent, EnvelopeReply.class)));

    assertThat(Leaves.of(read)).isEqualTo(Leaves.of(sent)).hasSize(6);
  }

  @Test
  void everyLeafOfASynchronisationsCheckSurvives() throws IOException {
    JsonNode sent = sample("describe-check-sync-job-result.json");

    ObjectNode read =
        ENCODER.valueToTree(WireJson.read(sent, DescribeCheckSyncJobResultReply.class));
    read.setAll(ENCODER.<ObjectNode>valueToTree(WireJson.read(sent, EnvelopeReply.class)));
    ArrayNode steps = read.putArray("StepInfos");
    for (JsonNode step : sent.path("StepInfos")) {
      steps.add(ENCODER.<JsonNode>valueToTree(WireJson.read(step, SyncStep.class)));
    }

    assertThat(Leaves.of(read)).isEqualTo(Leaves.of(sent)).hasSizeGreaterThan(14 * 6);
  }

  private static JsonNode sample(String name) throws IOException {
    try (InputStream in = TencentSampleLeavesTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return PLAIN.readTree(in).path("Response");
    }
  }
}
