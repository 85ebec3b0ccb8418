package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.RoundRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole migrations through the older of the provider's two action families. */
class LegacyFamilyIT {
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house = House.open(Path.of("target", "legacy-" + UUID.randomUUID()), List.of("family=legacy"));
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aJobIsShieldedStartedAndMovedOnceByTheOlderCallsAlone() throws Exception {
    Shop shop = Shop.create(house, "legacy_shop").migrate();

    shop.assertMovedOnceAndWhole();
    assertThat(shop.atProvider().path("effects").path("shields").asInt()).isEqualTo(1);
    assertThat(house.admin().received("ShieldPrecheck")).isPositive();
    assertThat(house.admin().received("StartMigrationJob")).isPositive();
    for (String newer : List.of("StartDtsJob", "SkipPreCheck", "SuspendDtsJob", "StopDtsJob")) {
      assertThat(house.admin().received(newer)).as(newer).isZero();
    }
  }

  @Test
  void aMissingPrivilegeIsAwaitedAndNothingIsShieldedBeforeItIsGranted() throws Exception {
    Shop.run(
        house.source,
        "create database legacy_grant",
        "create user reader@localhost identified by 'reading'",
        "grant select, show view on legacy_grant.* to reader@localhost",
        "grant replication client, replication slave on *.* to reader@localhost");
    Endpoint reader =
        new Endpoint("127.0.0.1", house.source.endpoint().port(), "reader", "reading");
    Shop shop = Shop.create(house, "legacy_grant", reader).migrate();

    MigrationStatus waiting = shop.awaitPhase(MigrationPhase.AWAITING_FIX);
    assertThat(waiting.waiting()).isNotNull();
    assertThat(waiting.waiting().objections())
        .extracting(o -> o.item().code())
        .containsExactly("CHECK_AUTH_SRC");
    assertThat(waiting.waiting().objections().toString()).contains("TRIGGER");
    assertThat(shop.atProvider().path("shields")).isEmpty();

    Shop.run(house.source, "grant trigger on legacy_grant.* to reader@localhost");
    int round = shop.workflow().recheck(new OperatorCommand("ann", "granted TRIGGER"));

    assertThat(round).isEqualTo(2);
    shop.assertMovedOnceAndWhole(3, "CHECK_SAME_OBJ");
    assertThat(shop.result().rounds()).extracting(RoundRecord::number).containsExactly(1, 2, 3);
  }
}
