package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import java.time.Instant;

/** Makes projects, and brings them into the statuses that they can be in. */
record Scene(SandboxFixture sandbox, OmsClient client) {
  static final String FAILURE = "the target is full";
  static final Instant CHECKPOINT = Instant.parse("2026-11-22T12:00:00Z");

  /** Makes a project; returns its id. */
  static String create(SandboxFixture sandbox, boolean incremental) {
    return sandbox
        .admin(
            "POST",
            "/admin/jobs",
            SandboxFixture.NEW_JOB
                .replace("\"alibaba\"", "\"oms\"")
                .replace("\"name\":", "\"stages\":{\"incremental\":" + incremental + "},\"name\":"))
        .body()
        .get("id")
        .asText();
  }

  /** Makes a project with incremental synchronisation that stands so; returns its id. */
  String bring(String standing) {
    sandbox.prechecks.passAll();
    String id = create(sandbox, true);
    switch (standing) {
      case "INIT" -> {}
      case "checking" -> {
        sandbox.prechecks.close();
        yes("StartProject", id);
      }
      case "check failed" -> {
        sandbox.prechecks.fail("SOURCE/DB_FOREIGN_REFERENCE", true, "shop.orders");
        yes("StartProject", id);
        sandbox.awaitStatus(id, "PRECHECK_FAILED");
      }
      case "check stopped" -> {
        sandbox.prechecks.close();
        yes("StartProject", id);
        yes("StopProject", id);
        sandbox.prechecks.open();
      }
      default -> {
        yes("StartProject", id);
        sandbox.awaitStatus(id, "MIGRATING");
        go(id, standing);
      }
    }
    return id;
  }

  private void go(String id, String standing) {
    sandbox.engine.listener(id);
    switch (standing) {
      case "level", "switching" -> follow(id, 0);
      case "behind" -> follow(id, 90);
      case "SUSPEND" -> yes("StopProject", id);
      case "FAILED" -> sandbox.engine.fail(id, FAILURE);
      case "FINISHED", "RELEASING", "RELEASED" -> sandbox.engine.finish(id);
      default -> assertThat(standing).isEqualTo("loading");
    }
    switch (standing) {
      case "switching" -> yes("AdvanceProject", id);
      case "RELEASING" -> yes("ReleaseProject", id);
      case "RELEASED" -> {
        yes("ReleaseProject", id);
        sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT10S\"}");
      }
      default -> {}
    }
  }

  void follow(String id, long lag) {
    sandbox.engine.follow(
        id, new Following(State.RUNNING, lag, "binlog.000001:4", CHECKPOINT, 0, 0, 0, ""));
  }

  private void yes(String action, String id) {
    assertThat(client.id(action, id).success()).as(action + " " + id).isTrue();
  }
}
