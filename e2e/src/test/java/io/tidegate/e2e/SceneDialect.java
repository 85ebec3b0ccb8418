package io.tidegate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import io.tidegate.provider.RememberedRuns;
import io.tidegate.provider.alibaba.AlibabaProvider;
import io.tidegate.provider.oms.OmsProvider;
import io.tidegate.provider.tencent.TencentProvider;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.workflow.contract.JobRef;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service that scenes are played at: its names, and how one calls it. */
enum SceneDialect {
  ALIBABA("alibaba", "alibaba", "alibaba", "cn-hangzhou", "faults.md", CheckSet.ALIBABA),
  /** The same jobs by the older calls. */
  ALIBABA_LEGACY(
      "alibaba-legacy",
      "alibaba",
      "alibaba",
      "cn-hangzhou",
      "faults-alibaba-legacy.md",
      CheckSet.ALIBABA),
  /** By the older calls, each job in one direction. */
  ALIBABA_SYNC(
      "alibaba-sync",
      "alibaba",
      "alibaba",
      "cn-hangzhou",
      "faults-alibaba-sync.md",
      CheckSet.ALIBABA_SYNC),
  TENCENT(
      "tencent",
      "tencent",
      TencentProvider.DIALECT,
      "ap-guangzhou",
      "faults-tencent.md",
      CheckSet.TENCENT_MIGRATION),
  TENCENT_2018(
      "tencent-2018",
      "tencent",
      TencentProvider.DIALECT_2018,
      "ap-guangzhou",
      "faults-tencent-2018.md",
      CheckSet.TENCENT_MIGRATION),
  TENCENT_SYNC(
      "tencent-sync",
      "tencent",
      TencentProvider.SYNC_DIALECT,
      "ap-guangzhou",
      "faults-tencent-sync.md",
      CheckSet.TENCENT_SYNC),
  OMS("oms", "oms", OmsProvider.DIALECT, "oms-1", "faults-oms.md", CheckSet.OMS),
  /** The same service, for migrations that bring the definition of their project. */
  OMS_DEFINED(
      "oms-defined", "oms", OmsProvider.DIALECT, "oms-1", "faults-oms-defined.md", CheckSet.OMS);

  /** As these tests and their documents have it. */
  final String word;

  /** As accounts have it. */
  final String provider;

  final String api;
  final String region;
  private final String document;

  /** The question of a scene that fails when it is told to; a shield passes over it. */
  final String skippable;

  SceneDialect(
      String word, String provider, String api, String region, String document, CheckSet checks) {
    this.word = word;
    this.provider = provider;
    this.api = api;
    this.region = region;
    this.document = document;
    this.skippable = ScenePrechecks.skippable(checks);
  }

  /**
   * All, unless one is named by its word.
   *
   * @param property of the system, which names it
   */
  static List<SceneDialect> named(String property) {
    return Arrays.stream(values())
        .filter(dialect -> System.getProperty(property, dialect.word).equals(dialect.word))
        .toList();
  }

  /** As the sandbox has it. */
  String atSandbox() {
    return switch (this) {
      case ALIBABA_LEGACY -> ALIBABA.word;
      case OMS_DEFINED -> OMS.word;
      default -> word;
    };
  }

  /** Whether it is the second way to jobs that another of these has too. */
  boolean isSecondWay() {
    return !word.equals(atSandbox());
  }

  /** Whether what is prechecked is brought by the migration. */
  boolean isDefined() {
    return this == OMS_DEFINED;
  }

  /**
   * What a migration of a whole database brings, where one brings anything; else empty.
   *
   * @param name of the job, and of the database, where there is one
   */
  String definition(String name) {
    String plain = name.replace(' ', '_');
    return isDefined()
        ? """
          {"name":"%1$s","type":"MIGRATION","transferMapping":{"mode":"WILDCARD",\
          "databases":[{"name":"%1$s"}],"tableAndViewWhiteList":["%1$s.*"]}}"""
            .formatted(plain)
        : "";
  }

  /** Where its table of faults stands. */
  Path document() {
    return House.ROOT.resolve("docs").resolve(document);
  }

  /** The actions that change a job, by what they are for. */
  Map<KilledEffect, String> calls() {
    return switch (this) {
      case ALIBABA ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "StartDtsJob",
              KilledEffect.RECHECK, "StartDtsJob",
              KilledEffect.SHIELD, "SkipPreCheck",
              KilledEffect.SUSPEND, "SuspendDtsJob",
              KilledEffect.COMPLETE, "StopDtsJob",
              KilledEffect.STOP, "StopDtsJob");
      case ALIBABA_LEGACY ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "StartMigrationJob",
              KilledEffect.RECHECK, "StartMigrationJob",
              KilledEffect.SHIELD, "ShieldPrecheck",
              KilledEffect.SUSPEND, "SuspendMigrationJob",
              KilledEffect.COMPLETE, "StopMigrationJob",
              KilledEffect.STOP, "StopMigrationJob");
      case ALIBABA_SYNC ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "StartSynchronizationJob",
              KilledEffect.RECHECK, "StartSynchronizationJob",
              KilledEffect.SHIELD, "ShieldPrecheck",
              KilledEffect.SUSPEND, "SuspendSynchronizationJob",
              KilledEffect.COMPLETE, "StopDtsJob",
              KilledEffect.STOP, "StopDtsJob");
      case TENCENT ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "CreateMigrateCheckJob",
              KilledEffect.RECHECK, "CreateMigrateCheckJob",
              KilledEffect.SHIELD, "SkipCheckItem",
              KilledEffect.START, "StartMigrateJob",
              KilledEffect.RESUME, "ResumeMigrateJob",
              KilledEffect.SUSPEND, "PauseMigrateJob",
              KilledEffect.COMPLETE, "CompleteMigrateJob",
              KilledEffect.STOP, "StopMigrateJob");
      case TENCENT_2018 ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "CreateMigrateCheckJob",
              KilledEffect.RECHECK, "CreateMigrateCheckJob",
              KilledEffect.MODIFY, "ModifyMigrateJob",
              KilledEffect.START, "StartMigrateJob",
              KilledEffect.COMPLETE, "CompleteMigrateJob",
              KilledEffect.STOP, "StopMigrateJob");
      case TENCENT_SYNC ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "CreateCheckSyncJob",
              KilledEffect.RECHECK, "CreateCheckSyncJob",
              KilledEffect.SHIELD, "SkipSyncCheckItem",
              KilledEffect.START, "StartSyncJob",
              KilledEffect.RESUME, "ResumeSyncJob",
              KilledEffect.SUSPEND, "PauseSyncJob",
              KilledEffect.COMPLETE, "StopSyncJob",
              KilledEffect.STOP, "StopSyncJob");
      case OMS ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "StartProject",
              KilledEffect.RECHECK, "ResumeProject",
              // An end is two calls, and nothing else differs: so each is met by one of the two.
              KilledEffect.COMPLETE, "StopProject",
              KilledEffect.STOP, "ReleaseProject");
      case OMS_DEFINED ->
          Map.of(
              KilledEffect.SUBMIT_CHECK, "SubmitPreCheck",
              KilledEffect.RECHECK, "SubmitPreCheck",
              KilledEffect.START, "StartProject",
              KilledEffect.COMPLETE, "StopProject",
              KilledEffect.STOP, "ReleaseProject");
    };
  }

  Set<String> effects() {
    Set<String> all = new HashSet<>(calls().values());
    if (isDefined()) {
      // A project that its own check has refused goes on by it.
      all.add("ResumeProject");
    }
    return all;
  }

  /**
   * What a migration may come to do here. The gate pauses only what moves without being told, and
   * only where a check that passes tells what it would object to.
   */
  List<KilledEffect> killed() {
    return Arrays.stream(KilledEffect.values())
        .filter(calls()::containsKey)
        .filter(effect -> effect != KilledEffect.SUSPEND || ALIBABA.word.equals(atSandbox()))
        .toList();
  }

  /** Whether a report shows at once which of its items are shielded. */
  boolean showsShields() {
    return this == ALIBABA || this == ALIBABA_LEGACY || this == TENCENT;
  }

  /** Whether its jobs follow their sources until they are stopped. */
  boolean neverEnds() {
    return this == TENCENT_SYNC || this == ALIBABA_SYNC;
  }

  /** The steps of a migration that it has no call for, so that none is ever taken. */
  List<String> lacks() {
    return switch (this) {
      case TENCENT, TENCENT_SYNC -> List.of("ModifyJob");
      // A job that failed is checked again, which is no other step.
      case ALIBABA, ALIBABA_LEGACY, ALIBABA_SYNC -> List.of("ResumeMigration", "ModifyJob");
      case TENCENT_2018 -> List.of("ShieldSkippable", "SuspendMigration", "ResumeMigration");
      case OMS, OMS_DEFINED -> List.of("ShieldSkippable", "ResumeMigration", "ModifyJob");
    };
  }

  /** Whether a job whose check has passed moves by itself. */
  boolean startFollowsCheck() {
    return api.equals(ALIBABA.api) || this == OMS;
  }

  /**
   * What the service calls a job.
   *
   * @param created as the sandbox's admin API shows it
   */
  String job(JsonNode created) {
    return created.path(this == ALIBABA_SYNC ? "dtsInstanceId" : "dtsJobId").asText();
  }

  /** What the calls name a job by, which is its instance in the older ones of Alibaba. */
  String onWire(String job) {
    return this == ALIBABA_LEGACY ? "dts" + job : job;
  }

  JobRef ref(String account, String job) {
    return new JobRef(account, provider, isDefined() ? api + "-defined" : api, region, job);
  }

  /** The set of calls, where a service has several under one API. */
  Optional<Family> family() {
    return switch (this) {
      case ALIBABA_LEGACY -> Optional.of(Family.LEGACY);
      case ALIBABA_SYNC -> Optional.of(Family.SYNCHRONIZATION);
      default -> Optional.empty();
    };
  }

  /** An account with the key of these tests, that waits little. */
  AccountSettings account(
      String name,
      String secret,
      String endpoint,
      double callsPerSecond,
      Duration quietWindow,
      Duration grace) {
    return new AccountSettings(
        name,
        provider,
        api,
        region,
        endpoint,
        true,
        family().orElse(null),
        CredentialsSource.fixed(new Credentials(House.KEY, secret, null)),
        callsPerSecond,
        quietWindow,
        grace,
        null,
        Duration.ofMillis(300),
        Duration.ofMillis(300));
  }

  /** Somebody with this account, who works on jobs as its migrations do. */
  Provider somebody(AccountSettings settings, Admin admin) {
    Provider provider = provider(settings);
    return isDefined()
        ? new RememberedRuns(
            provider.forDefinitions().orElseThrow(),
            job -> definition(admin.job(job).path("name").asText()))
        : provider;
  }

  /** The provider of an account, as a worker has it. */
  Provider provider(AccountSettings settings) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return switch (this) {
      case ALIBABA, ALIBABA_LEGACY, ALIBABA_SYNC ->
          AlibabaProvider.create(settings, meters, Clock.systemUTC());
      case TENCENT, TENCENT_2018, TENCENT_SYNC ->
          TencentProvider.create(settings, meters, Clock.systemUTC());
      case OMS, OMS_DEFINED -> OmsProvider.create(settings, meters, Clock.systemUTC());
    };
  }
}
