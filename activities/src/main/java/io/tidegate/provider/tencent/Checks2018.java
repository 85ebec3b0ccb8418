package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.wire.DescribeMigrateCheckJobReply;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.List;

/**
 * How a migration of the version of 2018 tells of its check: in one message, without steps, without
 * warnings, and without anything that names the run.
 */
final class Checks2018 implements CheckSource {
  private static final int WORD_LIMIT = 200;

  private final JobList2018 list;

  Checks2018(JobList2018 list) {
    this.list = list;
  }

  @Override
  public String action() {
    return "DescribeMigrateCheckJob";
  }

  @Override
  public Run run(String job) {
    return Run.of(list.view(job));
  }

  @Override
  public RawReport report(TencentReply reply, Run run) {
    DescribeMigrateCheckJobReply check = reply.as(DescribeMigrateCheckJobReply.class);
    String task = text(check.status());
    String flag = text(check.checkFlag());
    State read = Words2018.check(task, flag);
    // A change of the job takes the verdict back, and it may be shown all the same.
    State said = run.phase() == Phase.NONE && read != State.RUNNING ? State.NOT_RUN : read;
    String word = Texts.line(word(said, check), WORD_LIMIT);
    return switch (said) {
      case RUNNING, NOT_RUN -> new RawReport(said, word, "", "", List.of());
      case PASSED, FAILED, PAUSED, UNKNOWN ->
          new RawReport(said, word, "", "", List.of(item(said, word, check, reply)));
    };
  }

  private static String word(State said, DescribeMigrateCheckJobReply check) {
    String task = text(check.status());
    String progress = text(check.progress());
    return said == State.RUNNING && !progress.isEmpty()
        ? "%s, %s %%".formatted(task, progress)
        : "%s, CheckFlag %s".formatted(task, text(check.checkFlag()));
  }

  private static RawReport.Item item(
      State said, String word, DescribeMigrateCheckJobReply check, TencentReply reply) {
    String code = text(check.errorCode());
    String message = text(check.errorMessage());
    Verdict verdict = verdict(said, code);
    PrecheckItem item =
        PrecheckItem.ofRun(
            verdict,
            word,
            verdict == Verdict.PASSED ? "" : Texts.cut(message),
            verdict == Verdict.PASSED || code.isEmpty()
                ? ""
                : "the service's error code: " + Texts.line(code, WORD_LIMIT));
    return new RawReport.Item(
        item, "", "", "", List.of(new Log(word, code, message, "")), sent(reply));
  }

  /** What is said of the check, which the call that asked is no part of. */
  private static JsonNode sent(TencentReply reply) {
    JsonNode sent = reply.body().deepCopy();
    if (sent instanceof ObjectNode object) {
      object.remove("RequestId");
    }
    return sent;
  }

  private static Verdict verdict(State said, String errorCode) {
    return switch (said) {
      case FAILED -> Verdict.FAILED;
      // It passed, and something is wrong all the same.
      case PASSED -> isNone(errorCode) ? Verdict.PASSED : Verdict.WARNING;
      case NOT_RUN, RUNNING, PAUSED, UNKNOWN -> Verdict.UNKNOWN;
    };
  }

  private static boolean isNone(String errorCode) {
    return errorCode.isEmpty() || errorCode.equals("0");
  }
}
