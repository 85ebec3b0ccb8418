package io.tidegate.sandbox;

import static io.tidegate.sandbox.SandboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.StartDtsJobRequest;
import com.aliyun.dts20200101.models.SuspendDtsJobRequest;
import com.aliyun.teaopenapi.models.Config;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.engine.BusySource;
import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.sandbox.lab.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The program with a job that follows, under writes: killed, paused, completed. */
class FollowingSandboxIT {
  private static final long SEED = 5;
  private static final int KILLS = 3;

  @Test
  void aJobThatFollowsIsKilledPausedAndCompletedAndMovesOnce() throws Exception {
    String shop = TestDatabases.freshName("shop");
    BusySource.create(shop);
    Path folder = TestDatabases.freshFolder();
    Random random = new Random(SEED);
    String id = "";
    try (BusySource writing = BusySource.start(shop, SEED, 1)) {
      for (int i = 0; i < KILLS; i++) {
        try (SandboxProcess sandbox = SandboxProcess.start(folder, "--staleness", "PT0S")) {
          if (i == 0) {
            id = sandbox.admin("POST", "/admin/jobs", newJob(shop)).get("id").asText();
            client(sandbox).startDtsJob(new StartDtsJobRequest().setDtsJobId(id));
          }
          awaitFollowing(sandbox, id);
          long before = writing.transactions();
          long more = random.nextInt(200);
          await("transactions", () -> writing.transactions() >= before + more);
          sandbox.kill();
        }
      }
      try (SandboxProcess sandbox = SandboxProcess.start(folder, "--staleness", "PT0S")) {
        String jobId = id;
        awaitFollowing(sandbox, id);
        client(sandbox).suspendDtsJob(new SuspendDtsJobRequest().setDtsJobId(id));
        String paused = following(sandbox, id).get("checkpoint").asText();
        long before = writing.transactions();
        await("transactions", () -> writing.transactions() >= before + 20);
        assertThat(job(sandbox, id).get("status").asText()).isEqualTo("PAUSED");
        assertThat(following(sandbox, id).get("checkpoint").asText()).isEqualTo(paused);
        client(sandbox).startDtsJob(new StartDtsJobRequest().setDtsJobId(id));
        writing.stop();
        await("all changes", () -> following(sandbox, jobId).get("percent").asInt() == 99);

        assertThat(sandbox.admin("POST", "/admin/jobs/" + id + "/complete", "").get("id"))
            .isNotNull();
        awaitStatus(sandbox, id, "FINISHED");
        JsonNode job = job(sandbox, id);
        assertThat(job.at("/effects/starts").asInt()).isEqualTo(2);
        assertThat(job.at("/effects/movements").asInt()).isEqualTo(1);
        assertThat(job.at("/effects/completes").asInt()).isEqualTo(1);
        assertThat(job.at("/following/percent").asInt()).isEqualTo(100);
        assertThat(job.at("/following/lagSeconds").asInt()).isZero();
        assertThat(job.get("tables")).allMatch(table -> table.get("verified").asBoolean());
      }
    }
    BusySource.assertSameRows(shop, shop, BusySource.TABLES);
    BusySource.assertSameRows(shop, shop, List.of("log"));
  }

  private static JsonNode job(SandboxProcess sandbox, String id) {
    return sandbox.admin("GET", "/admin/jobs/" + id, "");
  }

  private static JsonNode following(SandboxProcess sandbox, String id) {
    return job(sandbox, id).get("following");
  }

  private static void awaitFollowing(SandboxProcess sandbox, String id) {
    await(
        "changes",
        () -> {
          JsonNode job = job(sandbox, id);
          assertThat(job.get("status").asText())
              .as(job.toString())
              .isNotEqualTo("MIGRATION_FAILED");
          JsonNode following = job.get("following");
          return following.get("inserted").asInt() > 0
              && following.get("state").asText().equals("RUNNING");
        });
  }

  private static void awaitStatus(SandboxProcess sandbox, String id, String status) {
    await(status, () -> job(sandbox, id).get("status").asText().equals(status));
  }

  private static Client client(SandboxProcess sandbox) throws Exception {
    return new Client(
        new Config()
            .setProtocol("http")
            .setEndpoint(sandbox.address())
            .setAccessKeyId(SandboxFixture.KEY.id())
            .setAccessKeySecret(SandboxFixture.KEY.secret()));
  }

  private static String newJob(String shop) {
    return """
        {"dialect":"alibaba","name":"orders","source":%s,"target":%s,
         "objects":[{"database":"%s"}],"stages":{"incremental":true}}"""
        .formatted(server(TestDatabases.source()), server(TestDatabases.target()), shop);
  }

  private static String server(MariaDbServer server) {
    Endpoint root = server.endpoint();
    return """
        {"host":"127.0.0.1","port":%d,"user":"%s","password":"%s"}"""
        .formatted(root.port(), root.user(), root.password());
  }
}
