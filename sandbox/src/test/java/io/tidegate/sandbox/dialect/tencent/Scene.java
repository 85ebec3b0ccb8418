package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import java.util.function.Supplier;

/**
 * Brings jobs into the statuses that they can be in, of either version: they call their moves
 * alike.
 *
 * @param creation makes a job with the incremental stage; returns its id
 */
record Scene(SandboxFixture sandbox, TencentClient client, Supplier<String> creation) {
  static final String FAILURE = "the target is full";

  Scene(SandboxFixture sandbox, TencentClient client) {
    this(sandbox, client, () -> Jobs.create(sandbox, true));
  }

  static Scene of2018(SandboxFixture sandbox) {
    return new Scene(sandbox, TencentClient.of2018(sandbox), () -> Jobs.create2018(sandbox, true));
  }

  /** Makes a job with the incremental stage that stands so; returns its id. */
  String bring(String status) {
    sandbox.prechecks.passAll();
    switch (status) {
      case "created" -> {
        return creation.get();
      }
      case "checking" -> {
        sandbox.prechecks.close();
        String id = creation.get();
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
    String id = creation.get();
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
