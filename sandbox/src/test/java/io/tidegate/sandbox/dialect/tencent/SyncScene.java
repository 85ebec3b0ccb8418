package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;

/** Brings synchronisations into the statuses that they can be in. */
record SyncScene(SandboxFixture sandbox, TencentClient client) {
  static final String FAILURE = "the target is full";

  /** Makes a job that stands so; returns its id. */
  String bring(String status) {
    sandbox.prechecks.passAll();
    switch (status) {
      case "Initialized" -> {
        return Jobs.createSync(sandbox);
      }
      case "Checking" -> {
        sandbox.prechecks.close();
        String id = Jobs.createSync(sandbox);
        call("CreateCheckSyncJob", id);
        return id;
      }
      case "CheckNotPass" -> {
        sandbox.prechecks.fail("ConstraintCheck", true);
        sandbox.prechecks.fail("OptimizeCheck", true);
        return checked("PRECHECK_FAILED");
      }
      case "CheckPass" -> {
        return checked("PRECHECK_PASSED");
      }
      default -> {
        String id = checked("PRECHECK_PASSED");
        call("StartSyncJob", id);
        go(id, status);
        return id;
      }
    }
  }

  /** Makes a job whose check has ended so; returns its id. */
  String checked(String end) {
    String id = Jobs.createSync(sandbox);
    call("CreateCheckSyncJob", id);
    sandbox.awaitStatus(id, end);
    return id;
  }

  private void go(String id, String status) {
    sandbox.engine.listener(id);
    if (status.equals("ResumableErr")) {
      sandbox.engine.fail(id, FAILURE);
      return;
    }
    sandbox.engine.follow(id, new Following(State.RUNNING, 2, "", null, 0, 0, 0, ""));
    switch (status) {
      case "Paused" -> call("PauseSyncJob", id);
      case "Stopped" -> call("StopSyncJob", id);
      default -> assertThat(status).isEqualTo("Running");
    }
  }

  private void call(String action, String id) {
    TencentClient.Reply reply = client.job(action, id);
    assertThat(reply.code()).as(reply.text()).isEmpty();
  }
}
