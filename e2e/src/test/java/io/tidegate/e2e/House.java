package io.tidegate.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.tidegate.cli.demo.Story;
import io.tidegate.cli.demo.TemporalCli;
import io.tidegate.cli.local.Installation;
import io.tidegate.cli.local.Ports;
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
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real Temporal dev server, two real databases, a sandbox and a worker, each killable. */
final class House {
  static final String ACCOUNT = "sandbox";

  /** Further accounts, where settings are given that begin with their names. */
  static final String SECOND_ACCOUNT = "second";

  static final String THIRD_ACCOUNT = "third";

  static final String KEY = "e2e-key";
  static final String SECRET = "e2e-secret";
  static final Duration QUIET_WINDOW = Duration.ofSeconds(3);
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = new Installation(ROOT, ROOT.resolve("work"));
  private static final Map<String, String> KEYS =
      Map.of("TIDEGATE_SANDBOX_ACCESS_KEY_ID", KEY, "TIDEGATE_SANDBOX_ACCESS_KEY_SECRET", SECRET);

  private final Path folder;
  private final int temporalPort = Ports.free();
  private final int sandboxPort = Ports.free();
  private final List<String> accountSettings;
  private final Map<String, String> workerEnvironment;
  private final List<String> sandboxArguments;
  private boolean withScenes;
  MariaDbServer source;
  final MariaDbServer target;
  private Child temporal;
  private Child sandbox;
  private final Map<String, Child> workers = new HashMap<>();
  private final List<Child> killables = new CopyOnWriteArrayList<>();
  private WorkflowServiceStubs stubs;

  /**
   * @param sandboxArguments beside those that say where it works
   */
  static House open(Path folder, String... sandboxArguments) throws Exception {
    return open(folder, List.of(), sandboxArguments);
  }

  /**
   * @param accountSettings of the worker's one account, e.g. {@code family=legacy}, or of others,
   *     e.g. {@code second.family=legacy}; they win over those of every house
   */
  static House open(Path folder, List<String> accountSettings, String... sandboxArguments)
      throws Exception {
    return open(folder, accountSettings, Map.of(), sandboxArguments);
  }

  /**
   * @param workerEnvironment beside what says where Temporal is
   */
  static House open(
      Path folder,
      List<String> accountSettings,
      Map<String, String> workerEnvironment,
      String... sandboxArguments)
      throws Exception {
    House house = new House(folder, accountSettings, workerEnvironment, List.of(sandboxArguments));
    house.startTemporal();
    house.startSandbox();
    house.startWorker();
    return house;
  }

  /** The databases and the sandbox alone. */
  static House withoutWorker(Path folder, String... sandboxArguments) throws Exception {
    House house = new House(folder, List.of(), Map.of(), List.of(sandboxArguments));
    house.startSandbox();
    return house;
  }

  /** No worker yet, and a sandbox that has scenes too. */
  static House withScenes(Path folder) throws Exception {
    House house = new House(folder, List.of(), Map.of(), List.of());
    house.withScenes = true;
    house.startTemporal();
    house.startSandbox();
    return house;
  }

  private House(
      Path folder,
      List<String> accountSettings,
      Map<String, String> workerEnvironment,
      List<String> sandboxArguments)
      throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.accountSettings = accountSettings;
    this.workerEnvironment = workerEnvironment;
    this.sandboxArguments = sandboxArguments;
    startSource();
    this.target = MariaDbServer.start(this.folder.resolve("target"), "--server-id=102");
  }

  /** On its folder: after a kill it is the same server at the same address. */
  void startSource() {
    source =
        MariaDbServer.start(
            folder.resolve("source"),
            "--server-id=101",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--binlog-row-image=FULL");
  }

  /** Nobody can write to the target meanwhile: no load ends, however long it takes. */
  <T> T whileNothingIsLoaded(Callable<T> meanwhile) throws Exception {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("flush tables with read lock");
      return meanwhile.call();
    }
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
    List<String> command = Program.SANDBOX.command(INSTALLATION, arguments);
    sandbox =
        Child.start(
            "sandbox", withScenes ? testBuild(command, SceneSandbox.class) : command, KEYS, folder);
    sandbox.await(() -> Files.exists(ready));
  }

  void startWorker() throws Exception {
    startWorker("worker");
  }

  /** One of several, which share the work. */
  void startWorker(String name) throws Exception {
    Path ready = folder.resolve(name + ".json");
    Files.deleteIfExists(ready);
    List<String> arguments = WorkerArguments.of(ready, sandboxAddress(), accountSettings);
    boolean keys = accountSettings.stream().noneMatch(s -> s.startsWith("credentials."));
    Child worker =
        Child.start(
            name,
            Program.WORKER.command(INSTALLATION, arguments),
            workerEnvironment("default", keys),
            folder);
    workers.put(name, worker);
    worker.await(() -> Files.exists(ready));
  }

  /** Another worker: a test build of it, that works in a namespace of its own and by a trap. */
  Child startKillableWorker(String namespace, String trap, String... settings) throws Exception {
    Path ready = folder.resolve("worker-" + namespace + ".json");
    Files.deleteIfExists(ready);
    List<String> arguments = WorkerArguments.of(ready, trap, List.of(settings));
    Child killable =
        Child.start(
            "worker-" + namespace,
            testBuild(Program.WORKER.command(INSTALLATION, arguments), KillableWorker.class),
            workerEnvironment(namespace, true),
            folder);
    killables.add(killable);
    killable.await(() -> Files.exists(ready));
    return killable;
  }

  private Map<String, String> workerEnvironment(String namespace, boolean keys) {
    Map<String, String> environment = new HashMap<>(workerEnvironment);
    environment.put("TEMPORAL_ADDRESS", temporalAddress());
    environment.put("TEMPORAL_NAMESPACE", namespace);
    if (keys) {
      environment.put("TIDEGATE_ACCOUNTS_SANDBOX_CREDENTIALS_ACCESSKEYID", KEY);
      environment.put("TIDEGATE_ACCOUNTS_SANDBOX_CREDENTIALS_ACCESSKEYSECRET", SECRET);
    }
    return environment;
  }

  /** The same program, begun by a class of these tests. */
  private static List<String> testBuild(List<String> command, Class<?> main) {
    List<String> changed = new ArrayList<>(command);
    int classPath = changed.indexOf("-cp") + 1;
    String tests = ROOT.resolve("e2e").resolve("target").resolve("test-classes").toString();
    changed.set(classPath, tests + ":" + changed.get(classPath));
    changed.set(classPath + 1, main.getName());
    return changed;
  }

  void killWorker() throws InterruptedException {
    killWorker("worker");
  }

  void killWorker(String name) throws InterruptedException {
    workers.get(name).kill();
  }

  /** As a deployment stops it. */
  void stopWorker() throws InterruptedException {
    workers.get("worker").close();
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

  /** Somebody else at this service. */
  Provider provider(SceneDialect dialect) {
    return provider(dialect, SECRET);
  }

  Provider provider(SceneDialect dialect, String secret) {
    return dialect.somebody(
        dialect.account("somebody", secret, sandboxAddress(), 100, QUIET_WINDOW, QUIET_WINDOW),
        admin());
  }

  /** Somebody else with the same account: another worker, a script, the console. */
  Provider provider(AccountSettings.Family family, String secret) {
    return provider(family, new Credentials(KEY, secret, null));
  }

  Provider provider(AccountSettings.Family family, Credentials credentials) {
    return AlibabaProvider.create(
        settings(family, credentials), new SimpleMeterRegistry(), Clock.systemUTC());
  }

  private AccountSettings settings(AccountSettings.Family family, Credentials credentials) {
    return new AccountSettings(
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
  }

  /** Settings of a further account with the key of these tests. */
  static List<String> settingsOf(String account, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("credentials.access-key-id=" + KEY);
    all.add("credentials.access-key-secret=" + SECRET);
    return all.stream().map(setting -> account + "." + setting).toList();
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

  void close() throws Exception {
    if (stubs != null) {
      stubs.shutdownNow();
    }
    for (Child killable : killables) {
      killable.kill();
    }
    List<Child> children = new ArrayList<>(workers.values());
    children.add(sandbox);
    children.add(temporal);
    for (Child child : children) {
      if (child != null) {
        child.close();
      }
    }
    source.close();
    target.close();
  }
}
