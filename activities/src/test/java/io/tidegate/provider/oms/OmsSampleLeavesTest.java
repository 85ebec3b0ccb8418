package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Leaves;
import io.tidegate.provider.json.WireJson;
import io.tidegate.provider.oms.wire.EnvelopeReply;
import io.tidegate.provider.oms.wire.PrecheckRunReply;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every leaf of what the vendor prints is in our records, under its name and with its value. */
class OmsSampleLeavesTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final JsonMapper ENCODER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  @Test
  void everyLeafOfARunSurvives() throws IOException {
    JsonNode sent = sample();

    Map<String, String> leaves = Leaves.withoutNulls(sent);

    assertThat(leaves).hasSizeGreaterThan(17);
    assertThat(Leaves.withoutNulls(throughRecords(sent))).isEqualTo(leaves);
  }

  @Test
  void everyLeafThatTheSampleLeavesOutSurvivesToo() throws IOException {
    JsonNode sent =
        PLAIN.readTree(
            """
            {"success":false,"code":"c","message":"m","advice":"a","errorDetail":{"code":"d"},
             "requestId":"r","pageNumber":1,"pageSize":10,"totalCount":7,"cost":"1 ms",
             "data":{"preCheckId":"t_1","preCheckStatus":"FAILED","message":"m2",
              "errorDetail":"plain","preCheckResults":[
               {"message":"m3","skipConsequence":"s","errorDetail":{"reason":"why"},
                "blackObjectsInfo":{"databases":[{"name":"shop"}]}}]}}""");

    assertThat(Leaves.withoutNulls(throughRecords(sent)))
        .isEqualTo(Leaves.withoutNulls(sent))
        .hasSize(18);
  }

  @Test
  void thePublishedRunIsReadAsThePassThatItShows() throws IOException {
    try (Wire wire = new Wire()) {
      DefinedProvider provider = wire.definedProvider();
      wire.always("GetPreCheckResult", sample().toString());

      PrecheckReport report = provider.report("np_1", "t_57p****");
      ChecksPage page = provider.reportPage("np_1", "t_57p****", 1, 10);

      assertThat(report.state()).isEqualTo(PrecheckReport.State.PASSED);
      assertThat(report.runId()).isEqualTo("t_57p****");
      assertThat(report.passed()).isEqualTo(2);
      assertThat(page.items())
          .extracting(PrecheckItem::code)
          .containsExactly("RDB_CONNECT", "RDB_SCHEMA_EXIST");
      assertThat(PLAIN.readTree(page.rows().get(0).fields()))
          .isEqualTo(sample().path("data").path("preCheckResults").path(0));
    }
  }

  /** Decoded and encoded, list by list, as the client reads it. */
  private static JsonNode throughRecords(JsonNode sent) throws IOException {
    ObjectNode whole = ENCODER.valueToTree(WireJson.read(sent, EnvelopeReply.class));
    ObjectNode data = ENCODER.valueToTree(WireJson.read(sent.path("data"), PrecheckRunReply.class));
    ArrayNode items = data.putArray("preCheckResults");
    for (JsonNode item : sent.path("data").path("preCheckResults")) {
      items.add(ENCODER.<JsonNode>valueToTree(WireJson.read(item, PrecheckRunReply.Item.class)));
    }
    whole.set("data", data);
    return whole;
  }

  private static JsonNode sample() throws IOException {
    try (InputStream in =
        OmsSampleLeavesTest.class.getResourceAsStream("get-pre-check-result.json")) {
      assertThat(in).isNotNull();
      return PLAIN.readTree(in);
    }
  }
}
