package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.temporal.client.WorkflowOptions;
import io.tidegate.provider.Credentials;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.WorkflowIds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A migration with every kind of trouble that makes messages, and one at each other provider, at
 * every level of the log, on a worker whose accounts have a secret in each kind of source; then
 * every place that somebody could read is searched for every secret that was in use.
 */
class CanaryIT {
  private static final String WRONG_SECRET = canary("wrongsecret");
  private static final String WRONG_PASSWORD = canary("wrongpassword");
  private static final String PASSWORD = canary("readerpassword");
  private static final String PLANTED = canary("planted");
  private static final String LOGGED = canary("logged");
  private static final String CREDENTIALS = "account.json";
  private static final String TENCENT = "tencent.json";
  private static final String OMS = "oms.json";
  private static final String COMMANDED = "commanded.properties";
  private static final String SETTINGS = "application.yaml";

  /** Accounts that are refused, because nobody knows these secrets, whenever they are tried. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "environment", canary("environment"),
          "environment's token", canary("environmenttoken"),
          "settings", canary("settings"),
          "settings' token", canary("settingstoken"),
          "command", canary("command"),
          "command's token", canary("commandtoken"));

  private static final String WRONG_TENCENT = canary("wrongtencent");
  private static final String WRONG_TENCENT_TOKEN = canary("wrongtencenttoken");
  private static final String WRONG_OMS = canary("wrongoms");

  /** User and password, which every call has in its header. */
  private static final Credentials OMS_USER =
      new Credentials("canary-user", canary("omspassword"), null);

  private static House house;

  /** The one that lets the worker in, in the end. */
  private static Credentials key;

  /** The same at Tencent. */
  private static Credentials tencentKey;

  /** Letters and digits, then what is written otherwise in a URL, in JSON and in XML. */
  static String canary(String name) {
    return "canary" + name + UUID.randomUUID().toString().replace("-", "") + "+/%&\"=";
  }

  @BeforeAll
  static void openHouse() throws Exception {
    Path folder =
        Files.createDirectories(Path.of("target", "canary-" + UUID.randomUUID()).toAbsolutePath());
    Files.writeString(folder.resolve(SETTINGS), settings());
    Files.writeString(
        folder.resolve(COMMANDED),
        "access-key-id=%s\naccess-key-secret=%s\nsecurity-token=%s\n"
            .formatted(House.KEY, REFUSED.get("command"), REFUSED.get("command's token")));
    CredentialsFile file = new CredentialsFile(folder.resolve(CREDENTIALS));
    file.write(new Credentials(House.KEY, WRONG_SECRET, null));
    write(folder, TENCENT, new Credentials(House.KEY, WRONG_TENCENT, WRONG_TENCENT_TOKEN));
    write(folder, OMS, new Credentials(OMS_USER.accessKeyId(), WRONG_OMS, null));
    String environment = "TIDEGATE_ACCOUNTS_ENVIRONMENT_CREDENTIALS_";
    house =
        House.open(
            folder,
            List.of(
                "credentials.file=" + file.path(),
                "second.provider=tencent",
                "second.region=ap-guangzhou",
                "second.credentials.file=" + folder.resolve(TENCENT),
                "third.provider=oms",
                "third.region=oms-1",
                "third.credentials.file=" + folder.resolve(OMS)),
            Map.of(
                environment + "ACCESSKEYID",
                House.KEY,
                environment + "ACCESSKEYSECRET",
                REFUSED.get("environment"),
                environment + "SECURITYTOKEN",
                REFUSED.get("environment's token")),
            "--load-rows-per-second",
            "20000");
    key = house.admin().issueKey(Duration.ofHours(1));
    tencentKey = house.admin().issueKey(Duration.ofHours(1));
    house.admin().addKey(OMS_USER);
    file.write(new Credentials(key.accessKeyId(), WRONG_SECRET, key.securityToken()));
  }

  /** Temporal's own transport is left out below INFO: what it carries is searched as it is. */
  private static String settings() {
    String account =
        """
            %s:
              provider: alibaba
              region: cn-hangzhou
              endpoint: ${tidegate.accounts.sandbox.endpoint}
              plain-http: true
        """;
    return """
        logging.level:
          root: debug
          io.tidegate: trace
          okhttp3: trace
          org.springframework: trace
          io.grpc: info
        tidegate:
          accounts:
        """
        + account.formatted("environment")
        + account.formatted("commanded")
        + "      credentials.command: cat "
        + COMMANDED
        + "\n"
        + account.formatted("settings")
        + "      credentials:\n        access-key-id: "
        + House.KEY
        + "\n"
        + "        access-key-secret: '"
        + REFUSED.get("settings")
        + "'\n"
        + "        security-token: '"
        + REFUSED.get("settings' token")
        + "'\n";
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void noSecretIsFoundWhereSomebodyCouldReadIt() throws Exception {
    CanarySearch search = new CanarySearch(house);
    Shop shop = createShopThatCannotBeRead();
    Shop atTencent = Shop.createSoundOnTencent(house, "canary_tencent");
    Shop atOms =
        Shop.createSound(house, SceneDialect.OMS, "canary_oms", 1_000).on(House.THIRD_ACCOUNT);
    shop.migrate();
    atTencent.migrate();
    atOms.migrate();

    assertRefused(shop, "SignatureDoesNotMatch");
    assertRefused(atTencent, "AuthFailure.SignatureFailure");
    assertRefused(atOms, "HTTP 401");
    collect(search, shop, "text");
    armTrouble();
    write(house.folder(), CREDENTIALS, key);
    write(house.folder(), TENCENT, tencentKey);
    write(house.folder(), OMS, OMS_USER);

    shop.awaitPhase(MigrationPhase.AWAITING_FIX);
    collect(search, shop, "json");
    Shop.run(house.source, "set password for reader@localhost = password('" + PASSWORD + "')");
    house.admin().arm("StartDtsJob", "soft-failure", 1, "PT1S");
    shop.workflow().recheck(new OperatorCommand("ann", "corrected the password"));
    addWhatIsPending(search, shop);

    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(atTencent.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(atOms.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    collectOf(search, atTencent, "text");
    collectOf(search, atOms, "json");
    plant();
    collect(search, shop, "text", "json");
    search.add("refusal", cli("retry", WorkflowIds.migration(shop.ref()), "--verbose"));
    Set<String> types = search.addWorkflows();
    assertThat(search.addProcesses()).isGreaterThanOrEqualTo(5);
    Files.writeString(
        house.folder().resolve("worker.log"),
        "DEBUG key=" + LOGGED + "\n",
        StandardOpenOption.APPEND);
    // The sandbox keeps its databases' passwords in its own data, as documented.
    List<String> files =
        search.addFiles(Set.of(CREDENTIALS, TENCENT, OMS, COMMANDED, SETTINGS, "sandbox"));

    // That the places were really there, and the trouble in them.
    assertThat(types).hasSizeGreaterThan(2);
    assertThat(files)
        .contains("worker.log", "sandbox.log", "temporal.db", "worker.json", "source/server.log");
    String log = Files.readString(house.folder().resolve("worker.log"));
    assertThat(log)
        .contains("TRACE", "DEBUG", "SignatureDoesNotMatch", "InternalError")
        .contains("AuthFailure.SignatureFailure", "HTTP 401");
    assertThat(search.placesOf(LOGGED))
        .allMatch(place -> place.startsWith("worker.log"))
        .hasSize(1);
    assertThat(search.placesOf(PLANTED))
        .anyMatch(place -> place.startsWith("exported history"))
        .anyMatch(place -> place.startsWith("history"))
        .anyMatch(place -> place.startsWith("temporal.db"));

    assertSoftly(
        softly ->
            secrets()
                .forEach(
                    (name, secret) ->
                        softly.assertThat(search.placesOf(secret)).as(name).isEmpty()));
  }

  private static Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("refused access key secret", WRONG_SECRET);
    secrets.put("access key secret", key.accessKeySecret());
    secrets.put("security token", key.securityToken());
    secrets.put("refused secret key of Tencent", WRONG_TENCENT);
    secrets.put("refused token of Tencent", WRONG_TENCENT_TOKEN);
    secrets.put("secret key of Tencent", tencentKey.accessKeySecret());
    secrets.put("token of Tencent", tencentKey.securityToken());
    secrets.put("refused password of OMS", WRONG_OMS);
    secrets.put("password of OMS", OMS_USER.accessKeySecret());
    secrets.putAll(REFUSED);
    secrets.put("refused database password", WRONG_PASSWORD);
    secrets.put("database password", PASSWORD);
    secrets.put("root password of the source", house.source.endpoint().password());
    secrets.put("root password of the target", house.target.endpoint().password());
    return secrets;
  }

  /** The job knows the password that the account will have in the end. */
  private static Shop createShopThatCannotBeRead() throws Exception {
    Shop.run(
        house.source,
        "create user reader@localhost identified by '" + WRONG_PASSWORD + "'",
        "grant all privileges on *.* to reader@localhost");
    Endpoint reader = new Endpoint("127.0.0.1", house.source.port(), "reader", PASSWORD);
    return Shop.create(house, "canary_shop", reader);
  }

  private static void write(Path folder, String file, Credentials credentials) throws Exception {
    new CredentialsFile(folder.resolve(file)).write(credentials);
  }

  private static void assertRefused(Shop shop, String words) throws Exception {
    shop.awaitPhase(MigrationPhase.BLOCKED);
    assertThat(shop.workflow().status().toString()).contains(words);
  }

  private static void armTrouble() {
    // Three, because each retry waits twice as long as the one before.
    house.admin().arm("DescribePreCheckStatus", "not-json", 1, "PT1S");
    house.admin().arm("DescribePreCheckStatus", "half-body", 1, "PT1S");
    house.admin().arm("DescribeDtsJobs", "soft-failure", 1, "PT1S");
    house.admin().arm("StartDtsJob", "clock-skew", 1, "PT1S");
    house.admin().arm("SkipPreCheck", "drop-after", 1, "PT1S");
    house.admin().arm("DescribeMigrationCheckJob", "not-json", 1, "PT1S");
    house.admin().arm("StartMigrateJob", "drop-after", 1, "PT1S");
    house.admin().arm("DescribeProjectSteps", "half-body", 1, "PT1S");
    house.admin().arm("StartProject", "drop-after", 1, "PT1S");
  }

  /** While an effect is read for its quiet window, heartbeat details are there to be described. */
  private static void addWhatIsPending(CanarySearch search, Shop shop) throws Exception {
    int attempts = house.admin().received("StartDtsJob");
    assertThat(attempts).isPositive();
    Wait.until(
        "a pending activity with details",
        Duration.ofMinutes(2),
        () -> {
          var stub = house.client().newUntypedWorkflowStub(WorkflowIds.migration(shop.ref()));
          return stub.describe().getRawDescription().getPendingActivitiesList().stream()
              .anyMatch(pending -> pending.hasHeartbeatDetails() && pending.hasLastFailure());
        });
    search.addWorkflows();
  }

  private static void plant() {
    house
        .client()
        .newUntypedWorkflowStub(
            "Planted", WorkflowOptions.newBuilder().setTaskQueue("nobody-polls").build())
        .start(Map.of("secret", "it is " + PLANTED + "."));
  }

  private static void collect(CanarySearch search, Shop shop, String... formats) throws Exception {
    search.addWorkflows();
    for (String format : formats) {
      collectOf(search, shop, format);
      search.add("accounts", cli("accounts", "--output", format));
      search.add("list", cli("list", "--output", format));
    }
    search.add("unknown", cli("report", "nobody", "--verbose"));
    Path file = house.folder().resolve("plan.yaml");
    Files.writeString(
        file,
        """
        account: environment
        migrations:
          - {name: a, job: j1}
          - {name: b, job: j2, account: settings}
          - {name: c, job: j3, account: commanded}
          - {name: d, job: j4, account: nobody}
          - {name: e, job: j5, account: second}
          - {name: f, job: j6, account: third}
        """);
    String plan = cli("plan", file.toString(), "--verbose");
    assertThat(plan).contains("SignatureDoesNotMatch", "nobody");
    search.add("plan", plan);
    int port =
        House.json()
            .readTree(Files.readAllBytes(house.folder().resolve("worker.json")))
            .path("port")
            .asInt();
    String metrics = get("http://127.0.0.1:" + port + "/actuator/prometheus");
    assertThat(metrics).contains("tidegate_provider_calls");
    search.add("metrics", metrics);
    search.add("health", get("http://127.0.0.1:" + port + "/actuator/health"));
  }

  private static void collectOf(CanarySearch search, Shop shop, String format) throws Exception {
    String id = WorkflowIds.migration(shop.ref());
    search.add("status", cli("status", id, "--output", format));
    search.add("report", cli("report", id, "--output", format));
    search.add("checks", cli("checks", id, "--all", "--output", format));
  }

  private static String cli(String... arguments) throws Exception {
    Path module = House.ROOT.resolve("starter-cli").resolve("target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                module.resolve("classes") + ":" + module.resolve("lib") + "/*",
                "io.tidegate.cli.StarterCli"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(house.folder().resolve("source"), "cli", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(house.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("TEMPORAL_ADDRESS", house.temporalAddress());
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + String.join(" ", arguments));
    }
    String text = Files.readString(output);
    assertThat(text).as(String.join(" ", arguments)).isNotBlank();
    return text;
  }

  private static String get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
