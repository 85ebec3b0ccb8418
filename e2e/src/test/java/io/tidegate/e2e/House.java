package io.tidegate.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.tidegate.cli.demo.Story;
import io.tidegate.cli.demo.TemporalCli;
import io.tidegate.cli.local.Installation;
import io.tidegate.cli.local.Program;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import io.tidegate.provider.alibaba.AlibabaProvider;
import io.tidegate.sandbox.lab.MariaDbServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Temporal dev server, two real databases, a sandbox and a worker, each killable. */
final class House {
  static final String ACCOUNT = "sandbox";

  /** Another name for access to the same; its settings begin with it. */
  static final String SECOND_ACCOUNT = "second";

  static final String KEY = "e2e-key";
  static final String SECRET = "e2e-secret";
  private static final Duration QUIET_WINDOW = Duration.ofSeconds(3);
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = new Installation(ROOT, ROOT.resolve("work"));
  private static final Map<String, String> KEYS =
      Map.of("TIDEGATE_SANDBOX_ACCESS_KEY_ID", KEY, "TIDEGATE_SANDBOX_ACCESS_KEY_SECRET", SECRET);

  private final Path folder;
  private final int temporalPort = freePort();
  private final int sandboxPort = freePort();
  private final List<String> accountSettings;
  private final List<String> sandboxArguments;
  final MariaDbServer source;
  final MariaDbServer target;
  private Child temporal;
  private Child sandbox;
  private Child worker;
  private WorkflowServiceStubs stubs;

  /**
   * @param sandboxArguments beside those that say where it works
   */
  static House open(Path folder, String... sandboxArguments) throws Exception {
    return open(folder, List.of(), sandboxArguments);
  }

  /**
   * @param accountSettings of the worker's one account, e.g. {@code family=legacy}, or of a second,
   *     e.g. {@code second.family=legacy}; they win over those of every house
   */
  static House open(Path folder, List<String> accountSettings, String... sandboxArguments)
      throws Exception {
    House house = new House(folder, accountSettings, List.of(sandboxArguments));
    house.startTemporal();
    house.startSandbox();
    house.startWorker();
    return house;
  }

  /** The databases and the sandbox alone. */
  static House withoutWorker(Path folder, String... sandboxArguments) throws Exception {
    House house = new House(folder, List.of(), List.of(sandboxArguments));
    house.startSandbox();
    return house;
  }

  private House(Path folder, List<String> accountSettings, List<String> sandboxArguments)
      throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.accountSettings = accountSettings;
    this.sandboxArguments = sandboxArguments;
    this.source =
        MariaDbServer.start(
            this.folder.resolve("source"),
            "--server-id=101",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--binlog-row-image=FULL");
    this.target = MariaDbServer.start(this.folder.resolve("target"), "--server-id=102");
  }

  /** The one that every house shares, fetched where there is none yet. */
  static Path temporalCli() {
    return new TemporalCli(INSTALLATION)
        .find(new Story(new PrintWriter(Writer.nullWriter()), false))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Temporal CLI on the PATH, and pip could not fetch one"));
  }

  void startTemporal() throws Exception {
    Path cli = temporalCli();
    temporal =
        Child.start(
            "temporal",
            List.of(
                cli.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--headless",
                "--port",
                "" + temporalPort,
                "--db-filename",
                "temporal.db",
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=1",
                "--log-level",
                "error"),
            Map.of(),
            folder);
    temporal.await(() -> listens(temporalPort));
  }

  void startSandbox() throws Exception {
    Path ready = folder.resolve("sandbox.json");
    Files.deleteIfExists(ready);
    List<String> arguments = new ArrayList<>(sandboxArguments);
    arguments.addAll(List.of("--port", "" + sandboxPort, "--data", "sandbox"));
    arguments.addAll(List.of("--ready-file", ready.toString(), "--staleness", "PT1S"));
    arguments.addAll(List.of("--calls-per-second", "0"));
    sandbox =
        Child.start("sandbox", Program.SANDBOX.command(INSTALLATION, arguments), KEYS, folder);
    sandbox.await(() -> Files.exists(ready));
  }

  void startWorker() throws Exception {
    Path ready = folder.resolve("worker.json");
    Files.deleteIfExists(ready);
    List<String> arguments = new ArrayList<>(List.of("--tidegate.ready-file=" + ready));
    addAccount(arguments, ACCOUNT, accountSettings.stream().filter(s -> !isOfSecond(s)).toList());
    List<String> second =
        accountSettings.stream()
            .filter(House::isOfSecond)
            .map(setting -> setting.substring(SECOND_ACCOUNT.length() + 1))
            .toList();
    if (!second.isEmpty()) {
      addAccount(arguments, SECOND_ACCOUNT, second);
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_ADDRESS", temporalAddress());
    if (accountSettings.stream().noneMatch(setting -> setting.startsWith("credentials."))) {
      environment.put("TIDEGATE_ACCOUNTS_SANDBOX_CREDENTIALS_ACCESSKEYID", KEY);
      environment.put("TIDEGATE_ACCOUNTS_SANDBOX_CREDENTIALS_ACCESSKEYSECRET", SECRET);
    }
    worker =
        Child.start("worker", Program.WORKER.command(INSTALLATION, arguments), environment, folder);
    worker.await(() -> Files.exists(ready));
  }

  private static boolean isOfSecond(String setting) {
    return setting.startsWith(SECOND_ACCOUNT + ".");
  }

  private void addAccount(List<String> arguments, String name, List<String> settings) {
    String account = "--tidegate.accounts." + name + ".";
    List<String> usual =
        List.of(
            "provider=alibaba",
            "region=cn-hangzhou",
            "endpoint=" + sandboxAddress(),
            "plain-http=true",
            "poll-interval=200ms",
            "watch-interval=200ms",
            "quiet-window=" + QUIET_WINDOW.toSeconds() + "s",
            "verdict-grace=6s",
            "activities-per-second=100");
    List<String> set = settings.stream().map(House::nameOf).toList();
    Stream.concat(usual.stream().filter(s -> !set.contains(nameOf(s))), settings.stream())
        .forEach(setting -> arguments.add(account + setting));
  }

  private static String nameOf(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  void killWorker() throws InterruptedException {
    worker.kill();
  }

  /** As a deployment stops it. */
  void stopWorker() throws InterruptedException {
    worker.close();
  }

  void killSandbox() throws InterruptedException {
    sandbox.kill();
  }

  void killTemporal() throws InterruptedException {
    temporal.kill();
  }

  String temporalAddress() {
    return "127.0.0.1:" + temporalPort;
  }

  String sandboxAddress() {
    return "127.0.0.1:" + sandboxPort;
  }

  Path folder() {
    return folder;
  }

  Admin admin() {
    return new Admin(sandboxAddress());
  }

  WorkflowClient client() {
    if (stubs == null) {
      stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(temporalAddress()).build());
    }
    return WorkflowClient.newInstance(stubs);
  }

  /** Somebody else with the same account: another worker, a script, the console. */
  Provider provider(AccountSettings.Family family, String secret) {
    return provider(family, new Credentials(KEY, secret, null));
  }

  Provider provider(AccountSettings.Family family, Credentials credentials) {
    AccountSettings settings =
        new AccountSettings(
            "somebody",
            "alibaba",
            null,
            "cn-hangzhou",
            sandboxAddress(),
            true,
            family,
            CredentialsSource.fixed(credentials),
            100,
            QUIET_WINDOW,
            null,
            null,
            null,
            null);
    return AlibabaProvider.create(settings, new SimpleMeterRegistry(), Clock.systemUTC());
  }

  static Installation installation() {
    return INSTALLATION;
  }

  static ObjectMapper json() {
    return new ObjectMapper();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  void close() throws Exception {
    if (stubs != null) {
      stubs.shutdownNow();
    }
    for (Child child : new Child[] {worker, sandbox, temporal}) {
      if (child != null) {
        child.close();
      }
    }
    source.close();
    target.close();
  }
}
