package io.tidegate.sandbox.dialect.oms;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.SandboxFixture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Projects whose checks ask real databases, and whose rows really move. */
class OmsOnRealDatabasesIT {
  private static RealSandbox sandbox;
  private static OmsClient client;

  private final String database = freshName("store");

  @BeforeAll
  static void start() throws Exception {
    sandbox = RealSandbox.start();
    client = new OmsClient(sandbox::address);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void takes_real_rows_through_a_check_a_repair_and_another_check_to_their_target()
      throws Exception {
    createSource("create table loose (id int, note text)");
    String id = create(false);

    JsonNode failed = client.checked(id);
    assertThat(failed.get("projectStatus").asText()).isEqualTo("FAILED");
    assertThat(OmsClient.failedItems(failed)).containsExactly("SOURCE DB_UK_INDEX");
    assertThat(failed.toString())
        .contains("\"blackObjectsInfo\":{\"databases\":[{\"name\":\"" + database + "\"");
    run(source(), "alter table " + database + ".loose add primary key (id)");
    JsonNode passed = client.checked(id);
    assertThat(OmsClient.failedItems(passed)).isEmpty();
    assertThat(passed.get("projectStatus").asText()).isEqualTo("FINISHED");
    assertThat(status(id)).isEqualTo("INIT");

    assertThat(client.id("StartProject", id).success()).isTrue();
    SandboxFixture.await("the end", () -> status(id).matches("FINISHED|FAILED"));

    assertThat(client.id("DescribeProjectSteps", id).data().findValuesAsText("status"))
        .containsOnly("FINISHED");
    assertSameRows("goods", "loose");
  }

  @Test
  void follows_its_source_until_it_is_switched_over() throws Exception {
    createSource();
    String id = create(true);

    assertThat(client.id("AdvanceProject", id).data().asText()).isEqualTo("TRANSFER_PRECHECK");
    SandboxFixture.await(
        "the steady state",
        () -> step(id, "INCR_TRANSFER").get("status").asText().equals("MONITORING"));
    run(source(), "insert into " + database + ".goods values (9, 'late')");
    SandboxFixture.await(
        "the late row",
        () -> rows(target(), "select id from " + database + ".goods where id = 9").size() == 1);
    assertThat(step(id, "FULL_VERIFIER").get("status").asText()).isEqualTo("RUNNING");
    assertThat(step(id, "FULL_VERIFIER").get("progress").asInt()).isEqualTo(100);
    long checkpoint =
        client.id("DescribeProjectProgress", id).data().get("incrSyncCheckpoint").asLong();
    SandboxFixture.await(
        "a checkpoint that goes on though nothing is written",
        () ->
            client.id("DescribeProjectProgress", id).data().get("incrSyncCheckpoint").asLong()
                > checkpoint);
    SandboxFixture.await("the switchover", () -> client.id("AdvanceProject", id).success());
    SandboxFixture.await("the end", () -> status(id).matches("FINISHED|FAILED"));

    assertThat(client.id("DescribeProjectSteps", id).data().findValuesAsText("status"))
        .containsOnly("FINISHED");
    assertSameRows("goods");
  }

  @Test
  void a_flag_lets_rows_into_a_table_that_is_there_already() throws Exception {
    createSource();
    run(
        target(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(20))");
    String id = create(false);

    assertThat(client.id("StartProject", id).success()).isTrue();
    SandboxFixture.await("the end", () -> status(id).equals("FAILED"));
    assertThat(step(id, "TRANSFER_PRECHECK").at("/extraInfo/errorMsg").asText())
        .contains("DEST SYNC_SCHEMA_CONSISTENCY", database + ".goods");
    sandbox.admin("/admin/oms", "POST", "{\"skippable\":{\"SYNC_SCHEMA_CONSISTENCY\":true}}");
    try {
      assertThat(client.id("ResumeProject", id).success()).isTrue();
      SandboxFixture.await("the end", () -> status(id).matches("FINISHED|FAILED"));
    } finally {
      sandbox.admin("/admin/oms", "POST", "{\"skippable\":{}}");
    }

    assertThat(status(id)).isEqualTo("FINISHED");
    assertSameRows("goods");
  }

  private void createSource(String... more) {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(20))",
        "insert into " + database + ".goods values (1, 'cup'), (2, 'plate')",
        "use " + database);
    for (String statement : more) {
      run(source(), "use " + database, statement);
    }
  }

  private String create(boolean incremental) throws Exception {
    return sandbox.createJobOf(
        "oms", incremental, source().endpoint(), target().endpoint(), database);
  }

  private static String status(String id) {
    return client.id("DescribeProjectProgress", id).data("/status");
  }

  private static JsonNode step(String id, String name) {
    return StreamSupport.stream(client.id("DescribeProjectSteps", id).data().spliterator(), false)
        .filter(step -> step.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void assertSameRows(String... tables) {
    for (String table : tables) {
      String checksum = "checksum table " + database + "." + table + " extended";
      assertThat(rows(target(), checksum)).isEqualTo(rows(source(), checksum));
    }
  }
}
