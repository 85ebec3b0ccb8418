package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.CheckedStep.Finding;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns a step of a check into an item: a shield passes over the step, with all its findings. */
final class ItemReader {
  /** What the documentation lets be passed over, whatever the reply says of the risk. */
  private static final Set<String> SHIELDABLE = Set.of("OptimizeCheck", "ConstraintCheck");

  private static final int CODE_LIMIT = 200;

  static RawReport.Item raw(CheckedStep step, JsonNode sent) {
    return new RawReport.Item(
        of(step), "", "", "", step.findings().stream().map(ItemReader::log).toList(), sent);
  }

  static PrecheckItem of(CheckedStep step) {
    String code = Texts.cut(step.code(), CODE_LIMIT);
    Verdict verdict = verdict(step);
    List<Finding> notable =
        step.findings().stream().filter(f -> f.verdict() != Verdict.PASSED).toList();
    return new PrecheckItem(
        code,
        verdict,
        Texts.cut(step.word()),
        step.shielded(),
        verdict == Verdict.FAILED && mayBeShielded(code, step) ? Skippable.YES : Skippable.NO,
        true,
        joined(Stream.concat(Stream.of(step.message()), each(notable, Finding::reason))),
        joined(each(notable, f -> detail(f))),
        joined(each(notable, f -> repair(f))),
        // Named in prose alone, and prose is not read.
        List.of(),
        endpoint(code));
  }

  /** The worst that is said of the step. */
  private static Verdict verdict(CheckedStep step) {
    if (step.shielded()) {
      // A step that was passed over unseen stands for the failure that it may be.
      return step.unchecked() ? Verdict.FAILED : step.verdict();
    }
    Verdict verdict = step.verdict();
    for (Finding finding : step.findings()) {
      if (weight(finding.verdict()) > weight(verdict)) {
        verdict = finding.verdict();
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

  private static boolean mayBeShielded(String code, CheckedStep step) {
    return SHIELDABLE.contains(code) || step.findings().stream().anyMatch(f -> !f.risk().isEmpty());
  }

  /** Under the finding's name where there are several. */
  private static Stream<String> each(List<Finding> findings, Function<Finding, String> words) {
    return findings.stream()
        .map(
            f -> {
              String said = words.apply(f);
              boolean plain = said.isEmpty() || f.name().isEmpty() || findings.size() == 1;
              return plain ? said : f.name() + ": " + said;
            });
  }

  private static String detail(Finding finding) {
    return joined(
        Stream.concat(
            finding.log().stream().map(String::strip),
            Stream.of(
                finding.risk().isEmpty()
                    ? ""
                    : "the service says of a shield: " + finding.risk())));
  }

  private static String repair(Finding finding) {
    String help = joined(finding.help().stream().map(String::strip));
    return joined(Stream.of(finding.solution(), help.isEmpty() ? "" : "see " + help));
  }

  private static String joined(Stream<String> texts) {
    return Texts.cut(Texts.joined(texts));
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
        finding.word(), finding.name(), finding.reason(), String.join("\n", finding.log()));
  }

  private ItemReader() {}
}
