package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kills what runs a migration, with -9, at the moments that matter. */
class KillIT {
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house =
        House.open(
            Path.of("target", "kill-" + UUID.randomUUID()),
            "--precheck-time",
            "PT2S",
            "--load-rows-per-second",
            "6000");
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aWorkerKilledWhileCheckingMovesTheJobOnce() throws Exception {
    Shop shop = Shop.create(house, "shop_checking").migrate();
    shop.awaitAtProvider("PRECHECKING");

    house.killWorker();
    house.startWorker();

    shop.assertMovedOnceAndWhole();
  }

  @Test
  void aWorkerKilledWhileShieldingShieldsOnce() throws Exception {
    int before = house.admin().received("SkipPreCheck");
    house.admin().arm("SkipPreCheck", "late", 1, "PT5S");
    Shop shop = Shop.create(house, "shop_shielding").migrate();
    awaitReceived("SkipPreCheck", before + 1);

    house.killWorker();
    house.startWorker();

    shop.assertMovedOnceAndWhole();
    assertThat(shop.atProvider().path("effects").path("shields").asInt()).isEqualTo(1);
  }

  @Test
  void aWorkerKilledWhileStartingStartsOnce() throws Exception {
    int before = house.admin().received("StartDtsJob");
    house.admin().arm("StartDtsJob", "late", 1, "PT5S");
    Shop shop = Shop.create(house, "shop_starting").migrate();
    awaitReceived("StartDtsJob", before + 1);

    house.killWorker();
    house.startWorker();

    shop.assertMovedOnceAndWhole();
  }

  @Test
  void aStartWhoseConnectionIsDroppedAfterTheWorkStartsOnce() throws Exception {
    house.admin().arm("StartDtsJob", "drop-after", 1, "PT1S");
    Shop shop = Shop.create(house, "shop_dropped").migrate();
    shop.assertMovedOnceAndWhole();
  }

  @Test
  void aWorkerKilledWhileLoadingMovesTheJobOnce() throws Exception {
    Shop shop = Shop.create(house, "shop_loading").migrate();
    shop.awaitSomeRowsLoaded();

    house.killWorker();
    house.startWorker();

    shop.assertMovedOnceAndWhole();
  }

  @Test
  void temporalKilledWhileLoadingForgetsNothing() throws Exception {
    Shop shop = Shop.create(house, "shop_temporal").migrate();
    shop.awaitSomeRowsLoaded();

    house.killTemporal();
    house.startTemporal();

    shop.assertMovedOnceAndWhole();
  }

  @Test
  void aSandboxKilledWhileLoadingGoesOnFromItsCheckpoints() throws Exception {
    Shop shop = Shop.create(house, "shop_sandboxed").migrate();
    shop.awaitSomeRowsLoaded();

    house.killSandbox();
    house.startSandbox();

    shop.assertMovedOnceAndWhole();
  }

  private static void awaitReceived(String action, int count) throws InterruptedException {
    Wait.until(
        count + " calls of " + action,
        Duration.ofMinutes(2),
        () -> house.admin().received(action) >= count);
  }
}
