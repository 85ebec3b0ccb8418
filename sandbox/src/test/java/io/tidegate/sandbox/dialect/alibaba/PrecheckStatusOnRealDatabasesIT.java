package io.tidegate.sandbox.dialect.alibaba;

import static io.tidegate.sandbox.lab.TestDatabases.freshFolder;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What DescribePreCheckStatus answers follows the databases, and changes when they do. */
class PrecheckStatusOnRealDatabasesIT {
  private static RealSandbox sandbox;
  private static RpcClient client;

  private final String database = freshName("yard");

  @BeforeAll
  static void start() throws Exception {
    sandbox = RealSandbox.start();
    client = new RpcClient(sandbox::address);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aServerThatIsDownIsDiagnosedUntilItIsUp() throws Exception {
    Path folder = freshFolder();
    String[] settings = {"--server-id=103", "--log-bin=binlog", "--binlog-format=ROW"};
    Endpoint from;
    String job;
    try (MariaDbServer server = MariaDbServer.start(folder, settings)) {
      run(server, "create database " + database, "create table " + database + ".t (id int)");
      from = server.endpoint();
      job = sandbox.createJob(from, target().endpoint(), database);
    }

    assertThat(startAndRest(job)).isEqualTo("PRECHECK_FAILED");
    JsonNode down = report(job, "01");
    try (MariaDbServer server = MariaDbServer.start(folder, settings)) {
      assumeThat(server.port()).as("nobody took the port").isEqualTo(from.port());
      assertThat(startAndRest(job)).isEqualTo("FINISHED");
    }
    JsonNode up = report(job, "01");

    assertThat(down.at("/FullNetCheckJobStatus/0/State").asText()).isEqualTo("Failed");
    assertThat(down.at("/FullNetCheckJobStatus/0/JobProgress/0/TargetNames").asText())
        .isEqualTo("127.0.0.1:" + from.port());
    assertThat(down.at("/NetworkDiagnosisResult/Diagnosis").findValuesAsText("EndpointType"))
        .containsExactly("source");
    assertThat(down.at("/NetworkDiagnosisResult/Diagnosis/0/Code").asText())
        .isEqualTo("sandbox.diagnosis.network.refused");
    assertThat(up.at("/FullNetCheckJobStatus/0/State").asText()).isEqualTo("Success");
    assertThat(up.at("/FullNetCheckJobStatus/0/SrcRegionCidr").asText()).isEqualTo("127.0.0.1/32");
    assertThat(up.has("NetworkDiagnosisResult")).isFalse();
  }

  @Test
  void theDdlIsTheSourcesAndFollowsIt() throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".parts (id int primary key, name varchar(40), key (name))",
        "create view " + database + ".names as select name from " + database + ".parts");
    String before = move(database);
    JsonNode structure = report(before, "02");

    assertThat(structure.get("JobProgress").findValuesAsText("Item"))
        .containsExactly("parts", "names");
    assertThat(structure.at("/JobProgress/0/DdlSql").asText())
        .isEqualTo(shown("show create table " + database + ".parts"));
    assertThat(report(before, "02", "StructPhase", "View").at("/JobProgress/0/DdlSql").asText())
        .contains("VIEW `names`");
    assertThat(report(before, "02", "StructPhase", "Table").get("JobProgress")).hasSize(1);
    assertThat(report(before, "02", "StructType", "after").get("State").asText())
        .isEqualTo("NotStarted");

    run(source(), "alter table " + database + ".parts add column weight decimal(9,3)");
    run(target(), "drop database " + database);
    String after = move(database);

    assertThat(report(after, "02").at("/JobProgress/0/DdlSql").asText())
        .contains("`weight` decimal(9,3)")
        .isEqualTo(shown("show create table " + database + ".parts"));
    assertThat(structure.at("/JobProgress/0/DdlSql").asText()).doesNotContain("weight");
  }

  @Test
  void eachDatabaseIsAPartWithTheTablesThatItHas() throws Exception {
    String other = freshName("yard");
    run(
        source(),
        "create database " + database,
        "create table " + database + ".a (id int primary key)",
        "create database " + other,
        "create table " + other + ".b (id int primary key)",
        "create table " + other + ".c (id int primary key)",
        "insert into " + other + ".c values (1), (2), (3)");
    JsonNode parts = report(move(database, other), "03").get("SubDistributedJobStatus");

    assertThat(parts.findValuesAsText("State")).contains("Finished").doesNotContain("Failed");
    List<Integer> totals = new ArrayList<>();
    parts.forEach(part -> totals.add(part.get("Total").asInt()));
    assertThat(totals).containsExactly(1, 2);
    assertThat(parts.at("/1/JobProgress/1/Item").asText()).isEqualTo("c");
    assertThat(parts.at("/1/JobProgress/1/Current").asText()).isEqualTo("3");
    assertThat(parts.at("/1/JobProgress/1/DiffRow").asInt()).isZero();
  }

  @Test
  void aFindingIsLoggedWithItsObjectAndGoesWithIt() throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".a (id int primary key)");
    run(
        target(),
        "create database " + database,
        "create table " + database + ".a (id int primary key)");
    String job = sandbox.createJob(source().endpoint(), target().endpoint(), database);
    assertThat(startAndRest(job)).isEqualTo("PRECHECK_FAILED");
    JsonNode before = item(report(job, "01"), "CHECK_SAME_OBJ");
    run(target(), "drop table " + database + ".a");
    assertThat(startAndRest(job)).isEqualTo("FINISHED");
    JsonNode after = item(report(job, "01"), "CHECK_SAME_OBJ");

    assertThat(before.get("Logs").findValuesAsText("ErrData")).containsExactly(database + ".a");
    assertThat(before.get("FinishTime").asText()).isNotEqualTo(after.get("FinishTime").asText());
    assertThat(after.get("State").asText()).isEqualTo("Success");
    assertThat(after.get("Logs")).isEmpty();
  }

  private static String move(String... databases) throws Exception {
    String job = sandbox.createJob(source().endpoint(), target().endpoint(), databases);
    assertThat(startAndRest(job)).isEqualTo("FINISHED");
    return job;
  }

  private static String startAndRest(String job) {
    assertThat(client.call("StartDtsJob", "DtsJobId", job).status()).isEqualTo(200);
    return sandbox.awaitRest(job);
  }

  private static JsonNode report(String job, String code, String... more) {
    List<String> sent = new ArrayList<>(List.of("DtsJobId", job, "JobCode", code));
    sent.addAll(List.of(more));
    return client.call("DescribePreCheckStatus", sent.toArray(String[]::new)).body();
  }

  private static JsonNode item(JsonNode report, String code) {
    for (JsonNode item : report.get("JobProgress")) {
      if (item.get("Item").asText().equals(code)) {
        return item;
      }
    }
    throw new AssertionError("no " + code + " in " + report);
  }

  private static String shown(String sql) {
    String row = value(source(), sql);
    return row.substring(row.indexOf('|') + 1);
  }
}
