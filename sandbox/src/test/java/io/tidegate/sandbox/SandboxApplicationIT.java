package io.tidegate.sandbox;

import static io.tidegate.sandbox.SandboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.DescribeDtsJobDetailRequest;
import com.aliyun.dts20200101.models.DescribePreCheckStatusRequest;
import com.aliyun.dts20200101.models.DescribePreCheckStatusResponseBody;
import com.aliyun.dts20200101.models.SkipPreCheckRequest;
import com.aliyun.dts20200101.models.StartDtsJobRequest;
import com.aliyun.teaopenapi.models.Config;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.sandbox.lab.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program as it is run: the vendor's client in front, real databases behind. */
class SandboxApplicationIT {
  private static final int ROWS = 20_000;

  @Test
  void aJobThatIsShieldedAndKilledOnItsWayArrivesOnceAndWhole() throws Exception {
    String shop = TestDatabases.freshName("shop");
    TestDatabases.run(
        TestDatabases.source(),
        "create database " + shop,
        "create table " + shop + ".orders (id int primary key, note varchar(40))",
        "create table " + shop + ".colours (id int primary key)",
        "use " + shop,
        "insert into orders select seq, md5(seq) from seq_1_to_" + ROWS,
        "insert into colours values (1), (2)");
    TestDatabases.run(
        TestDatabases.target(),
        "create database " + shop,
        "create table " + shop + ".colours (id int primary key)");
    Path folder = TestDatabases.freshFolder();
    String id;

    try (SandboxProcess sandbox =
        SandboxProcess.start(folder, "--staleness", "PT0S", "--load-rows-per-second", "4000")) {
      Client client = client(sandbox);
      id = sandbox.admin("POST", "/admin/jobs", newJob(shop)).get("id").asText();
      client.startDtsJob(new StartDtsJobRequest().setDtsJobId(id));
      awaitStatus(sandbox, id, "PRECHECK_FAILED");
      DescribePreCheckStatusResponseBody report = precheck(client, id);
      assertThat(failed(report)).containsExactly("CHECK_SAME_OBJ");
      client.skipPreCheck(
          new SkipPreCheckRequest()
              .setDtsJobId(id)
              .setJobId(report.getJobId())
              .setSkip(true)
              .setSkipPreCheckItems("[\"CHECK_SAME_OBJ\"]")
              .setSkipPreCheckNames("[\"CHECK_SAME_OBJ_DETAIL\"]"));
      client.startDtsJob(new StartDtsJobRequest().setDtsJobId(id));
      awaitStatus(sandbox, id, "MIGRATING");
      sandbox.kill();
    }

    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--staleness", "PT0S")) {
      awaitStatus(sandbox, id, "FINISHED");
      Client client = client(sandbox);
      assertThat(
              client
                  .describeDtsJobDetail(new DescribeDtsJobDetailRequest().setDtsJobId(id))
                  .getBody()
                  .getStatus())
          .isEqualTo("Finished");
      assertThat(precheck(client, id).getState()).isEqualTo("Finished");
      JsonNode job = sandbox.admin("GET", "/admin/jobs/" + id, "");
      assertThat(job.at("/effects/starts").asInt()).isEqualTo(2);
      assertThat(job.at("/effects/prechecks").asInt()).isEqualTo(2);
      assertThat(job.at("/effects/movements").asInt()).isEqualTo(1);
      assertThat(job.get("tables")).allMatch(table -> table.get("verified").asBoolean());
      assertThat(sandbox.terminate()).isIn(0, 143);
    }
    for (String table : List.of("orders", "colours")) {
      String checksum = "checksum table " + shop + "." + table;
      assertThat(TestDatabases.value(TestDatabases.target(), checksum))
          .isEqualTo(TestDatabases.value(TestDatabases.source(), checksum));
    }
  }

  @Test
  void itAnnouncesItselfInOneJsonObjectWhereThatIsAskedFor() throws Exception {
    Path folder = TestDatabases.freshFolder();
    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--output", "json")) {
      assertThat(sandbox.address()).isNotEmpty();
      List<String> said =
          Files.readAllLines(folder.resolve("sandbox.log")).stream()
              .filter(line -> line.startsWith("{"))
              .toList();
      assertThat(said).hasSize(1);
      JsonNode announced = new ObjectMapper().readTree(said.get(0));
      assertThat(announced.get("address").asText()).isEqualTo(sandbox.address());
      assertThat(announced.get("admin").asText())
          .isEqualTo("http://" + sandbox.address() + "/admin");
      assertThat(announced.get("accessKeyId").asText()).isEqualTo(SandboxFixture.KEY.id());
      assertThat(announced.get("accessKeySecret").isNull()).as("it was given").isTrue();
      assertThat(Files.readString(folder.resolve("sandbox.log"))).doesNotContain("Admin API");
    }
  }

  private static Client client(SandboxProcess sandbox) throws Exception {
    return new Client(
        new Config()
            .setProtocol("http")
            .setEndpoint(sandbox.address())
            .setAccessKeyId(SandboxFixture.KEY.id())
            .setAccessKeySecret(SandboxFixture.KEY.secret()));
  }

  private static DescribePreCheckStatusResponseBody precheck(Client client, String id)
      throws Exception {
    return client
        .describePreCheckStatus(
            new DescribePreCheckStatusRequest().setDtsJobId(id).setJobCode("01"))
        .getBody();
  }

  private static List<String> failed(DescribePreCheckStatusResponseBody report) {
    return report.getJobProgress().stream()
        .filter(item -> item.getState().equals("Failed"))
        .map(item -> item.getItem())
        .toList();
  }

  private static void awaitStatus(SandboxProcess sandbox, String id, String status) {
    await(
        status,
        () -> sandbox.admin("GET", "/admin/jobs/" + id, "").get("status").asText().equals(status));
  }

  private static String newJob(String shop) {
    return """
        {"dialect":"alibaba","name":"orders","source":%s,"target":%s,
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
