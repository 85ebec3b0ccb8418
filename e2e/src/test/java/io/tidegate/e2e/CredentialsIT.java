package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Credentials;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account's credentials end, and others take their place, while migrations run. */
class CredentialsIT {
  private static final int ROWS = 500;
  private static final Credentials FIRST = new Credentials(House.KEY, House.SECRET, null);
  private static final Credentials SECOND = new Credentials("second-key", "second-secret", null);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MANY = 50;

  /** As many of them begin when the key is refused already. */
  private static final int LATE = 10;

  private static House house;

  /** What the first account reads, and what the second account's command prints. */
  private static CredentialsFile file;

  @BeforeAll
  static void openHouse() throws Exception {
    Path folder = Path.of("target", "credentials-" + UUID.randomUUID()).toAbsolutePath();
    file = new CredentialsFile(Files.createDirectories(folder).resolve("credentials.json"));
    file.write(FIRST);
    house =
        House.open(
            folder,
            List.of(
                "credentials.file=" + file.path(),
                "watch-interval=1s",
                "second.credentials.command=cat " + file.path()),
            "--precheck-time",
            "PT2S",
            "--load-rows-per-second",
            "6000");
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @BeforeEach
  void beginWithTheFirstKey() throws Exception {
    house.admin().addKey(FIRST);
    file.write(FIRST);
  }

  @Test
  void aRefusedSecretBlocksUntilTheFileIsCorrectedAndNoLonger() throws Exception {
    file.write(new Credentials(House.KEY, "not-" + House.SECRET, null));
    Shop shop = Shop.createSound(house, "keys_wrong", ROWS).migrate();

    MigrationStatus blocked = shop.awaitPhase(MigrationPhase.BLOCKED);
    file.write(FIRST);

    assertThat(blocked.waiting().type()).isEqualTo(FailureType.NOT_AUTHORISED.name());
    assertThat(blocked.waiting().reason()).contains("SignatureDoesNotMatch");
    assertThat(blocked.waiting().nextStep())
        .contains("goes on by itself", "tidegate retry keys_wrong");
    assertThat(blocked.toString()).doesNotContain(House.SECRET);
    shop.assertMovedOnceAndWhole(1);
  }

  @Test
  void fiftyMigrationsOutliveTheRotationOfTheirKey() throws Exception {
    List<Shop> shops = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      shops.add(Shop.createSound(house, "keys_many_" + i, ROWS));
    }
    List<Shop> early = shops.subList(0, MANY - LATE);
    house.admin().arm("StartDtsJob", "endless-check", early.size(), "PT1H");
    early.forEach(Shop::migrate);
    for (Shop shop : early) {
      shop.awaitAtProvider("PRECHECKING");
    }

    house.admin().addKey(SECOND);
    house.admin().removeKey(FIRST.accessKeyId());
    shops.subList(MANY - LATE, MANY).forEach(Shop::migrate);
    for (Shop shop : shops) {
      shop.awaitPhase(MigrationPhase.BLOCKED);
    }
    // Now the early ones move, and nobody here can see it.
    house.admin().disarmAll();
    early.get(0).awaitAtProvider("FINISHED");
    file.write(SECOND);

    for (Shop shop : shops) {
      shop.assertMovedOnceAndWhole(1);
    }
  }

  @Test
  void aTemporaryKeyThatIsRenewedInTimeIsNoticedByNobody() throws Exception {
    Credentials temporary = house.admin().issueKey(HOUR);
    file.write(temporary);
    Shop shop = Shop.createSound(house, "keys_renewed");
    house.whileNothingIsLoaded(() -> renewWhileMoving(shop));

    assertThatThrownBy(() -> house.provider(Family.DTS, temporary).probe())
        .hasMessageContaining("InvalidSecurityToken.Expired");
    assertPassedWithoutABlock(shop);
  }

  @Test
  void aTemporaryKeyThatACommandPrintsIsAskedForAgainWhenItHasExpired() throws Exception {
    Credentials temporary = house.admin().issueKey(HOUR);
    file.write(temporary);
    Shop shop = Shop.createSound(house, "keys_command").onSecondAccount();
    // The command is not asked again within five minutes unless there is a refusal.
    house.whileNothingIsLoaded(() -> renewWhileMoving(shop));

    assertPassedWithoutABlock(shop);
  }

  @Test
  void aTemporaryKeyThatIsRenewedLateDelaysAndEndsNothing() throws Exception {
    file.write(house.admin().issueKey(HOUR));
    Shop shop = Shop.createSound(house, "keys_late");
    MigrationStatus blocked =
        house.whileNothingIsLoaded(
            () -> {
              shop.migrate().awaitPhase(MigrationPhase.MIGRATING);
              house.admin().advanceClock(HOUR);
              return shop.awaitPhase(MigrationPhase.BLOCKED);
            });
    file.write(house.admin().issueKey(HOUR));

    assertThat(blocked.waiting().reason()).contains("InvalidSecurityToken.Expired", "requestId=");
    shop.assertMovedOnceAndWhole(1);
  }

  @Test
  void aWorkerThatIsStartedWithOtherCredentialsGoesOnByItself() throws Exception {
    Credentials temporary = house.admin().issueKey(HOUR);
    file.write(temporary);
    Shop shop = Shop.createSound(house, "keys_restart", ROWS).onSecondAccount().migrate();
    shop.awaitAtProvider("PRECHECKING");
    house.admin().removeKey(temporary.accessKeyId());
    shop.awaitPhase(MigrationPhase.BLOCKED);

    house.stopWorker();
    file.write(FIRST);
    house.startWorker();

    shop.assertMovedOnceAndWhole(1);
  }

  /** The key that it began with is of no use any more. */
  private static MigrationStatus renewWhileMoving(Shop shop) throws Exception {
    MigrationStatus moving = shop.migrate().awaitPhase(MigrationPhase.MIGRATING);
    file.write(house.admin().issueKey(HOUR.multipliedBy(2)));
    house.admin().advanceClock(HOUR);
    return moving;
  }

  private static void assertPassedWithoutABlock(Shop shop) throws Exception {
    shop.assertMovedOnceAndWhole(1);
    assertThat(shop.result().secondsInPhase()).doesNotContainKey(MigrationPhase.BLOCKED.name());
  }
}
