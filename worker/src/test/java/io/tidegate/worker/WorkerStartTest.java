package io.tidegate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole process but for its JVM, beside Temporal's in-memory server. */
class WorkerStartTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void aWorkerWaitsForATemporalThatComesUpLaterAndIsUpOnlyThen() throws Exception {
    int port = freePort();
    Path ready = folder.resolve("ready.json");

    ConfigurableApplicationContext worker = start(port, ready);
    try {
      TemporalWorkers workers = worker.getBean(TemporalWorkers.class);
      await(() -> workers.obstacle().contains("not reachable at 127.0.0.1:" + port));
      assertThat(ready).doesNotExist();
      assertThat(health(worker)).isEqualTo(503);

      TestServer.PortBoundTestServer temporal = TestServer.createPortBoundServer(port);
      try {
        await(() -> Files.exists(ready));
        assertThat(health(worker)).isEqualTo(200);
        assertThat(Files.readString(ready))
            .isEqualTo(
                "{\"pid\":%d,\"port\":%d}\n"
                    .formatted(ProcessHandle.current().pid(), port(worker)));
        assertThat(get(worker, "/actuator/prometheus").body()).contains("temporal_");
        worker.close();
        assertThat(ready).doesNotExist();
      } finally {
        temporal.close();
      }
    } finally {
      worker.close();
    }
  }

  private static ConfigurableApplicationContext start(int temporal, Path ready) {
    return new SpringApplication(WorkerApplication.class)
        .run(
            "--spring.temporal.connection.target=127.0.0.1:" + temporal,
            "--tidegate.ready-file=" + ready,
            "--tidegate.accounts.a.provider=alibaba",
            "--tidegate.accounts.a.region=cn-hangzhou",
            "--tidegate.accounts.a.credentials.access-key-id=id",
            "--tidegate.accounts.a.credentials.access-key-secret=hush");
  }

  private static int health(ConfigurableApplicationContext worker) throws Exception {
    return get(worker, "/actuator/health").statusCode();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext worker, String path)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port(worker) + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int port(ConfigurableApplicationContext worker) {
    return worker.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
