package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply.Finding;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply.Step;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a step of a check into an item: a shield passes over the step, with all its findings. */
final class ItemReader {
  /** What the documentation lets be passed over, whatever the reply says of the risk. */
  private static final Set<String> SHIELDABLE = Set.of("OptimizeCheck", "ConstraintCheck");

  private static final int CODE_LIMIT = 200;

  static RawReport.Item raw(Step step, JsonNode sent) {
    return new RawReport.Item(
        of(step), "", "", "", step.findings().stream().map(ItemReader::log).toList(), sent);
  }

  static PrecheckItem of(Step step) {
    String code = Texts.cut(text(step.stepId()), CODE_LIMIT);
    String word = text(step.stepStatus());
    boolean shielded = isTrue(step.hasSkipped()) || word.equalsIgnoreCase("skipped");
    Verdict verdict = verdict(step, word, shielded);
    List<Finding> notable = notable(step);
    return new PrecheckItem(
        code,
        verdict,
        Texts.cut(word),
        shielded,
        verdict == Verdict.FAILED && mayBeShielded(code, step) ? Skippable.YES : Skippable.NO,
        true,
        joined(Stream.concat(Stream.of(text(step.stepMessage())), each(notable, f -> reason(f)))),
        joined(each(notable, f -> detail(f))),
        joined(each(notable, f -> repair(f))),
        // Named in prose alone, and prose is not read.
        List.of(),
        endpoint(code));
  }

  /** The worst that is said of the step. */
  private static Verdict verdict(Step step, String word, boolean shielded) {
    Verdict verdict = TencentWords.step(word);
    if (shielded) {
      // A step that was passed over unseen stands for the failure that it may be.
      return TencentWords.isUnchecked(word) ? Verdict.FAILED : verdict;
    }
    for (Finding finding : step.findings()) {
      Verdict found = TencentWords.step(text(finding.checkResult()));
      if (weight(found) > weight(verdict)) {
        verdict = found;
      }
    }
    return verdict;
  }

  private static int weight(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> 0;
      case WARNING -> 1;
      case UNKNOWN -> 2;
      case FAILED -> 3;
    };
  }

  private static boolean mayBeShielded(String code, Step step) {
    return SHIELDABLE.contains(code)
        || step.findings().stream().anyMatch(f -> !text(f.skipInfo()).isEmpty());
  }

  private static List<Finding> notable(Step step) {
    return step.findings().stream()
        .filter(f -> TencentWords.step(text(f.checkResult())) != Verdict.PASSED)
        .toList();
  }

  /** Under the finding's name where there are several. */
  private static Stream<String> each(List<Finding> findings, Function<Finding, String> words) {
    return findings.stream()
        .map(
            f -> {
              String said = words.apply(f);
              String name = text(f.checkItemName());
              boolean plain = said.isEmpty() || name.isEmpty() || findings.size() == 1;
              return plain ? said : name + ": " + said;
            });
  }

  private static String reason(Finding finding) {
    String reason = text(finding.failureReason());
    return reason.isEmpty() ? text(finding.description()) : reason;
  }

  private static String detail(Finding finding) {
    String risk = text(finding.skipInfo());
    return joined(
        Stream.concat(
            finding.log().stream().map(l -> text(l)),
            Stream.of(risk.isEmpty() ? "" : "the service says of a shield: " + risk)));
  }

  private static String repair(Finding finding) {
    String help = joined(finding.help().stream().map(h -> text(h)));
    return joined(Stream.of(text(finding.solution()), help.isEmpty() ? "" : "see " + help));
  }

  private static String joined(Stream<String> texts) {
    return Texts.cut(texts.filter(t -> !t.isEmpty()).distinct().collect(Collectors.joining("; ")));
  }

  /** The code is the service's own word, and its beginning names the side. */
  private static String endpoint(String code) {
    if (code.startsWith("Src")) {
      return "source";
    }
    return code.startsWith("Dst") ? "target" : "";
  }

  private static Log log(Finding finding) {
    return new Log(
        text(finding.checkResult()),
        text(finding.checkItemName()),
        reason(finding),
        String.join("\n", finding.log()));
  }

  private ItemReader() {}
}
