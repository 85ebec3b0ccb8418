package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.tidegate.provider.Provider;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.WorkflowIds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A database to migrate: two tables of 20,000 rows, one of which the target already has (empty), so
 * that the first round fails and a rule lets it be shielded.
 */
final class Shop {
  static final int ROWS = 20_000;

  /** Of the table that the target may have already. */
  static final String ORDERS =
      "(id int primary key, customer int not null, note varchar(100), index (customer))";

  private static final Map<String, Object> FOLLOWED =
      Map.of("structure", true, "fullLoad", true, "incremental", true);
  private static final Map<String, Object> LOAD_ALONE = Map.of("structure", true, "fullLoad", true);

  private final House house;
  private final SceneDialect dialect;
  final String database;

  /** As a pipeline knows it. */
  final String job;

  final String instance;

  /** As the sandbox's admin API knows it. */
  final String task;

  private String name;
  private Policy policy = accepting();
  private List<String> tables = List.of("orders", "lines");
  private MariaDbServer target;
  private String account = House.ACCOUNT;
  private Until until = Until.FINISHED;
  private MigrationWorkflow workflow;

  /** The usual one. */
  static Shop create(House house, String database) throws SQLException {
    return create(house, database, house.source.endpoint());
  }

  /**
   * @param reader the account with which the source is read
   */
  static Shop create(House house, String database, Endpoint reader) throws SQLException {
    createAhead(house, database);
    return fill(house, SceneDialect.ALIBABA, database, reader, ROWS, allowSameObjects());
  }

  /** A sound one that is followed after its load, to be cut over. */
  static Shop createFollowed(House house, String database, int rows) throws SQLException {
    return createFollowed(house, SceneDialect.ALIBABA, database, rows);
  }

  static Shop createFollowed(House house, SceneDialect dialect, String database, int rows)
      throws SQLException {
    fill(house, database, rows);
    Shop shop = job(house, database, dialect, house.source.endpoint(), FOLLOWED);
    shop.policy = accepting(allowSameObjects());
    shop.until = Until.CUT_OVER;
    return shop;
  }

  /**
   * One on Tencent's side of the sandbox, to be cut over. It has a foreign key that cascades, so
   * that the first round fails and a rule lets that be shielded.
   */
  static Shop createOnTencent(House house, String database, int rows) throws SQLException {
    Shop shop = createCascading(house, SceneDialect.TENCENT, database, rows);
    shop.tables = List.of("orders", "lines", "parts");
    shop.account = House.SECOND_ACCOUNT;
    shop.policy = accepting(allow("ConstraintCheck", "migrate"));
    return shop;
  }

  /** One that is followed, to be cut over, with a foreign key that cascades. */
  static Shop createCascading(House house, SceneDialect dialect, String database, int rows)
      throws SQLException {
    fillCascading(house, database, rows);
    Shop shop = job(house, database, dialect, house.source.endpoint(), FOLLOWED);
    shop.until = Until.CUT_OVER;
    return shop;
  }

  /** A synchronisation by Alibaba's older calls, to be cut over. Nothing is wrong with it. */
  static Shop createSoundSynchronisation(House house, String database, int rows)
      throws SQLException {
    Shop shop = createFollowed(house, SceneDialect.ALIBABA_SYNC, database, rows);
    shop.account = House.SECOND_ACCOUNT;
    return shop;
  }

  /** As above, of which the target has a table, which a rule lets be shielded. */
  static Shop createSynchronisation(House house, String database, int rows) throws SQLException {
    createAhead(house, database);
    return createSoundSynchronisation(house, database, rows);
  }

  /** The other direction of a synchronisation, which is a job of its own. */
  Shop wayBack() {
    Map<String, Object> further = Map.of("stages", FOLLOWED, "reverseOf", task);
    Endpoint source = house.target.endpoint();
    JsonNode created =
        created(house, dialect.atSandbox(), source, house.source.endpoint(), database, further);
    Shop back = new Shop(house, database, dialect, created, instance + ":reverse");
    back.name = database + "_back";
    back.account = account;
    back.policy = policy;
    back.until = until;
    return back;
  }

  void dropTableAhead() throws SQLException {
    run(house.target, "drop table " + database + ".orders");
  }

  /**
   * One of Tencent's version of 2018, which ends by itself. Nothing shields what is wrong with it.
   *
   * @param sound whether nothing is; else a foreign key cascades, which {@link #dropCascade}
   *     repairs
   */
  static Shop createOnTencent2018(House house, String database, boolean sound) throws SQLException {
    if (sound) {
      fill(house, database, ROWS);
    } else {
      fillCascading(house, database, ROWS);
    }
    Shop shop =
        job(house, database, SceneDialect.TENCENT_2018, house.source.endpoint(), LOAD_ALONE);
    shop.account = House.THIRD_ACCOUNT;
    return shop;
  }

  private static void fillCascading(House house, String database, int rows) throws SQLException {
    fill(house, database, rows);
    run(
        house.source,
        "create table "
            + database
            + ".parts (id int primary key, ordered int, constraint cascading foreign key (ordered)"
            + " references "
            + database
            + ".orders (id) on delete cascade)",
        "insert into " + database + ".parts select id, id from " + database + ".orders");
  }

  /** Repairs what the check of a cascading one fails on. */
  void dropCascade() throws SQLException {
    run(house.source, "alter table " + database + ".parts drop foreign key cascading");
  }

  /** One of which a table has no key, until {@link #addKey} repairs it. */
  static Shop createKeyless(House house, SceneDialect dialect, String database)
      throws SQLException {
    Shop shop = createSound(house, dialect, database, ROWS);
    run(house.source, "alter table " + database + ".lines drop primary key");
    return shop;
  }

  void addKey() throws SQLException {
    run(house.source, "alter table " + database + ".lines add primary key (id)");
  }

  /** One on Tencent's side of the sandbox that has nothing wrong with it, and ends by itself. */
  static Shop createSoundOnTencent(House house, String database) throws SQLException {
    fill(house, database, ROWS);
    Shop shop = job(house, database, SceneDialect.TENCENT, house.source.endpoint(), LOAD_ALONE);
    shop.account = House.SECOND_ACCOUNT;
    return shop;
  }

  /** One that has nothing wrong with it: its first round passes. */
  static Shop createSound(House house, String database) throws SQLException {
    return createSound(house, database, ROWS);
  }

  /**
   * @param rows in each of its two tables
   */
  static Shop createSound(House house, String database, int rows) throws SQLException {
    return createSound(house, SceneDialect.ALIBABA, database, rows);
  }

  static Shop createSound(House house, SceneDialect dialect, String database, int rows)
      throws SQLException {
    return fill(house, dialect, database, house.source.endpoint(), rows, allowSameObjects());
  }

  /**
   * One of which the target has a table.
   *
   * @param allowed whether a rule lets that be shielded
   */
  static Shop create(House house, String database, int rows, boolean allowed) throws SQLException {
    createAhead(house, database);
    Rule[] rules = allowed ? new Rule[] {allowSameObjects()} : new Rule[0];
    return fill(house, SceneDialect.ALIBABA, database, house.source.endpoint(), rows, rules);
  }

  private static void createAhead(House house, String database) throws SQLException {
    run(
        house.target,
        "create database " + database,
        "create table " + database + ".orders " + ORDERS);
  }

  /**
   * One of which the target has a table, with rows of its own; a rule lets both be shielded.
   *
   * @param columns of that table
   * @param row what is in it
   */
  static Shop createBeside(House house, String database, String columns, String row)
      throws SQLException {
    run(
        house.target,
        "create database " + database,
        "create table " + database + ".orders " + columns,
        "insert into " + database + ".orders values " + row);
    return fill(
        house,
        SceneDialect.ALIBABA,
        database,
        house.source.endpoint(),
        ROWS,
        allowSameObjects(),
        allow("CHECK_DEST_TABLE_EMPTY", ""));
  }

  /**
   * A sound one with large rows.
   *
   * @param target where it moves to instead
   */
  static Shop createLarge(House house, String database, int rows, MariaDbServer target)
      throws SQLException {
    fill(house, database, rows);
    run(
        house.source,
        "alter table " + database + ".lines add filling varbinary(3000)",
        "update " + database + ".lines set filling = repeat('x', 3000)");
    JsonNode created =
        created(
            house,
            SceneDialect.ALIBABA.word,
            house.source.endpoint(),
            target.endpoint(),
            database,
            Map.of("stages", LOAD_ALONE));
    Shop shop =
        new Shop(house, database, SceneDialect.ALIBABA, created, SceneDialect.ALIBABA.job(created));
    shop.target = target;
    return shop;
  }

  /** After the target has been started anew. */
  Shop movingTo(MariaDbServer again) {
    target = again;
    return this;
  }

  private static Shop fill(
      House house, SceneDialect dialect, String database, Endpoint reader, int rows, Rule... rules)
      throws SQLException {
    fill(house, database, rows);
    Shop shop = job(house, database, dialect, reader, LOAD_ALONE);
    shop.policy = accepting(rules);
    return shop;
  }

  private static Policy accepting(Rule... rules) {
    return new Policy(Policy.Warnings.ACCEPT, List.of(rules));
  }

  private static void fill(House house, String database, int rows) throws SQLException {
    run(
        house.source,
        "set max_recursive_iterations = " + rows,
        "create database if not exists " + database,
        "create table " + database + ".orders " + ORDERS,
        "create table " + database + ".lines (id bigint primary key, payload varbinary(64))",
        "insert into "
            + database
            + ".orders with recursive n as (select 1 i union all select i + 1 from n where i < "
            + rows
            + ") select i, i % 97, concat('note ', i) from n",
        "insert into "
            + database
            + ".lines select id, unhex(sha1(id)) from "
            + database
            + ".orders");
  }

  private static Shop job(
      House house,
      String database,
      SceneDialect dialect,
      Endpoint reader,
      Map<String, Object> stages) {
    Map<String, Object> further = Map.of("stages", stages);
    JsonNode created =
        created(house, dialect.atSandbox(), reader, house.target.endpoint(), database, further);
    return new Shop(house, database, dialect, created, dialect.job(created));
  }

  /**
   * @param word the dialect, as the sandbox has it
   */
  private static JsonNode created(
      House house,
      String word,
      Endpoint source,
      Endpoint target,
      String database,
      Map<String, Object> further) {
    Map<String, Object> job = new HashMap<>(further);
    job.put("dialect", word);
    job.put("name", database);
    job.put("source", described(source));
    job.put("target", described(target));
    job.put("objects", List.of(Map.of("database", database)));
    return house.admin().post("/jobs", job);
  }

  private Shop(House house, String database, SceneDialect dialect, JsonNode created, String job) {
    this.house = house;
    this.target = house.target;
    this.database = database;
    this.dialect = dialect;
    this.job = job;
    this.instance = created.path("dtsInstanceId").asText();
    this.task = created.path("dtsJobId").asText();
    this.name = database;
  }

  Shop migrate() {
    workflow =
        house
            .client()
            .newWorkflowStub(
                MigrationWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(WorkflowIds.TASK_QUEUE)
                    .setWorkflowId(WorkflowIds.migration(ref()))
                    .build());
    WorkflowClient.start(workflow::migrate, request());
    return this;
  }

  Shop until(Until end) {
    until = end;
    return this;
  }

  /** By the other name of the same account. */
  Shop onSecondAccount() {
    account = House.SECOND_ACCOUNT;
    return this;
  }

  /** By an account of its own kind. */
  Shop on(String name) {
    account = name;
    return this;
  }

  /** Takes up the migration that somebody else has started. */
  Shop attach() {
    workflow =
        house.client().newWorkflowStub(MigrationWorkflow.class, WorkflowIds.migration(ref()));
    return this;
  }

  MigrationRequest request() {
    return new MigrationRequest(name, ref(), policy, new Rounds(5, null), until, null, "ann");
  }

  JobRef ref() {
    return dialect.ref(account, job);
  }

  static Rule allowSameObjects() {
    return allow("CHECK_SAME_OBJ", "");
  }

  /**
   * @param choice what the shield has to say further, or empty
   */
  static Rule allow(String item, String choice) {
    return new Rule(
        item,
        Rule.Decision.ALLOW,
        "created ahead",
        null,
        List.of(),
        List.of(),
        List.of(),
        "",
        choice,
        "tidegate.yaml:6");
  }

  JsonNode atProvider() {
    return house.admin().job(task);
  }

  MigrationWorkflow workflow() {
    return workflow;
  }

  /** Waits until it stands there; answers what it then says of itself. */
  MigrationStatus awaitPhase(MigrationPhase phase) throws InterruptedException {
    AtomicReference<MigrationStatus> last = new AtomicReference<>();
    Wait.until(
        () -> phase + " of " + database + ", which says " + last.get(),
        Duration.ofMinutes(2),
        () -> {
          last.set(workflow.status());
          return last.get().phase() == phase || last.get().phase().isEnd();
        });
    assertThat(last.get().phase()).isEqualTo(phase);
    return last.get();
  }

  void awaitAtProvider(String status) throws InterruptedException {
    Wait.until(
        status + " of " + database,
        Duration.ofMinutes(2),
        () -> atProvider().path("status").asText().equals(status));
  }

  /** Waits until the service shows it too, whose answers are behind for a while. */
  void awaitShown(JobState state) throws InterruptedException {
    Provider somebody = house.provider(dialect);
    Wait.until(
        state + " of " + database,
        Duration.ofMinutes(2),
        () -> somebody.view(job).state() == state);
  }

  void awaitSomeRowsLoaded() throws InterruptedException {
    Wait.until(
        "rows of " + database,
        Duration.ofMinutes(2),
        () -> {
          JsonNode load = atProvider().path("stages").path("fullLoad");
          return load.path("done").asLong() > 0 && load.path("percent").asInt() < 100;
        });
  }

  MigrationResult result() throws Exception {
    try {
      return WorkflowStub.fromTyped(workflow)
          .getResult(120, TimeUnit.SECONDS, MigrationResult.class);
    } catch (TimeoutException e) {
      throw new AssertionError(database + " has not ended: " + workflow.status(), e);
    }
  }

  /** What every kill must leave true. */
  void assertMovedOnceAndWhole() throws Exception {
    assertMovedOnceAndWhole(2, "CHECK_SAME_OBJ");
  }

  /**
   * @param starts accepted by the provider, whoever sent them
   */
  void assertMovedOnceAndWhole(int starts, String... shielded) throws Exception {
    MigrationResult result = result();
    assertThat(result.outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(result.shields()).extracting(s -> s.item()).containsExactly(shielded);
    JsonNode effects = atProvider().path("effects");
    assertThat(effects.path("movements").asInt()).as("movements").isEqualTo(1);
    assertThat(effects.path("starts").asInt()).as("starts").isEqualTo(starts);
    assertWhole();
  }

  /** The target's rows are the source's. */
  void assertWhole() throws SQLException {
    assertThat(tablesThatDiffer()).isEmpty();
  }

  /** By checksum, which a table that is missing has none of. */
  List<String> tablesThatDiffer() throws SQLException {
    List<String> differing = new ArrayList<>();
    for (String table : tables) {
      if (!checksum(target, table).equals(checksum(house.source, table))) {
        differing.add(table);
      }
    }
    return differing;
  }

  private List<String> checksum(MariaDbServer server, String table) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("checksum table " + database + "." + table + " extended")) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(2));
      }
      return values;
    }
  }

  private static Map<String, Object> described(Endpoint endpoint) {
    return Map.of(
        "host",
        endpoint.host(),
        "port",
        endpoint.port(),
        "user",
        endpoint.user(),
        "password",
        endpoint.password());
  }

  static String value(MariaDbServer server, String query) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  static void run(MariaDbServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
