package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.AnswerKeys;
import io.tidegate.sandbox.Samples;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers that the vendor's pages print, beside the sandbox's. */
class PublishedSamplesTest {
  private SandboxFixture sandbox;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  static List<String> samples() {
    return Samples.of("tencent");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_sample_is_answered_key_by_key_with_its_types(String sample) {
    new AnswerKeys()
        .add(answerTo(sample).text())
        .assertAreThoseOf(new AnswerKeys().add(Samples.text("tencent", sample)), Map.of());
  }

  /** The same call to a job that stands as the sample's. */
  private Reply answerTo(String sample) {
    return switch (sample) {
      case "describe-migrate-check-job.json" -> check2018("checkPass");
      case "describe-migrate-check-job-failed.repaired.json" -> check2018("checkNotPass");
      case "describe-check-sync-job-result.json" -> {
        // Of two steps the sample has warnings.
        sandbox.prechecks.find("WarningParamCheck", Verdict.WARNING, false);
        TencentClient client = new TencentClient(sandbox);
        String id = new SyncScene(sandbox, client).checked("PRECHECK_PASSED");
        yield client.job("DescribeCheckSyncJobResult", id);
      }
      default -> throw new AssertionError("no call for " + sample);
    };
  }

  private Reply check2018(String standing) {
    String id = Scene.of2018(sandbox).bring(standing);
    return TencentClient.of2018(sandbox).job("DescribeMigrateCheckJob", id);
  }
}
