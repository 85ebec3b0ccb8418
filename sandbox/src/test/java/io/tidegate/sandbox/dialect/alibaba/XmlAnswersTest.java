package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class XmlAnswersTest {
  private static SandboxFixture sandbox;
  private static RpcClient client;

  @BeforeAll
  static void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @MethodSource("io.tidegate.sandbox.dialect.alibaba.VendorCall#all")
  void everyActionSaysTheSameInXmlAsInJson(VendorCall call) {
    String id = call.prepare(sandbox, client);
    JsonNode json = client.call(call.action(), call.to(sandbox, id)).body();
    // What changes a job can be asked of it once; ids differ then.
    String other = call.changesTheJob() ? call.prepare(sandbox, client) : id;
    Element xml = xml(call.action(), call.to(sandbox, other));

    assertThat(xml.getTagName())
        .isEqualTo(
            call.action().equals("ShieldPrecheck") ? "ShieldPrecheck" : call.action() + "Response");
    assertThat(XmlTree.differences(json, xml, !call.changesTheJob())).isEmpty();
  }

  @Test
  void xmlIsTheAnswerWhereNobodyAskedForAFormat() {
    Map<String, String> parameters = RpcClient.parameters("DescribeDtsJobs");
    parameters.remove("Format");

    Element root = XmlTree.parse(client.post(RpcClient.signed("POST", parameters)).text());

    assertThat(root.getTagName()).isEqualTo("DescribeDtsJobsResponse");
  }

  @Test
  void refusalsAreXmlToo() {
    String[] nobody = {"DtsJobId", "nobody"};
    Element gateway = xml("StartDtsJob", nobody);
    assertThat(gateway.getTagName()).isEqualTo("Error");
    assertThat(XmlTree.differences(client.call("StartDtsJob", nobody).body(), gateway, true))
        .isEmpty();

    String[] noInstance = {"MigrationJobId", "nobody"};
    Element soft = xml("StopMigrationJob", noInstance);
    assertThat(soft.getTagName()).isEqualTo("StopMigrationJobResponse");
    assertThat(XmlTree.differences(client.call("StopMigrationJob", noInstance).body(), soft, true))
        .isEmpty();
  }

  private static Element xml(String action, String... namesAndValues) {
    Map<String, String> parameters = RpcClient.parameters(action, namesAndValues);
    parameters.put("Format", "XML");
    return XmlTree.parse(client.post(RpcClient.signed("POST", parameters)).text());
  }
}
