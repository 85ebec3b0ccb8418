package io.tidegate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.AccountSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class AccountPropertiesTest {
  private static final String ACCOUNT = "tidegate.accounts.hangzhou";

  @Test
  void anAccountIsBoundWithDefaultsForWhatIsNotSaid() {
    WorkerProperties properties =
        bind(
            Map.of(
                ACCOUNT + ".provider", "alibaba",
                ACCOUNT + ".region", "cn-hangzhou",
                ACCOUNT + ".never-items", "CHECK_SRC,CHECK_SERVER_ID",
                ACCOUNT + ".credentials.access-key-id", "id",
                ACCOUNT + ".credentials.access-key-secret", "hush"));

    AccountProperties account = properties.accounts().get("hangzhou");
    AccountSettings settings = account.settings("hangzhou", Clock.systemUTC());
    assertThat(settings.region()).isEqualTo("cn-hangzhou");
    assertThat(settings.quietWindow()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.neverItems()).containsExactly("CHECK_SRC", "CHECK_SERVER_ID");
    assertThat(settings.credentials().get().accessKeySecret()).isEqualTo("hush");
    assertThat(account.activitiesPerSecond()).isEqualTo(10);
  }

  @Test
  void theSecretIsNeverPrinted() {
    WorkerProperties properties =
        bind(
            Map.of(
                ACCOUNT + ".provider", "alibaba",
                ACCOUNT + ".region", "cn-hangzhou",
                ACCOUNT + ".credentials.access-key-id", "id",
                ACCOUNT + ".credentials.access-key-secret", "hush"));

    assertThat(properties.toString()).contains("cn-hangzhou").doesNotContain("hush");
    assertThat(properties.accounts().get("hangzhou").settings("h", Clock.systemUTC()).toString())
        .doesNotContain("hush");
  }

  @Test
  void secretsComeFromTheEnvironmentToo() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment",
                new HashMap<>(
                    Map.of(
                        "TIDEGATE_ACCOUNTS_HANGZHOU_PROVIDER", "alibaba",
                        "TIDEGATE_ACCOUNTS_HANGZHOU_REGION", "cn-hangzhou",
                        "TIDEGATE_ACCOUNTS_HANGZHOU_CREDENTIALS_ACCESSKEYID", "id",
                        "TIDEGATE_ACCOUNTS_HANGZHOU_CREDENTIALS_ACCESSKEYSECRET", "hush"))));

    WorkerProperties properties =
        Binder.get(environment).bind("tidegate", WorkerProperties.class).get();

    assertThat(properties.accounts().get("hangzhou").credentials().accessKeySecret())
        .isEqualTo("hush");
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThat(
            problems(
                Map.of(
                    ACCOUNT + ".provider", "alibab",
                    ACCOUNT + ".family", "old",
                    ACCOUNT + ".endpoint", "dts.example.com:80",
                    ACCOUNT + ".plain-http", "true",
                    ACCOUNT + ".poll-interval", "0s",
                    ACCOUNT + ".credentials.access-key-id", "id")))
        .containsExactly(
            ACCOUNT + ".provider: 'alibab' is not known: alibaba, oms and tencent are",
            ACCOUNT + ".region is missing: for example cn-hangzhou",
            ACCOUNT + ".family: 'old' is not one of dts, legacy, synchronization",
            ACCOUNT
                + ".plain-http: only for an endpoint on this machine, and 'dts.example.com:80' is"
                + " not: remove it, or name 127.0.0.1, localhost or [::1]",
            ACCOUNT + ".poll-interval must be longer than 0: for example 5s",
            ACCOUNT + ".credentials.access-key-secret is missing beside .access-key-id");
  }

  @Test
  void anAccountOfAlibabaIsForMigrationsUnlessItsFamilyIsThatOfSynchronisations() {
    for (AccountSettings.Family family : AccountSettings.Family.values()) {
      Map<String, String> account =
          Map.of(
              ACCOUNT + ".provider", "alibaba",
              ACCOUNT + ".region", "cn-hangzhou",
              ACCOUNT + ".family", family.name().toLowerCase(Locale.ROOT),
              ACCOUNT + ".credentials.access-key-id", "id",
              ACCOUNT + ".credentials.access-key-secret", "hush");

      assertThat(bind(account).accounts().get("hangzhou").settings("h", Clock.systemUTC()).family())
          .isEqualTo(family);
    }
  }

  @Test
  void anAccountOfTencentIsForMigrationsOf2021UnlessItSaysAnother() {
    for (String dialect : List.of("", "2021", "tencent-2021", "Tencent-2021")) {
      AccountSettings settings =
          bind(tencent(Map.of(".dialect", dialect)))
              .accounts()
              .get("hangzhou")
              .settings("hangzhou", Clock.systemUTC());

      assertThat(settings.provider()).isEqualTo("tencent");
      assertThat(settings.dialect()).isEqualTo("tencent-2021");
    }
    for (String dialect : List.of("sync", "tencent-sync", "Tencent-Sync")) {
      assertThat(
              bind(tencent(Map.of(".dialect", dialect)))
                  .accounts()
                  .get("hangzhou")
                  .settings("hangzhou", Clock.systemUTC())
                  .dialect())
          .isEqualTo("tencent-sync");
    }
    for (String dialect : List.of("2018", "tencent-2018", "Tencent-2018")) {
      assertThat(
              bind(tencent(Map.of(".dialect", dialect)))
                  .accounts()
                  .get("hangzhou")
                  .settings("hangzhou", Clock.systemUTC())
                  .dialect())
          .isEqualTo("tencent-2018");
    }
  }

  @Test
  void anotherApiOfAProviderIsRefusedWithThoseThatAreKnown() {
    assertThat(problems(tencent(Map.of(".dialect", "2019", ".family", "dts", ".region", ""))))
        .containsExactly(
            ACCOUNT
                + ".dialect: '2019' is not spoken with tencent: say 2018 or 2021 or sync or"
                + " tencent-2018 or tencent-2021 or tencent-sync, or leave it out",
            ACCOUNT + ".region is missing: for example ap-guangzhou",
            ACCOUNT + ".family is for alibaba alone: remove it");
  }

  private static Map<String, String> tencent(Map<String, String> more) {
    Map<String, String> account =
        new HashMap<>(
            Map.of(
                ACCOUNT + ".provider", "tencent",
                ACCOUNT + ".region", "ap-guangzhou",
                ACCOUNT + ".credentials.access-key-id", "id",
                ACCOUNT + ".credentials.access-key-secret", "hush"));
    more.forEach((setting, value) -> account.put(ACCOUNT + setting, value));
    return account;
  }

  @Test
  void anAccountOfOmsIsReachedByItsOwnEndpointWithoutTlsToo() {
    AccountSettings settings =
        bind(oms(Map.of())).accounts().get("hangzhou").settings("hangzhou", Clock.systemUTC());

    assertThat(settings.dialect()).isEqualTo("oms");
    assertThat(settings.plainHttp()).isTrue();
    assertThat(settings.endpoint()).isEqualTo("oms.example.com:8089");
  }

  @Test
  void anAccountOfOmsHasNoEndpointUnlessItSaysOne() {
    assertThat(problems(oms(Map.of(".endpoint", "", ".family", "dts", ".region", ""))))
        .containsExactly(
            ACCOUNT
                + ".region is missing: for example oms-1, by which you tell this OMS from others",
            ACCOUNT + ".endpoint is missing: the host of the OMS console, or host:8089",
            ACCOUNT + ".family is for alibaba alone: remove it");
  }

  private static Map<String, String> oms(Map<String, String> more) {
    Map<String, String> account =
        new HashMap<>(
            Map.of(
                ACCOUNT + ".provider", "oms",
                ACCOUNT + ".region", "oms-1",
                ACCOUNT + ".endpoint", "oms.example.com:8089",
                ACCOUNT + ".plain-http", "true",
                ACCOUNT + ".credentials.access-key-id", "id",
                ACCOUNT + ".credentials.access-key-secret", "hush"));
    more.forEach((setting, value) -> account.put(ACCOUNT + setting, value));
    return account;
  }

  @Test
  void anAccountHasExactlyOneSourceOfCredentials() {
    Map<String, String> account =
        Map.of(ACCOUNT + ".provider", "alibaba", ACCOUNT + ".region", "cn-hangzhou");
    Map<String, String> two = new HashMap<>(account);
    two.put(ACCOUNT + ".credentials.file", "keys.json");
    two.put(ACCOUNT + ".credentials.command", "print-keys");

    assertThat(problems(account)).singleElement().asString().contains(".credentials are missing");
    assertThat(problems(two)).singleElement().asString().contains("set only one of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin:S3cret@oms.example.com:8089",
        "http://oms.example.com/S3cret",
        "127.0.0.1:S3cret@evil.example",
        "oms.example.com/S3cret",
        "oms.example.com:99999"
      })
  void anEndpointThatIsMoreThanAHostIsRefusedAndNotQuoted(String endpoint) {
    for (String plain : List.of("true", "false")) {
      assertThat(problems(oms(Map.of(".endpoint", endpoint, ".plain-http", plain))))
          .singleElement()
          .asString()
          .startsWith(ACCOUNT + ".endpoint is not a host or host:port")
          .doesNotContain("S3cret", "example");
    }
  }

  @Test
  void anEndpointThatOnlyBeginsLikeThisMachineIsNotTakenForIt() {
    Map<String, String> account =
        Map.of(
            ACCOUNT + ".provider", "alibaba",
            ACCOUNT + ".region", "cn-hangzhou",
            ACCOUNT + ".endpoint", "127.0.0.1:x@evil.example",
            ACCOUNT + ".plain-http", "true",
            ACCOUNT + ".credentials.access-key-id", "id",
            ACCOUNT + ".credentials.access-key-secret", "hush");

    assertThat(problems(account))
        .singleElement()
        .asString()
        .startsWith(ACCOUNT + ".endpoint is not a host or host:port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access-key-id\":\"S3cret\",\"access-key-secret\":\"S3cret\"}",
        "access-key-id=S3cret\naccess-key-secret=S3cret",
        "access-key-secret=S3cret",
        "S3cret\nS3cret"
      })
  void theContentsOfACredentialsFileInPlaceOfItsPathAreRefusedAndNotQuoted(String file) {
    Map<String, String> account =
        Map.of(
            ACCOUNT + ".provider", "alibaba",
            ACCOUNT + ".region", "cn-hangzhou",
            ACCOUNT + ".credentials.file", file);

    assertThat(problems(account))
        .containsExactly(
            ACCOUNT
                + ".credentials.file holds what belongs in a file: write that into one, and set its"
                + " path here");
  }

  @Test
  void aPathMayBeNamedLikeTheKeyInIt() {
    WorkerProperties properties =
        bind(
            Map.of(
                ACCOUNT + ".provider", "alibaba",
                ACCOUNT + ".region", "cn-hangzhou",
                ACCOUNT + ".credentials.file", "/run/a=b/access-key-secret.json"));

    assertThat(properties.accounts().get("hangzhou").credentials().file())
        .hasToString("/run/a=b/access-key-secret.json");
  }

  private static List<String> problems(Map<String, String> settings) {
    BindException failure = null;
    try {
      bind(settings);
    } catch (BindException e) {
      failure = e;
    }
    assertThat(failure).isNotNull();
    Throwable cause = failure;
    while (!(cause instanceof AccountProblems)) {
      cause = cause.getCause();
    }
    return ((AccountProblems) cause).problems();
  }

  private static WorkerProperties bind(Map<String, String> settings) {
    return new Binder(
            ConfigurationPropertySources.from(
                new org.springframework.core.env.MapPropertySource(
                    "test", new HashMap<String, Object>(settings))))
        .bind("tidegate", WorkerProperties.class)
        .get();
  }
}
