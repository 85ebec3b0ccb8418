package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.Diagnosis;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.Item;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply.SubJob;
import io.tidegate.provider.alibaba.wire.EnvelopeReply;
import io.tidegate.provider.json.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Every leaf of what the vendor prints is in our records, under its name and with its value. */
class SampleLeavesTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final JsonMapper ENCODER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  @Test
  void everyLeafOfAPrecheckSurvives() throws IOException {
    JsonNode sent = PLAIN.readTree(open("describe-pre-check-status.json"));

    Map<String, String> leaves = leaves(sent);

    assertThat(leaves).hasSizeGreaterThan(110);
    assertThat(leaves(throughRecords(sent))).isEqualTo(leaves);
  }

  @Test
  void everyLeafOfAPrecheckInXmlSurvives() throws Exception {
    JsonNode sent =
        tree(
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(open("describe-pre-check-status.xml"))
                .getDocumentElement());

    Map<String, String> leaves = leaves(sent);

    assertThat(leaves).hasSizeGreaterThan(110);
    assertThat(leaves(throughRecords(sent))).isEqualTo(leaves);
  }

  @Test
  void everyLeafThatTheSamplesLeaveOutSurvivesToo() throws IOException {
    JsonNode sent =
        PLAIN.readTree(
            """
            {"JobProgress":[{"State":"Failed","Logs":[
               {"ErrMsg":"m1","ErrData":"d1","ErrType":"ForeignKey","LogLevel":"ERROR"},
               {"ErrMsg":"m2","ErrData":"d2","ErrType":"t2","LogLevel":"INFO"}]}],
             "NetworkDiagnosisResult":{"Diagnosis":[{"Result":"none"}]}}""");

    assertThat(leaves(throughRecords(sent))).isEqualTo(leaves(sent)).hasSize(10);
  }

  @Test
  void everyLeafOfAShieldsReplySurvives() throws IOException {
    JsonNode sent = PLAIN.readTree(open("shield-precheck.json"));

    JsonNode encoded = ENCODER.valueToTree(WireJson.read(sent, EnvelopeReply.class));

    assertThat(leaves(encoded)).isEqualTo(leaves(sent)).hasSize(2);
  }

  /** Decoded and encoded, list by list, as the client reads it. */
  private static JsonNode throughRecords(JsonNode sent) throws IOException {
    ObjectNode whole = ENCODER.valueToTree(WireJson.read(sent, DescribePreCheckStatusReply.class));
    through(whole, "JobProgress", Item.class);
    through(whole, "AnalysisJobProgress", Item.class);
    through(whole, "SubDistributedJobStatus", SubJob.class);
    through(whole, "FullNetCheckJobStatus", SubJob.class);
    if (whole.get("NetworkDiagnosisResult") instanceof ObjectNode result) {
      through(result, "Diagnosis", Diagnosis.class);
    }
    return whole;
  }

  private static void through(ObjectNode whole, String list, Class<?> type) throws IOException {
    ArrayNode read = JsonNodeFactory.instance.arrayNode();
    for (JsonNode one : whole.path(list)) {
      ObjectNode encoded = ENCODER.valueToTree(WireJson.read(one, type));
      if (type == SubJob.class) {
        through(encoded, "JobProgress", Item.class);
      }
      read.add(encoded);
    }
    if (whole.has(list)) {
      whole.set(list, read);
    }
  }

  /** Paths and texts; a list of one is written like its one element. */
  private static Map<String, String> leaves(JsonNode tree) {
    Map<String, String> leaves = new TreeMap<>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode tree, Map<String, String> leaves) {
    if (tree.isArray()) {
      for (int i = 0; i < tree.size(); i++) {
        collect(tree.size() == 1 ? path : path + "[" + i + "]", tree.get(i), leaves);
      }
    } else if (tree.isObject()) {
      tree.properties().forEach(f -> collect(path + "/" + f.getKey(), f.getValue(), leaves));
    } else {
      leaves.put(path, tree.asText());
    }
  }

  private static JsonNode tree(Element element) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        object.set(inner.getTagName(), tree(inner));
      }
    }
    return object.isEmpty() ? new TextNode(element.getTextContent()) : object;
  }

  private static InputStream open(String name) {
    InputStream found = SampleLeavesTest.class.getResourceAsStream(name);
    assertThat(found).as(name).isNotNull();
    return found;
  }
}
