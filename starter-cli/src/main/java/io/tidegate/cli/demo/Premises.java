package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.local.Ports;
import io.tidegate.cli.local.Program;
import io.tidegate.cli.temporal.TemporalConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a demo needs, running: Temporal, two databases, the sandbox and a worker. */
record Premises(
    Workshop workshop, TemporalServer temporal, Lab lab, String sandboxAddress, int workerPort) {
  static final String NAMESPACE = "default";

  /** Unpacking a database server for the first time takes its while. */
  private static final Duration DATABASES_READY = Duration.ofMinutes(2);

  private static final Duration READY = Duration.ofSeconds(60);

  /** Real services answer stale for a minute; a demo shows the same in seconds. */
  private static final String STALENESS = "PT2S";

  private static final String PRECHECK_TIME = "PT1S";

  /**
   * Starts it all, at once as far as it goes, and waits until it is ready.
   *
   * @param address of a Temporal that runs already; absent has one started
   */
  static Premises open(
      Workshop workshop, @Nullable String address, boolean testServerOnly, Story story) {
    int left = workshop.reap();
    if (left > 0) {
      story.step("stopped " + left + " programs that an earlier demo had left");
    }
    List.of(
            "temporal.db",
            "temporal.db-wal",
            "temporal.db-shm",
            "sandbox",
            "lab",
            "lab.json",
            "sandbox.json",
            "worker.json")
        .forEach(workshop::remove);
    for (Scene scene : Scene.ALL) {
      workshop.remove("report-" + scene.name() + ".json");
      workshop.remove("report-" + scene.name() + ".txt");
    }
    TemporalServer.@Nullable Starting starting =
        address == null ? TemporalServer.start(workshop, testServerOnly, story) : null;
    TemporalServer temporal =
        starting == null
            ? TemporalServer.existing(java.util.Objects.requireNonNull(address))
            : starting.server();
    story.step("starting Temporal (" + temporal.kind() + "), two databases, the sandbox, a worker");
    String rootPassword = Workshop.secret();
    ChildProcess lab = startLab(workshop, rootPassword);
    Map<String, String> keys =
        Map.of(
            "TIDEGATE_SANDBOX_ACCESS_KEY_ID",
            "demo-" + Workshop.secret().substring(0, 8),
            "TIDEGATE_SANDBOX_ACCESS_KEY_SECRET",
            Workshop.secret());
    String sandboxAddress = "127.0.0.1:" + Ports.free();
    ChildProcess sandbox = startSandbox(workshop, sandboxAddress, keys);
    if (starting != null) {
      starting.await();
    }
    ChildProcess worker = startWorker(workshop, temporal.address(), sandboxAddress, keys);
    lab.await(DATABASES_READY, () -> workshop.ready("lab.json").isPresent());
    sandbox.await(READY, () -> workshop.ready("sandbox.json").isPresent());
    worker.await(READY, () -> workshop.ready("worker.json").isPresent());
    JsonNode databases = workshop.ready("lab.json").orElseThrow();
    return new Premises(
        workshop,
        temporal,
        Lab.of(databases, rootPassword, Workshop.secret()),
        sandboxAddress,
        workshop.ready("worker.json").orElseThrow().path("port").asInt());
  }

  private static ChildProcess startLab(Workshop workshop, String rootPassword) {
    return workshop.start(
        "databases",
        Program.LAB.command(
            workshop.installation(), List.of("--data", "lab", "--ready-file", "lab.json")),
        Map.of("TIDEGATE_LAB_PASSWORD", rootPassword));
  }

  private static ChildProcess startSandbox(
      Workshop workshop, String address, Map<String, String> keys) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--port", address.substring(address.indexOf(':') + 1)));
    arguments.addAll(List.of("--data", "sandbox", "--ready-file", "sandbox.json"));
    arguments.addAll(List.of("--staleness", STALENESS, "--precheck-time", PRECHECK_TIME));
    return workshop.start(
        "sandbox", Program.SANDBOX.command(workshop.installation(), arguments), keys);
  }

  private static ChildProcess startWorker(
      Workshop workshop, String temporal, String sandbox, Map<String, String> keys) {
    List<String> arguments = new ArrayList<>(List.of("--tidegate.ready-file=worker.json"));
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_ADDRESS", temporal);
    environment.put("TEMPORAL_NAMESPACE", NAMESPACE);
    for (Scene scene : Scene.ALL) {
      Scene.Account access = scene.account();
      String account = "--tidegate.accounts." + access.name();
      arguments.addAll(
          List.of(
              account + ".provider=" + access.provider(),
              account + ".dialect=" + access.dialect(),
              account + ".region=" + access.region(),
              account + ".endpoint=" + sandbox,
              account + ".plain-http=true",
              account + ".poll-interval=1s",
              account + ".watch-interval=1s",
              account + ".quiet-window=5s",
              account + ".verdict-grace=15s"));
      String variable = "TIDEGATE_ACCOUNTS_" + access.name().toUpperCase(Locale.ROOT);
      environment.put(
          variable + "_CREDENTIALS_ACCESSKEYID",
          String.valueOf(keys.get("TIDEGATE_SANDBOX_ACCESS_KEY_ID")));
      environment.put(
          variable + "_CREDENTIALS_ACCESSKEYSECRET",
          String.valueOf(keys.get("TIDEGATE_SANDBOX_ACCESS_KEY_SECRET")));
    }
    return workshop.start(
        "worker", Program.WORKER.command(workshop.installation(), arguments), environment);
  }

  SandboxClient sandbox() {
    return new SandboxClient("http://" + sandboxAddress + "/admin");
  }

  TemporalConnection connect() {
    return TemporalConnection.open(temporal.address(), NAMESPACE);
  }

  /** The page of a workflow, where there is a Web UI. */
  Optional<String> webUi(String workflowId) {
    return Optional.ofNullable(temporal.webUi())
        .map(
            ui ->
                ui
                    + "/namespaces/"
                    + NAMESPACE
                    + "/workflows/"
                    + URLEncoder.encode(workflowId, StandardCharsets.UTF_8));
  }
}
