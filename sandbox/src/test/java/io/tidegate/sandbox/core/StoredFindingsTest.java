package io.tidegate.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFindingsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final JobStore store = new JobStore();
  private @TempDir Path folder;
  private Metadatabase metadatabase;

  @BeforeEach
  void open() {
    metadatabase = new Metadatabase(folder.resolve("meta.db"));
    metadatabase.transaction(
        connection -> {
          store.prepare(connection);
          return store;
        });
  }

  @AfterEach
  void close() {
    metadatabase.close();
  }

  @Test
  void findings_are_read_as_they_were_stored() {
    Finding finding =
        new Finding("log_bin", Verdict.FAILED, "on", "off", "switch it on", "", List.of("a.b"));
    CheckResult result =
        new CheckResult(
            "Step", Verdict.FAILED, "e", "d", "r", true, List.of("a.b"), List.of(finding), true);
    PrecheckRun run =
        new PrecheckRun(
            1,
            "run",
            PrecheckRun.State.RUNNING,
            false,
            NOW,
            null,
            null,
            Set.of(),
            List.of(new PrecheckRun.Item("i", "Step", NOW, result)),
            null);
    metadatabase.transaction(
        connection -> {
          store.saveRun(connection, "job", run);
          return run;
        });
    assertThat(stored()).isEqualTo(run);
  }

  @Test
  void a_run_that_was_stored_without_findings_can_still_be_read() {
    metadatabase.transaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("insert into precheck_run values ('job', 1, ?)")) {
            insert.setString(
                1,
                """
                {"number":1,"id":"run","state":"FAILED","bootTime":"2026-01-02T03:04:05Z",
                 "heldUntil":null,"finishTime":"2026-01-02T03:04:05Z","shields":[],
                 "items":[{"id":"i","code":"CHECK_SRC","finishTime":"2026-01-02T03:04:05Z",
                   "result":{"code":"CHECK_SRC","verdict":"FAILED","error":"e","detail":"d",
                     "repair":"r","skippable":true,"objects":["a.b"]}}],
                 "network":null}
                """);
            insert.executeUpdate();
          }
          return store;
        });
    assertThat(stored().items().get(0).result())
        .isEqualTo(
            new CheckResult("CHECK_SRC", Verdict.FAILED, "e", "d", "r", true, List.of("a.b")));
  }

  private PrecheckRun stored() {
    return metadatabase.transaction(
        connection -> store.findRun(connection, "job", 1).orElseThrow());
  }
}
