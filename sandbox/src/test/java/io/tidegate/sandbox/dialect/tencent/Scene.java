package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;

/** Brings jobs into the statuses that they can be in. */
record Scene(SandboxFixture sandbox, TencentClient client) {
  static final String FAILURE = "the target is full";

  /** Makes a job with the incremental stage that stands so; returns its id. */
  String bring(String status) {
    sandbox.prechecks.passAll();
    switch (status) {
      case "created" -> {
        return Jobs.create(sandbox, true);
      }
      case "checking" -> {
        sandbox.prechecks.close();
        String id = Jobs.create(sandbox, true);
        call("CreateMigrateCheckJob", id);
        return id;
      }
      case "checkNotPass" -> {
        sandbox.prechecks.fail("ConstraintCheck", true);
        sandbox.prechecks.fail("OptimizeCheck", true);
        return checked("PRECHECK_FAILED");
      }
      case "checkPass" -> {
        return checked("PRECHECK_PASSED");
      }
      default -> {
        String id = checked("PRECHECK_PASSED");
        call("StartMigrateJob", id);
        go(id, status);
        return id;
      }
    }
  }

  /** Makes a job whose check has ended so; returns its id. */
  String checked(String end) {
    String id = Jobs.create(sandbox, true);
    call("CreateMigrateCheckJob", id);
    sandbox.awaitStatus(id, end);
    return id;
  }

  private void go(String id, String status) {
    sandbox.engine.listener(id);
    switch (status) {
      case "readyComplete", "completing" ->
          sandbox.engine.follow(id, new Following(State.RUNNING, 0, "", null, 0, 0, 0, ""));
      case "manualPaused" -> call("PauseMigrateJob", id);
      case "error" -> sandbox.engine.fail(id, FAILURE);
      case "success" -> sandbox.engine.finish(id);
      case "canceled" -> call("StopMigrateJob", id);
      default -> assertThat(status).isEqualTo("running");
    }
    if (status.equals("completing")) {
      call("CompleteMigrateJob", id);
    }
  }

  private void call(String action, String id) {
    TencentClient.Reply reply = client.job(action, id);
    assertThat(reply.code()).as(reply.text()).isEmpty();
  }
}
