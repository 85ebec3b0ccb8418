package io.tidegate.provider.tencent;

import static io.tidegate.provider.tencent.Damaged.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Accidents;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies of which one place is missing, null or of another type: each is read, or refused as a
 * reply of another shape; none ends in any other exception, and none of a failure is a pass.
 */
class TencentDamagedRepliesTest {
  private static final String CHECK = Replies.CHECK.replace("WORD", "failed");
  private static final String DETAIL =
      Replies.DETAIL
          .replace("\"Status\":\"WORD\",\"BriefMsg\"", "\"Status\":\"checkNotPass\",\"BriefMsg\"")
          .replace("WORD", "notStarted");
  private static final String LIST =
      Replies.LIST.replaceFirst("WORD", "checkNotPass").replace("WORD", "notStarted");
  private static final String STOPPED =
      Replies.DETAIL
          .replace("\"Status\":\"WORD\",\"BriefMsg\"", "\"Status\":\"canceled\",\"BriefMsg\"")
          .replace("WORD", "success");

  private static final String SYNC_CHECK = Replies.SYNC_CHECK.replace("WORD", "failed");
  private static final String SYNC_LIST =
      Replies.SYNC_LIST.replaceFirst("WORD", "CheckNotPass").replace("WORD", "notStarted");
  private static final String SYNC_STOPPED =
      Replies.SYNC_LIST.replaceFirst("WORD", "Stopped").replace("WORD", "finished");

  private final Wire wire = new Wire();
  private final TencentProvider provider = wire.provider();
  private final TencentProvider sync = wire.syncProvider();

  @AfterEach
  void close() {
    wire.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Accidents.GONE,
        "null",
        "\"\"",
        "\"x\"",
        "\"7\"",
        "-1",
        "1e400",
        "{}",
        "[]",
        "[null]",
        "[[\"x\"]]",
        "{\"Status\":{\"a\":[1]}}"
      })
  void areReadOrRefusedAndNeverAPass(String damage) throws IOException {
    wire.always("DescribeMigrationDetail", DETAIL);
    for (String damaged : Accidents.everywhere(CHECK, damage)) {
      wire.always("DescribeMigrationCheckJob", damaged);
      read(damaged, () -> provider.report("j1").state(), Damaged::isNoPass);
      read(
          damaged,
          () -> provider.reportPage("j1", ChecksPart.PRECHECK, 1, 100).state(),
          Damaged::isNoPass);
    }
    wire.always("DescribeMigrationCheckJob", CHECK);
    for (String damaged : Accidents.everywhere(DETAIL, damage)) {
      wire.always("DescribeMigrationDetail", damaged);
      read(damaged, () -> provider.view("j1").state(), Damaged::isNoSuccess);
      read(damaged, () -> provider.baseline("j1").state(), Damaged::isNoSuccess);
      read(damaged, () -> provider.report("j1").state(), Damaged::isNoPass);
      read(damaged, () -> provider.reportPage("j1", ChecksPart.LOAD, 1, 100), p -> {});
    }
    for (String damaged : Accidents.everywhere(STOPPED, damage)) {
      wire.always("DescribeMigrationDetail", damaged);
      read(
          damaged,
          () -> provider.view("j1"),
          v -> assertThat(v.state() == JobState.FINISHED && v.everyStageFinished()).isFalse());
    }
    for (String damaged : Accidents.everywhere(LIST, damage)) {
      wire.always("DescribeMigrationJobs", damaged);
      read(
          damaged,
          () -> provider.listViews(List.of("j1")),
          views -> views.values().forEach(v -> Damaged.isNoSuccess(v.state())));
      read(damaged, () -> provider.find("j1"), f -> {});
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Accidents.GONE,
        "null",
        "\"\"",
        "\"x\"",
        "\"7\"",
        "-1",
        "1e400",
        "{}",
        "[]",
        "[null]",
        "[[\"x\"]]",
        "{\"Status\":{\"a\":[1]}}"
      })
  void ofSynchronisationsAreReadOrRefusedAndNeverAPass(String damage) throws IOException {
    wire.always("DescribeSyncJobs", SYNC_LIST);
    for (String damaged : Accidents.everywhere(SYNC_CHECK, damage)) {
      wire.always("DescribeCheckSyncJobResult", damaged);
      read(damaged, () -> sync.report("j1").state(), Damaged::isNoPass);
      read(damaged, () -> sync.baseline("j1").state(), Damaged::isNoSuccess);
    }
    wire.always("DescribeCheckSyncJobResult", SYNC_CHECK);
    for (String damaged : Accidents.everywhere(SYNC_LIST, damage)) {
      wire.always("DescribeSyncJobs", damaged);
      read(damaged, () -> sync.view("j1").state(), Damaged::isNoSuccess);
      read(damaged, () -> sync.report("j1").state(), Damaged::isNoPass);
      read(damaged, () -> sync.reportPage("j1", ChecksPart.LOAD, 1, 100), p -> {});
      read(
          damaged,
          () -> sync.listViews(List.of("j1")),
          views -> views.values().forEach(v -> Damaged.isNoSuccess(v.state())));
      read(damaged, () -> sync.find("j1"), f -> {});
    }
    for (String damaged : Accidents.everywhere(SYNC_STOPPED, damage)) {
      wire.always("DescribeSyncJobs", damaged);
      read(
          damaged,
          () -> sync.view("j1"),
          v -> assertThat(v.state() == JobState.FINISHED && v.everyStageFinished()).isFalse());
    }
  }
}
