package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.AnswerKeys;
import io.tidegate.sandbox.Samples;
import io.tidegate.sandbox.SandboxFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The answers that the vendor's pages print, beside the sandbox's, of jobs of both kinds. */
class PublishedSamplesTest {
  private static final String NETWORK = "a way through the network has no rows, schema or DDL";
  private static final String LEAVING = "the vendor says that it will be removed, and nothing else";
  private static final String ONE_TEXT = "a table that cannot be moved fails with one text";
  private static final String DOCS = "the vendor's pages about its own network";
  private static final String PLANTED =
      "no assessment item has a published meaning: one is planted, with a text and a repair alone";
  private static final String TABLED = "in the page's table of fields, and not in its print";

  /** What DescribePreCheckStatus answers otherwise than the sample. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          entry("AnalysisJobProgress[].DdlSql", PLANTED),
          entry("AnalysisJobProgress[].DestSchema", PLANTED),
          entry("AnalysisJobProgress[].DiffRow", PLANTED),
          entry("AnalysisJobProgress[].ErrDetail", PLANTED),
          entry("AnalysisJobProgress[].FinishTime", PLANTED),
          entry("AnalysisJobProgress[].SourceSchema", PLANTED),
          entry("AnalysisJobProgress[].TargetNames", PLANTED),
          entry("AnalysisJobProgress[].ParentObj", LEAVING),
          entry("AnalysisJobProgress[].Logs", TABLED),
          entry("JobProgress[].ParentObj", LEAVING),
          entry("SubDistributedJobStatus[].JobProgress[].ParentObj", LEAVING),
          entry("FullNetCheckJobStatus[].JobProgress[].ParentObj", LEAVING),
          entry("FullNetCheckJobStatus[].JobProgress[].DiffRow", NETWORK),
          entry("FullNetCheckJobStatus[].JobProgress[].DdlSql", NETWORK),
          entry("FullNetCheckJobStatus[].JobProgress[].SourceSchema", NETWORK),
          entry("FullNetCheckJobStatus[].JobProgress[].DestSchema", NETWORK),
          entry("SubDistributedJobStatus[].JobProgress[].ErrDetail", ONE_TEXT),
          entry("SubDistributedJobStatus[].JobProgress[].RepairMethod", ONE_TEXT),
          entry("NetworkDiagnosisResult.Diagnosis[].CnDocUrl", DOCS),
          entry("NetworkDiagnosisResult.Diagnosis[].InternationalDocUrl", DOCS),
          entry("JobProgress[].Logs", TABLED),
          entry("SubDistributedJobStatus[].JobProgress[].Logs", TABLED),
          entry("SubDistributedJobStatus[].JobProgress[].DiffRow", TABLED),
          entry("FullNetCheckJobStatus[].JobProgress[].Logs", TABLED),
          entry("FullNetCheckJobStatus[].JobProgress[].ErrMsg", TABLED),
          entry("FullNetCheckJobStatus[].JobProgress[].ErrDetail", TABLED));

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

  static Stream<Arguments> samples() {
    return Samples.of("alibaba").stream()
        .flatMap(sample -> Stream.of(Arguments.of(sample, false), Arguments.of(sample, true)));
  }

  @ParameterizedTest(name = "{0}, of a synchronisation: {1}")
  @MethodSource("samples")
  void everyFieldIsAnsweredWithItsTypeOrIsAnotherForAReason(String sample, boolean synchronises) {
    String text = Samples.text("alibaba", sample);
    switch (sample) {
      case "describe-pre-check-status.json" ->
          precheck(synchronises, "JSON").assertAreThoseOf(new AnswerKeys().add(text), EXCEPTIONS);
      case "describe-pre-check-status.xml" -> {
        Map<String, String> exceptions = new HashMap<>();
        EXCEPTIONS.forEach((path, reason) -> exceptions.put(path.replace("[]", ""), reason));
        // A list without elements is nothing in XML.
        exceptions.remove("AnalysisJobProgress.Logs");
        AnswerKeys printed = new AnswerKeys();
        XmlTree.addKeys(XmlTree.parse(text), printed);
        precheck(synchronises, "XML").assertAreThoseOf(printed, exceptions);
      }
      case "shield-precheck.json" ->
          new AnswerKeys()
              .add(shield(synchronises))
              .assertAreThoseOf(new AnswerKeys().add(text), Map.of());
      default -> throw new AssertionError("no call for " + sample);
    }
  }

  /** The sample shows at once what no job has at once, so these are the answers of many. */
  private AnswerKeys precheck(boolean synchronises, String format) {
    AnswerKeys answered = new AnswerKeys();
    for (VendorCall call : VendorCall.ALL) {
      if (call.action().equals("DescribePreCheckStatus")) {
        String id = prepare(call.scene(), synchronises);
        String[] sent = call.with("Format", format).to(sandbox, id);
        String text = client.call(call.action(), sent).text();
        if (format.equals("XML")) {
          XmlTree.addKeys(XmlTree.parse(text), answered);
        } else {
          answered.add(text);
        }
      }
    }
    return answered;
  }

  private String shield(boolean synchronises) {
    String id = prepare(VendorCall.Scene.FAILED, synchronises);
    return client
        .call("ShieldPrecheck", "DtsInstanceId", "dts" + id, "PrecheckItems", "CHECK_SAME_OBJ")
        .text();
  }

  private String prepare(VendorCall.Scene scene, boolean synchronises) {
    return synchronises ? scene.synchronise(sandbox, client) : scene.prepare(sandbox, client);
  }

  /**
   * So that {@link XmlTree} reads arrays as the vendor writes them. The vendor prints the shield's
   * XML without a body; the file named "repaired" was mended by hand.
   */
  @Test
  void theSamplesSayTheSameInXmlAsInJson() throws IOException {
    Element precheck = XmlTree.parse(Samples.text("alibaba", "describe-pre-check-status.xml"));
    Element shield = XmlTree.parse(text("shield-precheck.repaired.xml"));

    assertThat(precheck.getTagName()).isEqualTo("DescribePreCheckStatusResponse");
    assertThat(XmlTree.differences(json("describe-pre-check-status.json"), precheck, true))
        .isEmpty();
    assertThat(shield.getTagName()).isEqualTo("ShieldPrecheck");
    assertThat(XmlTree.differences(json("shield-precheck.json"), shield, true)).isEmpty();
  }

  private static JsonNode json(String sample) {
    return Samples.json("alibaba", sample);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = PublishedSamplesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
