package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;

/** Makes jobs that synchronise. */
final class Synchronisations {
  private static final String JOB =
      """
      {"dialect":"alibaba-sync","name":"orders",
       "source":{"host":"127.0.0.1","port":3301,"user":"src","password":"canary-source"},
       "target":{"host":"127.0.0.1","port":3302,"user":"dst","password":"canary-target"},
       "objects":[{"database":"shop","targetDatabase":"shop_new","tables":["orders"]},
                  {"database":"bills","targetDatabase":"bills","tables":["due"]}],
       "stages":{"incremental":true}}""";

  private static final String BACK =
      """
      {"dialect":"alibaba-sync","name":"orders back","reverseOf":"%s",
       "source":{"host":"127.0.0.1","port":3302,"user":"dst","password":"canary-target"},
       "target":{"host":"127.0.0.1","port":3301,"user":"src","password":"canary-source"},
       "objects":[{"database":"shop_new","targetDatabase":"shop","tables":["orders"]},
                  {"database":"bills","targetDatabase":"bills","tables":["due"]}],
       "stages":{"incremental":true}}""";

  private Synchronisations() {}

  /** Returns the task's id; its instance is called {@code dts} and that. */
  static String create(SandboxFixture sandbox) {
    return create(sandbox, JOB);
  }

  /** The other direction of that job. */
  static String createWayBack(SandboxFixture sandbox, String id) {
    return create(sandbox, wayBack(id));
  }

  /** What asks for the other direction of that job. */
  static String wayBack(String id) {
    return BACK.formatted(id);
  }

  private static String create(SandboxFixture sandbox, String job) {
    SandboxFixture.AdminAnswer answer = sandbox.admin("POST", "/admin/jobs", job);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.body().get("id").asText();
  }

  /** A job that has passed its precheck. */
  static String moving(SandboxFixture sandbox, RpcClient client) {
    String id = create(sandbox);
    client.call("StartSynchronizationJob", "SynchronizationJobId", "dts" + id);
    sandbox.awaitStatus(id, "MIGRATING");
    sandbox.engine.listener(id);
    return id;
  }
}
