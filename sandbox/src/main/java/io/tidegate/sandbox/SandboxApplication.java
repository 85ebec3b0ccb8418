package io.tidegate.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.core.JobTiming;
import io.tidegate.sandbox.engine.EngineSettings;
import io.tidegate.sandbox.engine.RowEngine;
import io.tidegate.sandbox.precheck.DatabasePrechecks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs a sandbox until the process is told to end. */
@Command(
    name = "tidegate-sandbox",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "A self-hosted transfer service that really prechecks and moves databases.")
public final class SandboxApplication implements Callable<Integer> {
  private static final String KEY_ID = "TIDEGATE_SANDBOX_ACCESS_KEY_ID";
  private static final String KEY_SECRET = "TIDEGATE_SANDBOX_ACCESS_KEY_SECRET";

  @Option(names = "--port", defaultValue = "0", description = "Port; 0 takes a free one.")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}")
  private String bind = "127.0.0.1";

  @Option(
      names = "--admin-from-anywhere",
      description =
          "Lets other machines use the admin API, which asks for no key: whoever reaches the port"
              + " can make keys and jobs, and read the jobs that are there.")
  private boolean adminFromAnywhere;

  @Option(
      names = "--data",
      defaultValue = "work/sandbox",
      description = "Folder of the metadatabase. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("work/sandbox");

  @Option(names = "--ready-file", description = "Written when the sandbox serves.")
  private @Nullable Path readyFile;

  @Option(
      names = "--staleness",
      defaultValue = "PT5S",
      description = "How long status answers stay stale after a start. Default: ${DEFAULT-VALUE}")
  private Duration staleness = Duration.ofSeconds(5);

  @Option(
      names = "--precheck-time",
      defaultValue = "PT0S",
      description = "The shortest time that a precheck takes. Default: ${DEFAULT-VALUE}")
  private Duration precheckTime = Duration.ZERO;

  @Option(
      names = "--load-rows-per-second",
      defaultValue = "0",
      description = "Slows the full load; 0 does not.")
  private long loadRowsPerSecond;

  @Option(
      names = "--reconnect-for",
      defaultValue = "PT30S",
      description =
          "How long a lost database server is tried again before the job fails."
              + " Default: ${DEFAULT-VALUE}")
  private Duration reconnectFor = Duration.ofSeconds(30);

  @Option(
      names = "--calls-per-second",
      defaultValue = "20",
      description =
          "Most calls of one action in a second; 0 for no limit. Default: ${DEFAULT-VALUE}")
  private int callsPerSecond;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "json: what it announces is one JSON object on stdout, and nothing else is.")
  private Output output = Output.text;

  @Spec private @Nullable CommandSpec spec;

  /** How it announces itself. */
  enum Output {
    text,
    json
  }

  /**
   * What it announces.
   *
   * @param accessKeySecret null where somebody gave it, who knows it
   */
  record Announcement(
      String address, String admin, String accessKeyId, @Nullable String accessKeySecret) {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new SandboxApplication())
            .setExecutionExceptionHandler(SandboxApplication::report)
            .execute(args));
  }

  /** The one place that chooses what touches databases. */
  private DatabaseParts databaseParts() {
    EngineSettings settings =
        new EngineSettings(
            EngineSettings.DEFAULT.threads(),
            EngineSettings.DEFAULT.chunkRows(),
            loadRowsPerSecond,
            reconnectFor);
    return new DatabaseParts(
        new DatabasePrechecks(), metadatabase -> new RowEngine(metadatabase, settings));
  }

  private static int report(Exception failure, CommandLine command, ParseResult parsed) {
    Throwable cause = failure.getCause();
    String because = cause == null ? "" : ": " + cause.getMessage();
    command.getErr().println("tidegate-sandbox: " + failure.getMessage() + because);
    return 1;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    SandboxSettings settings =
        new SandboxSettings(
            bind,
            port,
            data,
            accessKey(command, System.getenv()),
            new JobTiming(staleness, precheckTime),
            callsPerSecond,
            adminFromAnywhere);
    if (readyFile != null) {
      Files.deleteIfExists(readyFile);
    }
    Sandbox sandbox = Sandbox.start(settings, databaseParts());
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  closed.countDown();
                },
                "shutdown"));
    announce(command.commandLine().getOut(), sandbox.address(), settings.key(), isGiven());
    if (readyFile != null) {
      String admin = "http://" + sandbox.address() + "/admin";
      ReadyFile.write(
          readyFile,
          new ReadyFile.Content(sandbox.address(), admin, ProcessHandle.current().pid()));
    }
    closed.await();
    return 0;
  }

  private AccessKey accessKey(CommandSpec command, Map<String, String> environment)
      throws IOException {
    String id = environment.getOrDefault(KEY_ID, "");
    String secret = environment.getOrDefault(KEY_SECRET, "");
    if (id.isEmpty() != secret.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "set both " + KEY_ID + " and " + KEY_SECRET + ", or neither");
    }
    return id.isEmpty() ? DataFolder.accessKey(data) : new AccessKey(id, secret);
  }

  private static boolean isGiven() {
    return !System.getenv().getOrDefault(KEY_SECRET, "").isEmpty();
  }

  // A secret that somebody gave is known to them, and has no place in a log.
  private void announce(PrintWriter out, String address, AccessKey key, boolean isGiven)
      throws IOException {
    if (output == Output.json) {
      String admin = "http://" + address + "/admin";
      out.println(
          new ObjectMapper()
              .writeValueAsString(
                  new Announcement(address, admin, key.id(), isGiven ? null : key.secret())));
      out.flush();
      return;
    }
    out.println("Sandbox address   " + address);
    out.println("Admin API         http://" + address + "/admin");
    out.println("Access key id     " + key.id());
    out.println("Access key secret " + (isGiven ? "as given in " + KEY_SECRET : key.secret()));
    out.println();
    out.println("Point an official SDK at it (com.aliyun:dts20200101):");
    out.println("  new Config().setProtocol(\"http\").setEndpoint(\"" + address + "\")");
    out.println("      .setAccessKeyId(…).setAccessKeySecret(…)");
    out.println("or com.tencentcloudapi:tencentcloud-sdk-java, package dts.v20211206:");
    out.println("  http.setProtocol(\"http://\"); http.setEndpoint(\"" + address + "\")");
    out.println("or any HTTP client, as OceanBase's, with the key as user and password:");
    out.println("  POST http://" + address + "/api/v2?Action=ListProjects");
    out.flush();
  }
}
