package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.oms.OmsClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectActionsTest {
  private static final String CONFLICT = "GHANA-OPERAT000999";
  private static final String NOT_FOUND = "GHANA-PROJECT000001";
  private static final String INVALID = "PARAM_ERROR";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";
  private static final List<String> MOVES =
      List.of("StartProject", "AdvanceProject", "StopProject", "ResumeProject", "ReleaseProject");

  private SandboxFixture sandbox;
  private OmsClient client;
  private Scene scene;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new OmsClient(sandbox);
    scene = new Scene(sandbox, client);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_yes_is_an_envelope_with_every_key() {
    Reply reply = client.id("StartProject", create());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .matches(
            "\\{\"success\":true,\"errorDetail\":null,\"code\":null,\"message\":null,"
                + "\"advice\":null,\"requestId\":\"[0-9a-f-]{36}\",\"pageNumber\":null,"
                + "\"pageSize\":null,\"totalCount\":null,\"cost\":\"\\d+ ms\",\"data\":null\\}");
  }

  @Test
  void a_no_is_the_same_envelope_with_the_code_in_it_twice() {
    Reply reply = client.id("StartProject", "np_nobody");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.success()).isFalse();
    assertThat(reply.code()).isEqualTo(NOT_FOUND);
    assertThat(reply.envelope().at("/errorDetail/code").asText()).isEqualTo(NOT_FOUND);
    assertThat(reply.message()).startsWith("[" + NOT_FOUND + "]: ").contains("np_nobody");
    assertThat(reply.envelope().get("advice").asText()).isNotBlank();
    assertThat(fieldNames(reply.envelope()))
        .isEqualTo(fieldNames(client.call("ListProjects", "{}").envelope()));
  }

  private static List<String> fieldNames(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void ids_look_like_the_services() {
    String id = create();

    assertThat(id).matches("np_[a-z0-9]{13}");
    assertThat(client.submit(id).data().asText()).matches("t_[a-z0-9]{13}");
  }

  @Test
  void a_start_checks_runs_on_and_moves_once() {
    String id = create();

    assertYes(client.id("StartProject", id));
    sandbox.awaitStatus(id, "MIGRATING");
    assertThat(status(id)).isEqualTo("RUNNING");
    assertRefused(client.id("StartProject", id), CONFLICT);
    sandbox.engine.finish(id);

    assertThat(status(id)).isEqualTo("FINISHED");
    assertThat(effects(id)).isEqualTo("starts 1 prechecks 1 movements 1 pauses 0 stops 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"StartProject", "AdvanceProject"})
  void of_starts_that_come_together_one_is_accepted(String action) {
    String id = create();

    List<Boolean> accepted =
        IntStream.range(0, 8).parallel().mapToObj(call -> client.id(action, id).success()).toList();

    assertThat(accepted).containsOnlyOnce(true);
    sandbox.awaitStatus(id, "MIGRATING");
    assertThat(effects(id)).isEqualTo("starts 1 prechecks 1 movements 1 pauses 0 stops 0");
    assertThat(sandbox.engine.launches).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, INIT, StartProject AdvanceProject",
    "checking, RUNNING, StopProject",
    "check failed, FAILED, ResumeProject ReleaseProject",
    "check stopped, SUSPEND, ResumeProject ReleaseProject",
    "loading, RUNNING, StopProject",
    "behind, RUNNING, StopProject",
    "level, RUNNING, AdvanceProject StopProject",
    "switching, RUNNING, StopProject",
    "SUSPEND, SUSPEND, ResumeProject ReleaseProject",
    "FAILED, FAILED, ResumeProject ReleaseProject",
    "FINISHED, FINISHED, ReleaseProject",
    "RELEASED, RELEASED, ''"
  })
  void each_status_allows_its_moves_and_no_other(String standing, String status, String allowed) {
    List<String> yes = new ArrayList<>();
    for (String move : MOVES) {
      String id = scene.bring(standing);
      int refusedBefore = startsRefused(id);
      assertThat(status(id)).isEqualTo(status);
      Reply reply = client.id(move, id);
      if (reply.success()) {
        yes.add(move);
      } else {
        assertRefused(reply, CONFLICT);
        assertThat(reply.message()).contains(id);
      }
      boolean isStart = move.equals("StartProject") || move.equals("ResumeProject");
      assertThat(startsRefused(id) - refusedBefore)
          .as(move)
          .isEqualTo(isStart && !reply.success() ? 1 : 0);
      sandbox.prechecks.open();
    }

    assertThat(String.join(" ", yes)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check failed", "check stopped", "SUSPEND", "FAILED", "FINISHED"})
  void a_release_takes_a_while_and_is_for_good(String standing) {
    String id = scene.bring(standing);

    assertYes(client.id("ReleaseProject", id));
    assertThat(status(id)).isEqualTo("RELEASING");
    MOVES.forEach(move -> assertRefused(client.id(move, id), CONFLICT));
    assertRefused(client.submit(id), CONFLICT);
    sandbox.restart();
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT3S\"}");

    assertThat(status(id)).isEqualTo("RELEASED");
    MOVES.forEach(move -> assertRefused(client.id(move, id), CONFLICT));
    assertThat(sandbox.job(id).at("/effects/stops").asInt()).isEqualTo(1);
  }

  @Test
  void a_check_that_fails_fails_its_step_and_the_project_and_runs_again_when_it_is_resumed() {
    String id = scene.bring("check failed");
    JsonNode step = steps(id).get(0);

    assertThat(step.get("name").asText()).isEqualTo("TRANSFER_PRECHECK");
    assertThat(step.get("status").asText()).isEqualTo("FAILED");
    assertThat(step.get("finishTime").isNull()).isTrue();
    assertThat(step.at("/extraInfo/errorMsg").asText())
        .contains("SOURCE DB_FOREIGN_REFERENCE", "in detail");
    assertThat(step.at("/extraInfo/errorDetails")).hasSize(1);
    assertThat(step.at("/extraInfo/errorDetails/0/proposal").asText()).startsWith("repair");
    assertThat(step.at("/extraInfo/failedTime").asText()).matches(TIME + "\\.\\d{3}");
    assertThat(client.id("DescribeProjectProgress", id).data("/currentStep"))
        .isEqualTo("PRE_CHECK");

    sandbox.prechecks.passAll();
    assertYes(client.id("ResumeProject", id));
    sandbox.awaitStatus(id, "MIGRATING");
    assertThat(steps(id).get(0).get("status").asText()).isEqualTo("FINISHED");
    assertThat(steps(id).get(0).get("extraInfo")).isEmpty();
    assertThat(effects(id)).isEqualTo("starts 2 prechecks 2 movements 1 pauses 0 stops 0");
  }

  @Test
  void a_check_that_is_stopped_has_no_verdict_and_is_asked_anew_when_it_is_resumed() {
    String id = scene.bring("checking");

    assertYes(client.id("StopProject", id));
    sandbox.prechecks.open();
    assertThat(status(id)).isEqualTo("SUSPEND");
    assertThat(steps(id).get(0).get("status").asText()).isEqualTo("SUSPEND");
    sandbox.restart();
    assertThat(status(id)).isEqualTo("SUSPEND");
    assertThat(sandbox.engine.launches).isEmpty();
    assertYes(client.id("ResumeProject", id));
    sandbox.awaitStatus(id, "MIGRATING");

    assertThat(effects(id)).isEqualTo("starts 2 prechecks 2 movements 1 pauses 1 stops 0");
  }

  @Test
  void a_check_that_was_stopped_does_not_decide_the_one_that_follows_it() {
    String id = scene.bring("checking");
    for (int i = 0; i < 5; i++) {
      SandboxFixture.await("a run", () -> sandbox.prechecks.runs.get() > 0);
      assertYes(client.id("StopProject", id));
      assertYes(client.id("ResumeProject", id));
    }
    assertThat(status(id)).isEqualTo("RUNNING");
    assertThat(sandbox.engine.launches).isEmpty();
    sandbox.prechecks.open();
    sandbox.awaitStatus(id, "MIGRATING");

    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/precheck/run").asInt()).isEqualTo(6);
  }

  @Test
  void a_project_that_fails_says_why_at_the_step_it_failed_at_and_goes_on_when_it_is_resumed() {
    String id = scene.bring("FAILED");
    JsonNode failed = step(id, "FULL_TRANSFER");

    assertThat(failed.get("status").asText()).isEqualTo("FAILED");
    assertThat(failed.at("/extraInfo/errorMsg").asText()).isEqualTo(Scene.FAILURE);
    assertThat(step(id, "STRUCT_TRANSFER").get("extraInfo")).isEmpty();
    assertYes(client.id("ResumeProject", id));
    assertThat(status(id)).isEqualTo("RUNNING");
    assertThat(sandbox.job(id).at("/effects/prechecks").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"level, INCR_TRANSFER", "switching, INCR_TRANSFER", "loading, FULL_TRANSFER"})
  void a_project_that_fails_in_no_stage_fails_at_the_step_that_comes_next(
      String standing, String step) {
    String id = scene.bring(standing);
    sandbox.engine.listener(id).failed("nobody knows");

    assertThat(status(id)).isEqualTo("FAILED");
    assertThat(steps(id).findValuesAsText("status")).containsOnlyOnce("FAILED");
    assertThat(step(id, step).get("status").asText()).isEqualTo("FAILED");
    assertThat(step(id, step).at("/extraInfo/errorMsg").asText()).isEqualTo("nobody knows");
  }

  @ParameterizedTest
  @CsvSource({
    "INIT, INIT INIT INIT INIT INIT INIT INIT",
    "checking, RUNNING INIT INIT INIT INIT INIT INIT",
    "loading, FINISHED FINISHED FINISHED RUNNING INIT INIT INIT",
    "level, FINISHED FINISHED FINISHED FINISHED MONITORING RUNNING INIT",
    "switching, FINISHED FINISHED FINISHED FINISHED MONITORING FINISHED RUNNING",
    "SUSPEND, FINISHED FINISHED FINISHED SUSPEND INIT INIT INIT"
  })
  void each_step_stands_as_the_project_does(String standing, String statuses) {
    String id = scene.bring(standing);
    JsonNode steps = steps(id);
    sandbox.prechecks.open();

    assertThat(steps.findValuesAsText("name"))
        .containsExactly(
            "TRANSFER_PRECHECK",
            "STRUCT_TRANSFER",
            "TRANSFER_INCR_LOG_PULL",
            "FULL_TRANSFER",
            "INCR_TRANSFER",
            "FULL_VERIFIER",
            "TRANSFER_APP_SWITCH");
    assertThat(steps.findValuesAsText("order")).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(steps.findValuesAsText("status")).isEqualTo(List.of(statuses.split(" ")));
  }

  @Test
  void a_verification_that_is_done_waits_at_a_hundred_percent_for_the_switchover() {
    JsonNode verifier = step(scene.bring("level"), "FULL_VERIFIER");

    assertThat(verifier.get("status").asText()).isEqualTo("RUNNING");
    assertThat(verifier.get("progress").asInt()).isEqualTo(100);
    assertThat(verifier.at("/stepInfo/capacity").asLong()).isEqualTo(100);
  }

  @Test
  void steps_that_a_project_does_not_have_are_not_there() {
    assertThat(steps(Scene.create(sandbox, false)).findValuesAsText("name"))
        .containsExactly("TRANSFER_PRECHECK", "STRUCT_TRANSFER", "FULL_TRANSFER", "FULL_VERIFIER");
  }

  @Test
  void a_project_that_follows_tells_up_to_when_in_seconds() {
    String id = scene.bring("behind");
    JsonNode progress = client.id("DescribeProjectProgress", id).data();

    assertThat(progress.get("incrSyncCheckpoint").asLong())
        .isEqualTo(Scene.CHECKPOINT.getEpochSecond());
    assertThat(progress.get("currentStep").asText()).isEqualTo("INCR_TRANSFER");
    assertThat(progress.get("fullTransferProgress").asInt()).isEqualTo(100);
    assertThat(step(id, "INCR_TRANSFER").at("/stepInfo/incrTimestampCheckpoint").asLong())
        .isEqualTo(Scene.CHECKPOINT.getEpochSecond());
    assertThat(
            client
                .id("DescribeProjectProgress", scene.bring("loading"))
                .data()
                .get("incrSyncCheckpoint")
                .isNull())
        .isTrue();
  }

  @Test
  void advancing_starts_a_project_and_later_switches_it_over() {
    String id = create();

    assertThat(client.id("AdvanceProject", id).data().asText()).isEqualTo("TRANSFER_PRECHECK");
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.engine.listener(id);
    assertRefused(client.id("AdvanceProject", id), CONFLICT);
    scene.follow(id, 0);
    assertThat(client.id("AdvanceProject", id).data().asText()).isEqualTo("TRANSFER_APP_SWITCH");
    assertThat(sandbox.engine.completed).containsExactly(id);
    assertRefused(client.id("AdvanceProject", id), CONFLICT);
    sandbox.engine.finish(id);

    assertThat(status(id)).isEqualTo("FINISHED");
    assertThat(effects(id)).isEqualTo("starts 1 prechecks 1 movements 1 pauses 0 stops 0");
  }

  @Test
  void a_project_is_described_by_what_defines_it_and_without_passwords() {
    String id = create();
    Reply reply = client.id("DescribeProject", id);

    assertThat(reply.data()).hasSize(1);
    assertThat(reply.data("/0/id")).isEqualTo(id);
    assertThat(reply.data("/0/type")).isEqualTo("MIGRATION");
    assertThat(reply.data("/0/status")).isEqualTo("INIT");
    assertThat(reply.data("/0/transferMapping/mode")).isEqualTo("SPECIFIC");
    assertThat(reply.data("/0/transferMapping/databases/0/mappedName")).isEqualTo("shop_new");
    assertThat(reply.data("/0/transferMapping/databases/0/tables/0/name")).isEqualTo("orders");
    assertThat(reply.data("/0/sourceConnectInfo/port")).isEqualTo("3301");
    assertThat(reply.data("/0/sinkEndpointType")).isEqualTo("OB_MYSQL");
    assertThat(reply.data("/0/gmtCreate")).matches(TIME);
    assertThat(reply.data().at("/0/gmtStart").isNull()).isTrue();
    assertThat(reply.data().at("/0/steps")).hasSize(7);
    assertThat(reply.text()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void projects_come_in_pages_ordered_by_their_creation(boolean ascending) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(create());
    }
    List<String> found = new ArrayList<>();
    for (int page = 1; page < 4; page++) {
      String order = ascending ? ",\"order\":\"asc\"" : "";
      Reply reply =
          client.call("ListProjects", "{\"pageSize\":2,\"pageNumber\":" + page + order + "}");
      assertThat(reply.envelope().get("totalCount").asInt()).isEqualTo(5);
      assertThat(reply.envelope().get("pageNumber").asInt()).isEqualTo(page);
      assertThat(reply.envelope().get("pageSize").asInt()).isEqualTo(2);
      found.addAll(ids(reply));
    }
    if (!ascending) {
      Collections.reverse(ids);
    }

    assertThat(found).isEqualTo(ids);
    assertThat(ids(client.call("ListProjects", "{\"pageNumber\":9}"))).isEmpty();
  }

  @Test
  void projects_can_be_ordered_by_their_last_change() {
    String first = create();
    String second = create();
    sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1M\"}");
    client.id("StartProject", first);

    assertThat(listed("{\"sortField\":\"gmtModified\"}")).containsExactly(first, second);
    assertThat(listed("{}")).containsExactly(second, first);
  }

  @Test
  void a_list_is_narrowed_by_what_it_is_asked_for() {
    String created = create();
    String failed = scene.bring("check failed");

    assertThat(listed("{}")).containsExactly(failed, created);
    assertThat(listed("{\"status\":[\"INIT\",\"RUNNING\"]}")).containsExactly(created);
    assertThat(listed("{\"status\":\"FAILED\"}")).containsExactly(failed);
    assertThat(listed("{\"searchKey\":\"" + created.substring(3) + "\"}")).containsExactly(created);
    assertThat(listed("{\"searchKey\":\"orde\",\"type\":\"MIGRATION\"}")).hasSize(2);
    assertThat(listed("{\"searchKey\":\"other\"}")).isEmpty();
    assertThat(listed("{\"type\":\"SYNC\"}")).isEmpty();
    assertThat(listed("{\"labelIds\":[\"l_1\"]}")).isEmpty();
    assertThat(listed("{\"sourceEndpointTypes\":[\"ORACLE\"]}")).isEmpty();
    assertRefused(client.call("ListProjects", "{\"pageSize\":151}"), INVALID);
    assertRefused(client.call("ListProjects", "{\"pageNumber\":0}"), INVALID);
    assertRefused(client.call("ListProjects", "{\"order\":\"up\"}"), INVALID);
    assertRefused(client.call("ListProjects", "{\"sortField\":\"name\"}"), INVALID);
  }

  @Test
  void jobs_of_other_dialects_are_not_there() {
    String alibaba = sandbox.createJob();

    assertThat(listed("{}")).isEmpty();
    assertRefused(client.id("DescribeProject", alibaba), NOT_FOUND);
    assertRefused(client.id("StartProject", alibaba), NOT_FOUND);
    assertThat(sandbox.job(alibaba).get("status").asText()).isEqualTo("NOT_STARTED");
  }

  private String create() {
    return Scene.create(sandbox, true);
  }

  private String status(String id) {
    return client.id("DescribeProjectProgress", id).data("/status");
  }

  private JsonNode steps(String id) {
    return client.id("DescribeProjectSteps", id).data();
  }

  private JsonNode step(String id, String name) {
    return StreamSupport.stream(steps(id).spliterator(), false)
        .filter(step -> step.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> listed(String body) {
    return ids(client.call("ListProjects", body));
  }

  private static List<String> ids(Reply reply) {
    assertThat(reply.success()).as(reply.text()).isTrue();
    return StreamSupport.stream(reply.data().spliterator(), false)
        .map(project -> project.get("id").asText())
        .toList();
  }

  private static void assertYes(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.success()).as(reply.text()).isTrue();
  }

  private static void assertRefused(Reply reply, String code) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.success()).isFalse();
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
  }

  private int startsRefused(String id) {
    return sandbox.job(id).at("/effects/startsRefused").asInt();
  }

  private String effects(String id) {
    JsonNode effects = sandbox.job(id).get("effects");
    return "starts %d prechecks %d movements %d pauses %d stops %d"
        .formatted(
            effects.get("starts").asInt(),
            effects.get("prechecks").asInt(),
            effects.get("movements").asInt(),
            effects.get("pauses").asInt(),
            effects.get("stops").asInt());
  }
}
