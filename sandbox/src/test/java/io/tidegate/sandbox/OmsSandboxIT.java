package io.tidegate.sandbox;

import static io.tidegate.sandbox.SandboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.dialect.oms.OmsClient;
import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.sandbox.lab.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The program as it is run, killed while each kind of check runs, and while rows move. */
class OmsSandboxIT {
  private static final int ROWS = 20_000;

  @Test
  void what_is_killed_on_its_way_ends_under_the_same_ids_and_moves_once() throws Exception {
    String shop = TestDatabases.freshName("shop");
    TestDatabases.run(
        TestDatabases.source(),
        "create database " + shop,
        "create table " + shop + ".orders (id int primary key, note varchar(40))",
        "use " + shop,
        "insert into orders select seq, md5(seq) from seq_1_to_" + ROWS);
    Path folder = TestDatabases.freshFolder();
    String id;
    String check;

    try (SandboxProcess sandbox = slow(folder)) {
      OmsClient client = new OmsClient(sandbox::address);
      id = sandbox.admin("POST", "/admin/jobs", newJob(shop)).get("id").asText();
      check = client.submit(id).data().asText();
      await("the check", () -> checkStatus(client, check).equals("RUNNING"));
      sandbox.kill();
    }
    try (SandboxProcess sandbox = slow(folder)) {
      OmsClient client = new OmsClient(sandbox::address);
      sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\"}");
      await("the end of the check", () -> checkStatus(client, check).equals("FINISHED"));
      assertThat(status(client, id)).isEqualTo("INIT");
      assertThat(client.id("StartProject", id).success()).isTrue();
      await("the first step", () -> answered(sandbox, id));
      sandbox.kill();
    }
    try (SandboxProcess sandbox =
        SandboxProcess.start(folder, "--staleness", "PT0S", "--load-rows-per-second", "4000")) {
      await(
          "the movement",
          () ->
              sandbox.admin("GET", "/admin/jobs/" + id, "").at("/effects/movements").asInt() == 1);
      sandbox.kill();
    }
    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--staleness", "PT0S")) {
      OmsClient client = new OmsClient(sandbox::address);
      await("the end", () -> status(client, id).equals("FINISHED"));
      assertThat(checkStatus(client, check)).isEqualTo("FINISHED");
      JsonNode effects = sandbox.admin("GET", "/admin/jobs/" + id, "").get("effects");
      assertThat(effects.get("starts").asInt()).isEqualTo(1);
      assertThat(effects.get("prechecks").asInt()).isEqualTo(2);
      assertThat(effects.get("movements").asInt()).isEqualTo(1);
    }
    String checksum = "checksum table " + shop + ".orders";
    assertThat(TestDatabases.value(TestDatabases.target(), checksum))
        .isEqualTo(TestDatabases.value(TestDatabases.source(), checksum));
  }

  private static SandboxProcess slow(Path folder) throws Exception {
    return SandboxProcess.start(folder, "--staleness", "PT0S", "--precheck-time", "PT30M");
  }

  private static boolean answered(SandboxProcess sandbox, String id) {
    JsonNode items = sandbox.admin("GET", "/admin/jobs/" + id, "").at("/precheck/items");
    return !items.isEmpty() && !items.findValues("verdict").stream().anyMatch(JsonNode::isNull);
  }

  private static String checkStatus(OmsClient client, String check) {
    return client.id("GetPreCheckResult", check).data("/projectStatus");
  }

  private static String status(OmsClient client, String id) {
    return client.id("DescribeProjectProgress", id).data("/status");
  }

  private static String newJob(String shop) {
    return """
        {"dialect":"oms","name":"orders","source":%s,"target":%s,
         "objects":[{"database":"%s"}]}"""
        .formatted(server(TestDatabases.source()), server(TestDatabases.target()), shop);
  }

  private static String server(MariaDbServer server) {
    Endpoint root = server.endpoint();
    return """
        {"host":"127.0.0.1","port":%d,"user":"%s","password":"%s"}"""
        .formatted(root.port(), root.user(), root.password());
  }
}
