package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.dialect.oms.OmsClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneChecksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOREIGN_KEYS = "DB_FOREIGN_REFERENCE";

  private SandboxFixture sandbox;
  private OmsClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new OmsClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_check_leaves_its_project_alone_and_never_moves_it() {
    String id = Scene.create(sandbox, true);

    JsonNode result = checked(id);

    assertThat(result.get("projectStatus").asText()).isEqualTo("FINISHED");
    assertThat(result.get("progress").asText()).isEqualTo("100.0");
    assertThat(result.get("preCheckResults").findValuesAsText("status")).containsOnly("PASSED");
    assertThat(status(id)).isEqualTo("INIT");
    assertThat(client.id("DescribeProjectSteps", id).data("/0/status")).isEqualTo("INIT");
    assertThat(sandbox.job(id).get("status").asText()).isEqualTo("NOT_STARTED");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/effects/starts").asInt()).isZero();
    assertThat(sandbox.engine.launches).isEmpty();
  }

  @Test
  void each_check_of_a_project_keeps_its_answer() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.fail("SOURCE/" + FOREIGN_KEYS, true, "shop.orders");
    String first = submit(id);
    awaitEnd(first);
    sandbox.prechecks.passAll();
    String second = submit(id);
    awaitEnd(second);
    sandbox.restart();

    assertThat(first).isNotEqualTo(second);
    assertThat(result(first).get("projectStatus").asText()).isEqualTo("FAILED");
    assertThat(result(second).get("projectStatus").asText()).isEqualTo("FINISHED");
    assertThat(sandbox.job(id).get("standalonePrechecks").findValuesAsText("state"))
        .containsExactly("FAILED", "PASSED");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(2);
  }

  @Test
  void a_failed_item_says_what_is_wrong_what_to_do_and_what_could_be_left_out() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.fail("SOURCE/" + FOREIGN_KEYS, true, "shop.orders", "shop.lines");
    sandbox.prechecks.fail("DEST/RDB_CONNECT", false);
    sandbox.prechecks.find("DEST/DB_TIMEZONE", Verdict.WARNING, true);
    JsonNode result = checked(id);

    JsonNode keys = item(result, FOREIGN_KEYS, "SOURCE");
    assertThat(keys.get("name").asText()).startsWith("Source-Primary database-");
    assertThat(keys.get("role").asText()).isEqualTo("MASTER");
    assertThat(keys.get("status").asText()).isEqualTo("FAILED");
    assertThat(keys.get("message").asText()).contains("is wrong", "in detail");
    assertThat(keys.get("skippable").asBoolean()).isTrue();
    assertThat(keys.get("skipConsequence").asText()).isNotBlank();
    assertThat(keys.at("/errorDetail/proposal").asText()).startsWith("repair");
    assertThat(keys.get("removable").asBoolean()).isTrue();
    assertThat(keys.get("blackObjectsInfo").toString())
        .isEqualTo(
            "{\"databases\":[{\"name\":\"shop\",\"tables\":[{\"name\":\"orders\"},"
                + "{\"name\":\"lines\"}]}]}");
    JsonNode connect = item(result, "RDB_CONNECT", "DEST");
    assertThat(connect.get("status").asText()).isEqualTo("FAILED");
    assertThat(connect.get("skippable").asBoolean()).isFalse();
    assertThat(connect.get("skipConsequence").isNull()).isTrue();
    assertThat(connect.get("removable").asBoolean()).isFalse();
    assertThat(connect.at("/errorDetail/code").asText()).isEqualTo("GHANA-PCHKNP000010");
    assertThat(item(result, "RDB_CONNECT", "SOURCE").get("status").asText()).isEqualTo("PASSED");
    assertThat(item(result, "DB_TIMEZONE", "DEST").get("status").asText()).isEqualTo("WARNING");
  }

  @Test
  void a_warning_alone_fails_nothing() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.find("DEST/DB_TIMEZONE", Verdict.WARNING, true);

    assertThat(checked(id).get("projectStatus").asText()).isEqualTo("FINISHED");
  }

  @Test
  void a_flag_says_what_may_be_skipped_and_skips_nothing_of_a_standalone_check() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.fail("SOURCE/" + FOREIGN_KEYS, true, "shop.orders");
    sandbox.prechecks.fail("DEST/RDB_CONNECT", false);
    deploy("{\"skippable\":{\"DB_FOREIGN_REFERENCE\":false,\"RDB_CONNECT\":true}}");
    JsonNode result = checked(id);

    assertThat(result.get("projectStatus").asText()).isEqualTo("FAILED");
    assertThat(item(result, FOREIGN_KEYS, "SOURCE").get("skippable").asBoolean()).isFalse();
    assertThat(item(result, "RDB_CONNECT", "DEST").get("skippable").asBoolean()).isTrue();
    assertThat(item(result, "RDB_CONNECT", "DEST").get("status").asText()).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @CsvSource({"true, MIGRATING, 1", "false, PRECHECK_FAILED, 0"})
  void in_a_project_what_is_flagged_lets_the_step_through(
      boolean flag, String status, int movements) {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.fail("DEST/SYNC_SCHEMA_CONSISTENCY", true, "shop_new.orders");
    deploy("{\"skippable\":{\"SYNC_SCHEMA_CONSISTENCY\":" + flag + "}}");

    assertThat(client.id("StartProject", id).success()).isTrue();
    sandbox.awaitStatus(id, status);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(movements);
    assertThat(sandbox.job(id).at("/effects/shields").asInt()).isZero();
    assertThat(sandbox.job(id).get("shields")).isEmpty();
    if (flag) {
      sandbox.engine.listener(id);
      assertThat(sandbox.engine.launches)
          .singleElement()
          .asString()
          .contains("DEST/SYNC_SCHEMA_CONSISTENCY");
      assertThat(client.id("DescribeProjectSteps", id).data("/0/status")).isEqualTo("FINISHED");
    }
  }

  @Test
  void a_flag_that_is_set_while_a_check_runs_is_one_of_the_next() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.fail("DEST/DB_TIMEZONE", true);
    sandbox.prechecks.close();
    client.id("StartProject", id);
    deploy("{\"skippable\":{\"DB_TIMEZONE\":true}}");
    sandbox.prechecks.open();
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    client.id("ResumeProject", id);
    sandbox.awaitStatus(id, "MIGRATING");
  }

  @Test
  void what_is_let_through_stays_so_when_the_process_dies_in_between() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.fail("DEST/DB_TIMEZONE", true);
    deploy("{\"skippable\":{\"DB_TIMEZONE\":true}}");
    sandbox.prechecks.close();
    client.id("StartProject", id);
    sandbox.restart();
    assertThat(sandbox.admin("GET", "/admin/oms", "").text())
        .isEqualTo("{\"version\":\"4.3.1\",\"skippable\":{\"DB_TIMEZONE\":true}}\n");
    sandbox.prechecks.open();

    sandbox.awaitStatus(id, "MIGRATING");
  }

  @Test
  void the_community_edition_spells_it_otherwise() {
    deploy("{\"version\":\"4.2.12-CE\"}");
    String id = Scene.create(sandbox, true);
    String check = submit(id);
    SandboxFixture.await(
        "the end", () -> result(check).path("preCheckStatus").asText().equals("FINISHED"));
    JsonNode result = result(check);

    assertThat(result.get("preCheckId").asText()).isEqualTo(check);
    assertThat(result.has("projectId")).isFalse();
    assertThat(result.has("projectStatus")).isFalse();
    assertThat(result.get("preCheckResults")).hasSize(6);
  }

  @Test
  void the_community_edition_finds_the_project_by_its_name_and_endpoints() {
    deploy("{\"version\":\"4.2.13-CE\"}");
    String id = Scene.create(sandbox, true);
    ObjectNode definition = client.definition(id);
    definition.remove("projectId");

    assertThat(client.call("SubmitPreCheck", definition.toString()).success()).isTrue();
    assertThat(sandbox.job(id).get("standalonePrechecks")).hasSize(1);
    definition.put("sinkEndpointId", "e_other");
    assertThat(client.call("SubmitPreCheck", definition.toString()).code())
        .isEqualTo("PARAM_ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "4.2.1, SubmitPreCheck GetPreCheckResult AdvanceProject",
    "4.2.2, AdvanceProject",
    "4.3.0, AdvanceProject",
    "4.3.1, ''",
    "5.0.0, ''",
    "4.2.2-CE, SubmitPreCheck GetPreCheckResult AdvanceProject",
    "4.2.11-CE, SubmitPreCheck GetPreCheckResult AdvanceProject",
    "4.2.12-CE, AdvanceProject",
    "4.10.0-CE, AdvanceProject"
  })
  void a_release_has_the_actions_of_its_time(String version, String hidden) {
    deploy("{\"version\":\"" + version + "\"}");
    String id = Scene.create(sandbox, true);

    for (String action : "SubmitPreCheck GetPreCheckResult AdvanceProject".split(" ")) {
      Reply reply = client.id(action, id);
      assertThat(reply.message().equals("Unsupported action: " + action))
          .as(version + " " + action)
          .isEqualTo(hidden.contains(action));
    }
    assertThat(client.id("DescribeProjectSteps", id).success()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.3", "latest", "4.3.1-EE", "4.3.1 -CE", ""})
  void a_deployment_that_is_none_is_refused_and_changes_nothing(String version) {
    assertThat(sandbox.admin("POST", "/admin/oms", "{\"version\":\"" + version + "\"}").status())
        .isEqualTo(400);
    assertThat(
            sandbox.admin("POST", "/admin/oms", "{\"skippable\":{\"db_timezone\":true}}").status())
        .isEqualTo(400);
    assertThat(
            sandbox.admin("POST", "/admin/oms", "{\"skippable\":{\"DB_TIMEZONE\":null}}").status())
        .isEqualTo(400);
    assertThat(sandbox.admin("GET", "/admin/oms", "").body().get("version").asText())
        .isEqualTo("4.3.1");
  }

  @Test
  void a_check_is_found_by_its_own_id_alone() {
    String id = Scene.create(sandbox, true);
    submit(id);

    for (String other : new String[] {id, "t_nobody"}) {
      Reply reply = client.id("GetPreCheckResult", other);
      assertThat(reply.code()).isEqualTo("GHANA-PROJECT000001");
      assertThat(reply.message()).contains(other);
    }
    assertThat(client.call("GetPreCheckResult", "{}").code()).isEqualTo("PARAM_ERROR");
  }

  @Test
  void a_check_waits_runs_and_ends_and_is_asked_again_after_a_restart() {
    String id = Scene.create(sandbox, true);
    sandbox.prechecks.close();
    String check = submit(id);
    SandboxFixture.await(
        "the run", () -> result(check).get("projectStatus").asText().equals("RUNNING"));
    JsonNode running = result(check);
    assertThat(running.get("preCheckResults").findValuesAsText("status")).containsOnly("RUNNING");
    assertThat(running.get("progress").asText()).isEqualTo("0.0");

    sandbox.restart();
    SandboxFixture.await("the run again", () -> sandbox.prechecks.runs.get() == 2);
    sandbox.prechecks.open();
    awaitEnd(check);
    assertThat(result(check).get("projectStatus").asText()).isEqualTo("FINISHED");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
  }

  @Test
  void reads_hear_of_a_check_only_after_a_while(@TempDir Path data) {
    try (SandboxFixture slow = new SandboxFixture(data, Duration.ofHours(1), 0)) {
      OmsClient reader = new OmsClient(slow);
      String check = reader.submit(Scene.create(slow, true)).data().asText();
      SandboxFixture.await(
          "the end",
          () ->
              slow.admin("GET", "/admin/jobs", "")
                  .body()
                  .at("/0/standalonePrechecks/0/state")
                  .asText()
                  .equals("PASSED"));
      JsonNode early = reader.id("GetPreCheckResult", check).data();
      assertThat(early.get("projectStatus").asText()).isEqualTo("INIT");
      assertThat(early.get("preCheckResults").isNull()).isTrue();
      assertThat(early.get("progress").asText()).isEqualTo("0.0");
      slow.admin("POST", "/admin/clock", "{\"advance\":\"PT1H\"}");
      assertThat(reader.id("GetPreCheckResult", check).data("/projectStatus"))
          .isEqualTo("FINISHED");
    }
  }

  @Test
  void a_project_may_be_checked_wherever_it_stands_and_several_times_at_once() {
    String id = new Scene(sandbox, client).bring("loading");
    String first = submit(id);
    String second = submit(id);
    awaitEnd(first);
    awaitEnd(second);

    assertThat(status(id)).isEqualTo("RUNNING");
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
    assertThat(sandbox.engine.launches).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | null | name",
        "name | \"two words\" | name",
        "name | 7 | name",
        "type | null | type",
        "type | \"COPY\" | type",
        "type | \"SYNC\" | type",
        "transferMapping | null | transferMapping",
        "transferMapping | [] | transferMapping",
        "transferMapping | \"all\" | transferMapping",
        "transferMapping | {} | transferMapping.mode",
        "transferMapping | {\"mode\":\"ALL\"} | transferMapping.mode",
        "transferMapping | {\"mode\":\"COMPLEX\"} | COMPLEX",
        "transferMapping | {\"mode\":\"SPECIFIC\"} | databases",
        "transferMapping | {\"mode\":\"SPECIFIC\",\"databases\":[{\"name\":\"shop\"}]} | databases[]",
        "transferMapping | {\"mode\":\"SPECIFIC\",\"databases\":[{\"tables\":[{\"name\":\"t\"}]}]} | name",
        "transferMapping | {\"mode\":\"SPECIFIC\",\"databases\":[null]} | databases[]",
        "transferMapping | {\"mode\":\"SPECIFIC\",\"databases\":[{\"name\":\"a$$b\",\"tables\":[{\"name\":\"t\"}]}]} | $$",
        "transferMapping | {\"mode\":\"SPECIFIC\",\"databases\":[{\"name\":\"a\",\"tables\":[{\"name\":\"t\",\"mappedName\":\"u\"}]}]} | names",
        "transferMapping | {\"mode\":\"WILDCARD\"} | tableAndViewWhiteList",
        "transferMapping | {\"mode\":\"WILDCARD\",\"tableAndViewWhiteList\":[]} | tableAndViewWhiteList",
        "transferMapping | {\"mode\":\"WILDCARD\",\"tableAndViewWhiteList\":[\"shop\"]} | database.*",
        "transferMapping | {\"mode\":\"WILDCARD\",\"tableAndViewWhiteList\":[\"shop.a*\"]} | database.*",
        "transferMapping | {\"mode\":\"WILDCARD\",\"tableAndViewWhiteList\":[\"s.*\"],\"tableAndViewBlackList\":[\"s.t\"]} | list",
        "subProject | true | subProject",
        "enableIncrTransfer | \"yes\" | enableIncrTransfer",
        "enableFullTransfer | false | incremental",
        "projectId | 7 | projectId"
      })
  void a_definition_that_is_nonsense_is_refused_and_checks_nothing(
      String key, String value, String named) throws Exception {
    String id = Scene.create(sandbox, true);
    ObjectNode definition = client.definition(id);
    definition.set(key, JSON.readTree(value));

    Reply reply = client.call("SubmitPreCheck", definition.toString());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.text()).isEqualTo("PARAM_ERROR");
    assertThat(reply.message()).contains(named);
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isZero();
  }

  @Test
  void a_project_that_is_not_there_cannot_be_checked() {
    ObjectNode definition = client.definition(Scene.create(sandbox, true));
    definition.put("projectId", "np_nobody");

    assertThat(client.call("SubmitPreCheck", definition.toString()).code())
        .isEqualTo("GHANA-PROJECT000001");
  }

  @Test
  void what_a_definition_wants_moved_is_what_is_asked_about() throws Exception {
    String id = Scene.create(sandbox, true);
    ObjectNode definition = client.definition(id);
    definition.set(
        "transferMapping",
        JSON.readTree(
            "{\"mode\":\"WILDCARD\",\"tableAndViewWhiteList\":[\"shop.*\",\"crm.people\"],"
                + "\"databases\":[{\"name\":\"shop\",\"mappedName\":\"shop_new\"}]}"));
    definition.put("enableIncrTransfer", false);
    definition.put("uid", "somebody");

    assertThat(client.call("SubmitPreCheck", definition.toString()).success()).isTrue();
    SandboxFixture.await("the run", () -> sandbox.prechecks.asked.size() == 1);
    assertThat(sandbox.prechecks.asked.get(0).objects().toString())
        .isEqualTo(
            "[DatabaseSelection[database=shop, targetDatabase=shop_new, tables=[]],"
                + " DatabaseSelection[database=crm, targetDatabase=crm, tables=[people]]]");
    assertThat(sandbox.prechecks.asked.get(0).stages().incremental()).isFalse();
    assertThat(client.id("DescribeProject", id).data("/0/enableIncrTransfer")).isEqualTo("true");
  }

  private void deploy(String body) {
    assertThat(sandbox.admin("POST", "/admin/oms", body).status()).isEqualTo(200);
  }

  private String submit(String project) {
    Reply reply = client.submit(project);
    assertThat(reply.success()).as(reply.text()).isTrue();
    return reply.data().asText();
  }

  private JsonNode checked(String project) {
    String check = submit(project);
    awaitEnd(check);
    return result(check);
  }

  private void awaitEnd(String check) {
    SandboxFixture.await(
        "the end", () -> result(check).get("projectStatus").asText().matches("FINISHED|FAILED"));
  }

  private JsonNode result(String check) {
    return client.id("GetPreCheckResult", check).data();
  }

  private static JsonNode item(JsonNode result, String type, String side) {
    return StreamSupport.stream(result.get("preCheckResults").spliterator(), false)
        .filter(item -> item.get("checkType").asText().equals(type))
        .filter(item -> item.get("endpointType").asText().equals(side))
        .findFirst()
        .orElseThrow();
  }

  private String status(String id) {
    return client.id("DescribeProjectProgress", id).data("/status");
  }
}
