package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.RoundRecord;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.StageProgress.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole ways on Tencent's side of the sandbox, through a worker that has both providers. */
class TencentIT {
  private static final int ROWS = 3_000;
  private static final String[] TENCENT = {"provider=tencent", "region=ap-guangzhou"};
  private static final String[] TENCENT_2018 = {
    "provider=tencent", "dialect=tencent-2018", "region=ap-guangzhou"
  };
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house =
        House.open(
            Path.of("target", "tencent-" + UUID.randomUUID()),
            Stream.of(
                    House.settingsOf(House.SECOND_ACCOUNT, TENCENT),
                    House.settingsOf(House.THIRD_ACCOUNT, TENCENT_2018))
                .flatMap(List::stream)
                .toList());
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Test
  void aJobIsShieldedCheckedStartedFollowedAndCutOver() throws Exception {
    Shop shop = Shop.createOnTencent(house, "tencent_shop", ROWS);
    try (Writer writer = new Writer(house, shop.database)) {
      shop.migrate();
      shop.awaitPhase(MigrationPhase.MIGRATING);
      Wait.until(
          "changes to follow",
          Duration.ofMinutes(2),
          () -> shop.atProvider().at("/following/inserted").asInt() > 0);
      Wait.until(
          "a reading of it",
          Duration.ofMinutes(1),
          () -> shop.workflow().status().view().stage(Stage.INCREMENTAL_SYNC).isPresent());
      int before = writer.written();
      Wait.until("writes", Duration.ofMinutes(1), () -> writer.written() > before + 100);
    }
    shop.workflow().cutover(new CutoverCommand("ann", "window", Instant.now(), false));

    MigrationResult result = shop.result();

    assertThat(result.outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(result.lastView().everyStageFinished()).isTrue();
    assertThat(result.rounds())
        .extracting(RoundRecord::decision)
        .containsExactly("shield", "passed");
    assertThat(result.shields()).extracting(ShieldRecord::item).containsExactly("ConstraintCheck");
    assertThat(result.effects())
        .extracting(Receipt::effect)
        .containsExactly("submit-check", "shield", "recheck", "start", "complete");
    assertThat(shop.atProvider().at("/effects/movements").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/starts").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/prechecks").asInt()).isEqualTo(2);
    assertThat(shop.atProvider().at("/effects/completes").asInt()).isEqualTo(1);
    shop.assertWhole();
  }

  @Test
  void aJobThatIsCheckedAlreadyIsCheckedAgainAndStartedOnce() throws Exception {
    Shop shop = Shop.createSoundOnTencent(house, "tencent_checked");
    house.provider(SceneDialect.TENCENT).submitCheck(shop.job, Deadline.in(Duration.ofSeconds(8)));
    shop.awaitShown(JobState.CHECK_PASSED);

    shop.migrate();

    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(shop.atProvider().at("/effects/starts").asInt()).isEqualTo(1);
    assertThat(shop.atProvider().at("/effects/prechecks").asInt()).isEqualTo(2);
    shop.assertWhole();
  }

  @Test
  void aJobThatSomebodyChangesIsCheckedAgainAndGoesOnAndTheReportSaysWhoAndWhy() throws Exception {
    Shop shop = Shop.createOnTencent2018(house, "tencent_changed", false);
    Hands ann =
        new Hands(house, "changing")
            .writing(
                """
                account: third
                policy: {warnings: accept}
                migrations: [{name: tencent_changed, job: %s}]
                """
                    .formatted(shop.job));
    ann.type("start").endsWith(0);
    MigrationStatus waiting = shop.attach().awaitPhase(MigrationPhase.AWAITING_FIX);
    assertThat(waiting.waiting().nextStep()).contains("tidegate modify tencent_changed --body");
    Files.writeString(
        ann.folder().resolve("secret.json"), "{\"SrcInfo\":{\"Password\":\"canary\"}}");
    Files.writeString(ann.folder().resolve("body.json"), withoutParts(shop, ""));

    Run refused = ann.type("modify", "tencent_changed", "--body", "secret.json").endsWith(2);
    assertThat(refused.onlyErrorLine())
        .contains("secret.json", "Password", "console")
        .doesNotContain("canary");
    Run changed =
        ann.type("modify", "tencent_changed", "--body", "body.json", "--reason", "parts stay")
            .endsWith(0);

    assertThat(changed.out()).contains("the job is changed, and round 2 begins");
    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(shop.result().rounds())
        .extracting(RoundRecord::decision)
        .containsExactly("wait", "passed");
    JsonNode report = ann.type("report", "tencent_changed", "--output", "json").endsWith(0).json();
    assertThat(report.path("effects").findValuesAsText("effect"))
        .containsExactly("submit-check", "modify", "recheck", "start");
    JsonNode receipt = report.path("effects").path(1);
    assertThat(receipt.path("outcome").asText()).isEqualTo("SENT");
    assertThat(receipt.path("proof").asText())
        .startsWith("request ")
        .endsWith(
            "DatabaseInfo changed, as asked for by %s (parts stay)"
                .formatted(System.getProperty("user.name")));
    assertChangedAndMovedOnce(shop);
  }

  @Test
  void aChangeWhoseReplyIsLostIsSeenInTheJobAndNotSentAgain() throws Exception {
    Shop shop = Shop.createOnTencent2018(house, "tencent_unheard", false).migrate();
    shop.awaitPhase(MigrationPhase.AWAITING_FIX);
    int before = house.admin().received("ModifyMigrateJob");
    house.admin().arm("ModifyMigrateJob", "drop-after", 1, "PT1S");

    shop.workflow().modify(new ModifyCommand("ann", "parts stay", withoutParts(shop, "")));

    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(modification(shop.result()))
        .matches(receipt -> receipt.outcome() == Receipt.Outcome.ADOPTED)
        .matches(receipt -> receipt.attempts() == 2)
        .matches(receipt -> receipt.proof().endsWith("as asked for by ann (parts stay)"));
    assertThat(house.admin().received("ModifyMigrateJob")).isEqualTo(before + 1);
    assertChangedAndMovedOnce(shop);
  }

  @Test
  void aChangeWhoseReplyIsLostAndWhichNothingShowsIsLeftToAPersonAndNotSentAgain()
      throws Exception {
    Shop shop = Shop.createOnTencent2018(house, "tencent_unseen", false).migrate();
    shop.awaitPhase(MigrationPhase.AWAITING_FIX);
    int before = house.admin().received("ModifyMigrateJob");
    house.admin().arm("ModifyMigrateJob", "drop-after", 1, "PT1S");

    String unshown = ",\"MigrateOption\":{\"ExternParams\":\"{}\"}";
    shop.workflow().modify(new ModifyCommand("ann", "parts stay", withoutParts(shop, unshown)));
    MigrationStatus blocked = shop.awaitPhase(MigrationPhase.BLOCKED);
    assertThat(blocked.waiting().type()).isEqualTo("EFFECT_UNCLEAR");
    assertThat(blocked.waiting().reason()).contains("has been changed since", "another modify");
    shop.workflow().retry(new OperatorCommand("ann", "it is as I wanted it"));

    assertThat(shop.result().outcome()).isEqualTo(MigrationPhase.SUCCEEDED);
    assertThat(modification(shop.result()))
        .matches(receipt -> receipt.outcome() == Receipt.Outcome.UNCLEAR)
        .matches(receipt -> receipt.proof().endsWith("was asked for by ann (parts stay)"));
    assertThat(house.admin().received("ModifyMigrateJob")).isEqualTo(before + 1);
    assertChangedAndMovedOnce(shop);
  }

  /** What leaves out the table that the check fails on. */
  private static String withoutParts(Shop shop, String further) {
    return "{\"DatabaseInfo\":\"[{\\\"Database\\\":\\\"%s\\\",\\\"Table\\\":[\\\"orders\\\",\\\"lines\\\"]}]\"%s}"
        .formatted(shop.database, further);
  }

  private static Receipt modification(MigrationResult result) {
    List<Receipt> found =
        result.effects().stream().filter(receipt -> receipt.effect().equals("modify")).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static void assertChangedAndMovedOnce(Shop shop) throws SQLException {
    JsonNode effects = shop.atProvider().path("effects");
    assertThat(effects.path("changes").asInt()).as("changes").isEqualTo(1);
    assertThat(effects.path("prechecks").asInt()).as("prechecks").isEqualTo(2);
    assertThat(effects.path("starts").asInt()).as("starts").isEqualTo(1);
    assertThat(effects.path("movements").asInt()).as("movements").isEqualTo(1);
    assertThat(shop.atProvider().path("tables")).hasSize(2);
    shop.assertWhole();
  }
}
