package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What we rely on in a provider, held against a sandbox in front of real databases. */
class SandboxContractIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house = House.withoutWorker(Path.of("target", "contract-" + UUID.randomUUID()));
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Nested
  class Dts extends OnSandbox {
    Dts() {
      super(Family.DTS);
    }
  }

  @Nested
  class Legacy extends OnSandbox {
    Legacy() {
      super(Family.LEGACY);
    }
  }

  @Nested
  class Tencent extends ProviderContractTest {
    @Override
    protected Provider provider() {
      return house.provider(SceneDialect.TENCENT);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.provider(SceneDialect.TENCENT, "not-" + House.SECRET);
    }

    @Override
    protected TestJobs jobs() {
      return new TencentJobs();
    }
  }

  @Nested
  class Tencent2018 extends ProviderContractTest {
    private final TestJobs jobs2018 = new Tencent2018Jobs();

    @Override
    protected Provider provider() {
      return house.provider(SceneDialect.TENCENT_2018);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.provider(SceneDialect.TENCENT_2018, "not-" + House.SECRET);
    }

    @Override
    protected TestJobs jobs() {
      return jobs2018;
    }

    @Test
    void aJobThatIsChangedShowsItAndIsCheckedAgain() throws Exception {
      Shop shop = Shop.createOnTencent2018(house, "contract_changed", false);
      String body =
          "{\"JobName\":\"changed\",\"DatabaseInfo\":\"[{\\\"Database\\\":\\\"%s\\\",\\\"Table\\\":[\\\"orders\\\"]}]\"}"
              .formatted(shop.database);
      provider().submitCheck(shop.job, soon());
      awaitState(shop.job, JobState.CHECK_FAILED);
      assertThat(provider().report(shop.job).failed())
          .singleElement()
          .matches(i -> i.message().contains("Foreign key"));
      assertThat(provider().shows(shop.job, body)).isFalse();

      assertThat(provider().modify(shop.job, body, soon())).isNotEmpty();

      assertThat(provider().shows(shop.job, body)).isTrue();
      awaitState(shop.job, JobState.NOT_STARTED);
      assertThat(provider().report(shop.job).state()).isEqualTo(PrecheckReport.State.NOT_RUN);
      provider().submitCheck(shop.job, soon());
      awaitState(shop.job, JobState.CHECK_PASSED);
      provider().start(shop.job, soon());
      awaitState(shop.job, JobState.FINISHED);
      assertThat(shop.atProvider().at("/effects/changes").asInt()).isEqualTo(1);
      assertThat(shop.atProvider().path("tables")).hasSize(1);
    }

    private void awaitState(String job, JobState state) throws InterruptedException {
      SandboxContractIT.awaitState(provider(), job, state);
    }
  }

  @Nested
  class Oms extends OnOms {
    Oms() {
      super(SceneDialect.OMS);
    }
  }

  /** Where a project's definition is prechecked in runs of their own. */
  @Nested
  class OmsDefined extends OnOms {
    private final Provider somebody = house.provider(SceneDialect.OMS_DEFINED);

    OmsDefined() {
      super(SceneDialect.OMS_DEFINED);
    }

    /** One for the whole of a test: it remembers its runs. */
    @Override
    protected Provider provider() {
      return somebody;
    }

    @Test
    void aCheckedProjectRestsUntilItIsStartedAndPassesItsOwnCheckThen() throws Exception {
      String job = jobs().passing();
      provider().submitCheck(job, soon());
      awaitState(provider(), job, JobState.CHECK_PASSED);
      assertThat(house.admin().job(job).at("/effects/movements").asInt()).isZero();
      assertThat(provider().report(job).runId()).startsWith("t_");

      provider().start(job, soon());

      awaitState(provider(), job, JobState.FINISHED);
      assertThat(house.admin().job(job).at("/effects/movements").asInt()).isEqualTo(1);
      assertThat(house.admin().job(job).at("/effects/prechecks").asInt()).isEqualTo(2);
    }
  }

  @Test
  void whetherAnOmsIsNewEnoughForDefinitionsIsReadFromIt() {
    SceneDialect dialect = SceneDialect.OMS_DEFINED;
    DefinedProvider defined =
        dialect
            .provider(
                dialect.account(
                    "somebody",
                    House.SECRET,
                    house.sandboxAddress(),
                    100,
                    House.QUIET_WINDOW,
                    House.QUIET_WINDOW))
            .forDefinitions()
            .orElseThrow();
    try {
      for (String old : List.of("4.2.1", "4.2.11-CE")) {
        house.admin().post("/oms", Map.of("version", old));
        assertThat(defined.missing()).as(old).isPresent();
      }
      for (String enough : List.of("4.2.2", "4.2.12-CE", "4.3.1")) {
        house.admin().post("/oms", Map.of("version", enough));
        assertThat(defined.missing()).as(enough).isEmpty();
      }
    } finally {
      house.admin().post("/oms", Map.of("version", "4.3.1"));
    }
  }

  @Nested
  class TencentSync extends Following {
    TencentSync() {
      super(SceneDialect.TENCENT_SYNC);
    }

    @Override
    protected TestJobs jobs() {
      return new TencentSyncJobs();
    }
  }

  @Nested
  class Synchronization extends Following {
    Synchronization() {
      super(SceneDialect.ALIBABA_SYNC);
    }

    @Override
    protected TestJobs jobs() {
      return new SynchronizationJobs();
    }
  }

  /** Of a service whose jobs follow their source until they are stopped. */
  abstract static class Following extends ProviderContractTest {
    private final SceneDialect dialect;

    Following(SceneDialect dialect) {
      this.dialect = dialect;
    }

    @Override
    protected Provider provider() {
      return house.provider(dialect);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.provider(dialect, "not-" + House.SECRET);
    }

    @Test
    void aJobThatHasCaughtUpGoesOnUntilTheCallThatCutsItOverEndsIt() throws Exception {
      String job = jobs().passing();
      provider().submitCheck(job, soon());
      if (!provider().capability().startFollowsCheck()) {
        awaitState(provider(), job, JobState.CHECK_PASSED);
        provider().start(job, soon());
      }

      Wait.until("a job that follows", PATIENCE, () -> provider().view(job).onlyFollows());
      JobView following = provider().view(job);
      assertThat(following.state()).isEqualTo(JobState.MOVING);
      assertThat(following.everyStageFinished()).isFalse();
      assertThat(provider().listViews(List.of(job)).get(job)).matches(JobView::onlyFollows);
      assertThat(provider().suspend(job, soon())).isNotEmpty();
      awaitState(provider(), job, JobState.PAUSED);
      assertThat(provider().complete(job, soon())).isNotEmpty();
      awaitState(provider(), job, JobState.FINISHED);

      assertThat(provider().capability().cutover()).isEqualTo(Capability.Cutover.STOP);
      assertThat(provider().view(job).everyStageFinished()).isFalse();
    }
  }

  abstract static class OnSandbox extends ProviderContractTest {
    private final Family family;

    OnSandbox(Family family) {
      this.family = family;
    }

    @Override
    protected Provider provider() {
      return house.provider(family, House.SECRET);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.provider(family, "not-" + House.SECRET);
    }

    @Override
    protected TestJobs jobs() {
      return new SandboxJobs();
    }
  }

  abstract static class OnOms extends ProviderContractTest {
    private final SceneDialect dialect;
    private final TestJobs projects;

    OnOms(SceneDialect dialect) {
      this.dialect = dialect;
      this.projects = new OmsJobs(dialect);
    }

    @Override
    protected Provider provider() {
      return house.provider(dialect);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.provider(dialect, "not-" + House.SECRET);
    }

    @Override
    protected TestJobs jobs() {
      return projects;
    }
  }

  /** Each on a database of its own. */
  private static final class SandboxJobs implements ProviderContractTest.TestJobs {
    @Override
    public String passing() {
      return create(Shop::createSound).job;
    }

    @Override
    public String failing() {
      return create(Shop::create).job;
    }

    @Override
    public String shieldableItem() {
      return "CHECK_SAME_OBJ";
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of(house.admin().job(job).path("dtsInstanceId").asText());
    }
  }

  private static final class TencentJobs implements ProviderContractTest.TestJobs {
    @Override
    public String passing() {
      return create(Shop::createSoundOnTencent).job;
    }

    @Override
    public String failing() {
      return create((ours, database) -> Shop.createOnTencent(ours, database, Shop.ROWS)).job;
    }

    @Override
    public String shieldableItem() {
      return "ConstraintCheck";
    }

    @Override
    public Map<String, String> choices() {
      return Map.of("ConstraintCheck", "migrate");
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of();
    }
  }

  /** What nothing shields is repaired. */
  private static final class Tencent2018Jobs implements ProviderContractTest.TestJobs {
    private final Map<String, Shop> failing = new HashMap<>();

    @Override
    public String passing() {
      return create((ours, database) -> Shop.createOnTencent2018(ours, database, true)).job;
    }

    @Override
    public String failing() {
      Shop shop = create((ours, database) -> Shop.createOnTencent2018(ours, database, false));
      failing.put(shop.job, shop);
      return shop.job;
    }

    @Override
    public String shieldableItem() {
      return "PRECHECK";
    }

    @Override
    public void repair(String job) {
      try {
        failing.get(job).dropCascade();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of();
    }
  }

  /** Projects. Where the precheck is the first step, it names one item of all. */
  private static final class OmsJobs implements ProviderContractTest.TestJobs {
    private final SceneDialect dialect;
    private final Map<String, Shop> failing = new HashMap<>();

    private OmsJobs(SceneDialect dialect) {
      this.dialect = dialect;
    }

    @Override
    public String passing() {
      return create((ours, database) -> Shop.createSound(ours, dialect, database, Shop.ROWS)).job;
    }

    @Override
    public String failing() {
      Shop shop = create((ours, database) -> Shop.createKeyless(ours, dialect, database));
      failing.put(shop.job, shop);
      return shop.job;
    }

    @Override
    public String shieldableItem() {
      return dialect.isDefined() ? "DB_UK_INDEX" : "TRANSFER_PRECHECK";
    }

    @Override
    public void repair(String job) {
      try {
        failing.get(job).addKey();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of(house.admin().job(job).path("name").asText());
    }
  }

  /** Each ended by somebody else's call. */
  private static final class TencentSyncJobs implements ProviderContractTest.TestJobs {
    @Override
    public String passing() {
      return create(
              (ours, database) ->
                  Shop.createFollowed(ours, SceneDialect.TENCENT_SYNC, database, Shop.ROWS))
          .job;
    }

    @Override
    public String failing() {
      return create(
              (ours, database) ->
                  Shop.createCascading(ours, SceneDialect.TENCENT_SYNC, database, Shop.ROWS))
          .job;
    }

    @Override
    public String shieldableItem() {
      return "ConstraintCheck";
    }

    @Override
    public void end(String job) {
      house.provider(SceneDialect.TENCENT_SYNC).stop(job, soon());
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of();
    }
  }

  /** By the calls of the older set; ended by somebody who uses the newer one. */
  private static final class SynchronizationJobs implements ProviderContractTest.TestJobs {
    @Override
    public String passing() {
      return create((ours, database) -> Shop.createSoundSynchronisation(ours, database, Shop.ROWS))
          .job;
    }

    @Override
    public String failing() {
      return create((ours, database) -> Shop.createSynchronisation(ours, database, Shop.ROWS)).job;
    }

    @Override
    public String shieldableItem() {
      return "CHECK_SAME_OBJ";
    }

    @Override
    public void end(String job) {
      house.provider(Family.DTS, House.SECRET).stop(task(job), soon());
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of(task(job));
    }

    private static String task(String job) {
      return house.admin().job(job).path("dtsJobId").asText();
    }
  }

  private static void awaitState(Provider provider, String job, JobState state)
      throws InterruptedException {
    Wait.until(state + " of " + job, PATIENCE, () -> provider.view(job).state() == state);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private interface Creation {
    Shop create(House house, String database) throws SQLException;
  }

  private static Shop create(Creation creation) {
    try {
      return creation.create(house, "contract_" + NEXT.incrementAndGet());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
