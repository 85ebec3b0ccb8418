package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A load that fails at the provider: told with the provider's words, repaired, gone on with. */
class LoadTroubleIT {
  private static final String FAILED = "the job failed at the provider";

  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house =
        House.open(
            Path.of("target", "trouble-" + UUID.randomUUID()),
            Stream.of(
                    House.settingsOf(
                        House.SECOND_ACCOUNT, "provider=tencent", "region=ap-guangzhou"),
                    House.settingsOf(
                        House.THIRD_ACCOUNT,
                        "provider=tencent",
                        "dialect=tencent-sync",
                        "region=ap-guangzhou"))
                .flatMap(List::stream)
                .toList(),
            "--load-rows-per-second",
            "4000",
            "--reconnect-for",
            "PT1S");
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aSourceThatIsLostDuringTheLoadBlocksUntilItIsBack() throws Exception {
    Shop shop = Shop.createSound(house, "trouble_source").migrate();
    shop.awaitSomeRowsLoaded();

    house.source.kill();
    String server = "the source root@127.0.0.1:" + house.source.port() + " does not answer";
    MigrationStatus blocked = awaitJobFailed(shop);
    Run status = new Hands(house, "source").type("status", shop.database).endsWith(3);
    house.startSource();
    shop.workflow().retry(new OperatorCommand("ann", "the source is back"));

    assertThat(blocked.waiting().reason())
        .contains("the job failed at the provider: it reports MigrationFailed")
        .contains("trouble_source.", server, "SQLSTATE 08");
    assertThat(blocked.waiting().nextStep())
        .contains("repair what the provider names", "tidegate retry trouble_source");
    assertThat(status.out())
        .contains("BLOCKED", server, "next ", "tidegate retry trouble_source")
        .doesNotContain(house.source.endpoint().password(), House.SECRET);
    // Ours, and the one that went on after the failure; there is no other entry into movement.
    shop.assertMovedOnceAndWhole(2);
  }

  @Test
  void aTableThatTheSourceLosesDuringTheLoadBlocksUntilItIsBack() throws Exception {
    Shop shop = Shop.createSound(house, "trouble_table").migrate();

    MigrationStatus blocked = loseTablesAndRetry(shop);

    assertThat(blocked.waiting().reason())
        .contains("it reports MigrationFailed", "trouble_table.", "the source root@127.0.0.1")
        .contains("doesn't exist (error 1146, SQLSTATE 42S02)");
    shop.assertMovedOnceAndWhole(2);
  }

  @Test
  void aMigrationOfTencentThatFailsIsResumedWithoutAnotherCheck() throws Exception {
    Shop shop = Shop.createSoundOnTencent(house, "trouble_tencent").migrate();

    MigrationStatus blocked = loseTablesAndRetry(shop);

    assertThat(blocked.waiting().reason()).contains("it reports error", "trouble_tencent.");
    assertThat(blocked.waiting().nextStep())
        .contains("the job is resumed (ResumeMigrateJob)", "tidegate retry trouble_tencent");
    assertResumed(shop);
  }

  /** What it told in between. */
  private static MigrationStatus loseTablesAndRetry(Shop shop) throws Exception {
    shop.awaitSomeRowsLoaded();
    // The table may not be the one that is being read: both go.
    for (String table : new String[] {"orders", "lines"}) {
      rename(shop, table, table + "_lost");
    }
    MigrationStatus blocked = awaitJobFailed(shop);
    for (String table : new String[] {"orders", "lines"}) {
      rename(shop, table + "_lost", table);
    }
    shop.workflow().retry(new OperatorCommand("ann", "the tables are back"));
    return blocked;
  }

  private static void rename(Shop shop, String table, String name) throws Exception {
    Shop.run(
        house.source, "rename table %1$s.%2$s to %1$s.%3$s".formatted(shop.database, table, name));
  }

  private static void assertResumed(Shop shop) throws Exception {
    shop.assertMovedOnceAndWhole(2);
    assertThat(shop.result().effects())
        .extracting(Receipt::effect)
        .containsExactly("submit-check", "start", "resume");
    assertThat(shop.atProvider().at("/effects/prechecks").asInt()).isEqualTo(1);
  }

  @Test
  void aKeyThatIsTakenUnderAShieldBlocksAndNothingIsOverwritten() throws Exception {
    String database = "trouble_key";
    Shop shop = Shop.createBeside(house, database, Shop.ORDERS, "(4711, 1, 'theirs')").migrate();
    MigrationStatus blocked = awaitJobFailed(shop);
    Run status = new Hands(house, "key").type("status", database).endsWith(3);

    String[] words = {
      "trouble_key.orders: the row with key (`id`) = (4711) meets one that is there already",
      "nothing was overwritten",
      "Duplicate entry '4711' for key 'PRIMARY' (error 1062, SQLSTATE 23000)"
    };
    assertThat(blocked.waiting().reason()).contains(FAILED).contains(words);
    assertThat(status.out()).contains("BLOCKED", "tidegate retry trouble_key").contains(words);
    assertThat(note(4711, database)).isEqualTo("theirs");
    Shop.run(house.target, "delete from trouble_key.orders where id = 4711");
    shop.workflow().retry(new OperatorCommand("ann", "removed the row"));
    // Two checks, and the one that went on after the failure.
    shop.assertMovedOnceAndWhole(3, "CHECK_SAME_OBJ", "CHECK_DEST_TABLE_EMPTY");
  }

  @Test
  void aTargetTableWithOtherColumnsUnderAShieldBlocksAndIsLeftAsItIs() throws Exception {
    String database = "trouble_columns";
    String columns = "(id int primary key, customer int not null, remark varchar(100))";
    Shop shop = Shop.createBeside(house, database, columns, "(4711, 1, 'theirs')").migrate();
    MigrationStatus blocked = awaitJobFailed(shop);
    Run status = new Hands(house, "columns").type("status", database).endsWith(3);

    String[] words = {
      "trouble_columns.orders exists at the target with other columns",
      "Only at the source: `note` varchar(100)",
      "Only at the target: `remark` varchar(100)",
      "Make them the same, or drop the target's table"
    };
    assertThat(blocked.waiting().reason()).contains(FAILED).contains(words);
    assertThat(status.out()).contains("BLOCKED", "tidegate retry trouble_columns").contains(words);
    assertThat(Shop.value(house.target, "select group_concat(remark) from trouble_columns.orders"))
        .isEqualTo("theirs");
    Shop.run(
        house.target,
        "delete from trouble_columns.orders",
        "alter table trouble_columns.orders change remark note varchar(100)");
    shop.workflow().retry(new OperatorCommand("ann", "made them the same"));
    shop.assertMovedOnceAndWhole(3, "CHECK_SAME_OBJ", "CHECK_DEST_TABLE_EMPTY");
  }

  /** The server's table space stands in for its disk: MariaDB has the same word for both. */
  @Test
  void aTargetThatIsFullBlocksUntilThereIsRoom() throws Exception {
    MariaDbServer small = withRoom("14M");
    Shop shop = Shop.createLarge(house, "trouble_full", 8_000, small);
    MigrationStatus blocked;
    try (small) {
      shop.migrate();
      blocked = awaitJobFailed(shop);
    }
    Run status = new Hands(house, "full").type("status", shop.database).endsWith(3);

    String[] words = {
      "trouble_full.lines: the target root@127.0.0.1:" + small.port(),
      "The table 'lines' is full (error 1114, SQLSTATE HY000)"
    };
    assertThat(blocked.waiting().reason()).contains(FAILED).contains(words);
    assertThat(status.out())
        .contains("BLOCKED", "tidegate retry trouble_full")
        .contains(words)
        .doesNotContain(small.endpoint().password());
    try (MariaDbServer large = withRoom("900M")) {
      assertThat(large.port()).isEqualTo(small.port());
      shop.workflow().retry(new OperatorCommand("ann", "there is room"));
      shop.movingTo(large).assertMovedOnceAndWhole(2);
    }
  }

  /** On the same folder, where it is the same server at the same address. */
  private static MariaDbServer withRoom(String most) {
    return MariaDbServer.start(
        house.folder().resolve("small"),
        "--server-id=103",
        "--innodb-file-per-table=0",
        "--innodb-data-file-path=ibdata1:12M;ibdata2:10M:autoextend:max:" + most);
  }

  private static String note(int id, String database) throws Exception {
    return Shop.value(house.target, "select note from " + database + ".orders where id = " + id);
  }

  private static MigrationStatus awaitJobFailed(Shop shop) throws InterruptedException {
    Wait.until(
        "a failure of " + shop.database,
        Duration.ofMinutes(2),
        () -> shop.workflow().status().phase() == MigrationPhase.BLOCKED);
    MigrationStatus blocked = shop.awaitPhase(MigrationPhase.BLOCKED);
    assertThat(blocked.waiting().type()).isEqualTo(FailureType.JOB_FAILED.name());
    return blocked;
  }
}
