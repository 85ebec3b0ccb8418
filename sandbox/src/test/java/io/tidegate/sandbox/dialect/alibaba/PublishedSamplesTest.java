package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.SandboxFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/**
 * The answers that the vendor's pages print, beside the sandbox's. Files named "repaired" are not
 * valid as printed (JSON without braces, XML without a body) and were mended by hand.
 */
class PublishedSamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void everyFieldOfTheSamplePrecheckIsAnsweredWithItsTypeOrLeftOutForAReason() throws IOException {
    Map<String, String> answered = new TreeMap<>();
    for (VendorCall call : VendorCall.ALL) {
      if (call.action().equals("DescribePreCheckStatus")) {
        String id = call.prepare(sandbox, client);
        types("", client.call(call.action(), call.to(sandbox, id)).body(), answered);
      }
    }
    Map<String, String> sample = new TreeMap<>();
    types("", json("describe-pre-check-status.json"), sample);

    Set<String> missing = new TreeSet<>();
    sample.forEach(
        (path, type) -> {
          if (answered.containsKey(path)) {
            assertThat(answered.get(path)).as(path).isEqualTo(type);
          } else {
            missing.add(path);
          }
        });
    // No assessment item has a published meaning, so none is asked and none answered.
    assertThat(missing).anyMatch(path -> path.startsWith("AnalysisJobProgress[]."));
    missing.removeIf(path -> path.startsWith("AnalysisJobProgress[]."));
    assertThat(missing)
        .containsExactlyInAnyOrder(
            // The vendor says of it that it will be removed, and nothing else.
            "JobProgress[].ParentObj",
            "SubDistributedJobStatus[].JobProgress[].ParentObj",
            "FullNetCheckJobStatus[].JobProgress[].ParentObj",
            // A way through the network has no rows, no schema and no DDL.
            "FullNetCheckJobStatus[].JobProgress[].DiffRow",
            "FullNetCheckJobStatus[].JobProgress[].DdlSql",
            "FullNetCheckJobStatus[].JobProgress[].SourceSchema",
            "FullNetCheckJobStatus[].JobProgress[].DestSchema",
            // A table that cannot be moved fails with one text.
            "SubDistributedJobStatus[].JobProgress[].ErrDetail",
            "SubDistributedJobStatus[].JobProgress[].RepairMethod",
            // Pages about the vendor's own network.
            "NetworkDiagnosisResult.Diagnosis[].CnDocUrl",
            "NetworkDiagnosisResult.Diagnosis[].InternationalDocUrl");
  }

  @Test
  void theSampleShieldIsAnsweredFieldByField() throws IOException {
    String id = VendorCall.Scene.FAILED.prepare(sandbox, client);
    JsonNode answer =
        client
            .call("ShieldPrecheck", "DtsInstanceId", "dts" + id, "PrecheckItems", "CHECK_SRC")
            .body();
    Map<String, String> answered = new TreeMap<>();
    types("", answer, answered);
    Map<String, String> sample = new TreeMap<>();
    types("", json("shield-precheck.repaired.json"), sample);

    assertThat(answered).isEqualTo(sample);
  }

  /** So that {@link XmlTree} reads arrays as the vendor writes them. */
  @Test
  void theSamplesSayTheSameInXmlAsInJson() throws IOException {
    Element precheck = XmlTree.parse(text("describe-pre-check-status.xml"));
    Element shield = XmlTree.parse(text("shield-precheck.repaired.xml"));

    assertThat(precheck.getTagName()).isEqualTo("DescribePreCheckStatusResponse");
    assertThat(XmlTree.differences(json("describe-pre-check-status.json"), precheck, true))
        .isEmpty();
    assertThat(shield.getTagName()).isEqualTo("ShieldPrecheck");
    assertThat(XmlTree.differences(json("shield-precheck.repaired.json"), shield, true)).isEmpty();
  }

  private static void types(String path, JsonNode node, Map<String, String> types) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        types(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), types);
      }
    } else if (node.isArray()) {
      node.forEach(element -> types(path + "[]", element, types));
    } else {
      types.put(path, node.getNodeType().name());
    }
  }

  private static JsonNode json(String name) throws IOException {
    return JSON.readTree(text(name));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = PublishedSamplesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
