package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.ShieldRecord;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service or a database says, read back by the rules of Markdown. */
class DisplayTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "![x](http://evil/x.png)",
        "[x]: http://evil",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<http://evil>",
        "&lt;b&gt; &#35; &copy;",
        "# h",
        "`code` ``more``",
        "``",
        "a|b|c",
        "**bold** __bold__ *i* _i_ ~~s~~",
        "back\\slash \\# \\",
        "1. one",
        "- item",
        "+ item",
        "> quote",
        "---",
        "===",
        "{runId} {namespace}",
        "orders_v2",
        "错误 🛒 é"
      })
  void isShownLetterByLetterInTheDetails(String hostile) {
    String details = Display.details(status(hostile));

    Shown shown = new Shown(details);
    assertThat(shown.kinds).doesNotContain("link", "image", "html");
    assertThat(shown.headings).isEqualTo(1);
    assertThat(shown.items).as(details).isEqualTo(9);
    // Name, job, account; reason, code, why, message, repair, next; status, stage; the cutover's
    // two; and the shield's.
    assertThat(shown.occurrences(hostile)).as(shown.text.toString()).isEqualTo(16);
    assertThat(details).doesNotContain("{runId}", "{namespace}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n# h",
        "a\r# h",
        "a\r\n- b",
        "a\u2028# h",
        "a\u0085b",
        "a\u001b[2Jb",
        "a\u202eb\u2066c",
        "a\u200bb\ufeff",
        "a\ud83d",
        "\u0000"
      })
  void isOnOneLineWithNothingThatDoesNotShowItself(String hostile) {
    String details = Display.details(status(hostile));

    assertThat(new Shown(details).items).as(details).isEqualTo(9);
    assertThat(new Shown(details).headings).isEqualTo(1);
    assertThat(details.replace("\n", ""))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    assertThat(Display.summary("shield " + hostile))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    assertThat(Display.bounded(List.of(hostile)).get(0))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "<b>x</b>",
        "&lt;",
        "`x`",
        "**x**",
        "_x_ __y__",
        "\\#",
        "{runId}"
      })
  void aSummaryReadsTheSameAsMarkdownAndAsPlainText(String hostile) {
    String summary = Display.summary("shield " + hostile);

    Shown shown = new Shown(summary);
    assertThat(shown.text.toString().strip()).isEqualTo(summary);
    assertThat(shown.kinds).isEmpty();
    assertThat(Display.summary("round 1: shield CHECK_SAME_OBJ, CHECK_SRC"))
        .isEqualTo("round 1: shield CHECK_SAME_OBJ, CHECK_SRC");
  }

  private static MigrationStatus status(String said) {
    PrecheckItem item =
        new PrecheckItem(
            said,
            Verdict.FAILED,
            said,
            false,
            Skippable.NO,
            false,
            said,
            said,
            said,
            List.of(),
            "");
    JobView view =
        new JobView(
            JobState.MOVING,
            said,
            List.of(
                new StageProgress(
                    StageProgress.Stage.FULL_LOAD,
                    StageProgress.StageState.RUNNING,
                    said,
                    1,
                    said)),
            null,
            said,
            said,
            NOW);
    ShieldRecord shield =
        new ShieldRecord(said, List.of(), "", said, said, said, said, null, 1, said, said, true);
    return new MigrationStatus(
        new MigrationRequest(
            said,
            new JobRef(said, "alibaba", "alibaba", "cn-x", said),
            new Policy(Policy.Warnings.ASK, List.of()),
            new Rounds(5, null),
            MigrationRequest.Until.FINISHED,
            null,
            said),
        MigrationPhase.AWAITING_FIX,
        NOW,
        NOW,
        1,
        new Waiting("FIX", said, said, List.of(new Waiting.Objection(item, said)), NOW, null),
        null,
        view,
        List.of(),
        List.of(shield),
        List.of(),
        List.of(
            new CutoverRecord(
                new CutoverCommand(said, said, NOW, false),
                NOW,
                CutoverRecord.State.SENT,
                NOW,
                said)));
  }

  /** Markdown as a reader sees it. */
  private static final class Shown extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();
    private final List<String> kinds = new ArrayList<>();
    private int headings;
    private int items;

    private Shown(String markdown) {
      Node document = Parser.builder().build().parse(markdown);
      document.accept(this);
    }

    private int occurrences(String wanted) {
      return (text.length() - text.toString().replace(wanted, "").length()) / wanted.length();
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Heading node) {
      headings++;
      visitChildren(node);
      text.append('\n');
    }

    @Override
    public void visit(ListItem node) {
      items++;
      visitChildren(node);
      text.append('\n');
    }

    @Override
    public void visit(Link node) {
      kinds.add("link");
    }

    @Override
    public void visit(Image node) {
      kinds.add("image");
    }

    @Override
    public void visit(HtmlInline node) {
      kinds.add("html");
    }

    @Override
    public void visit(HtmlBlock node) {
      kinds.add("html");
    }
  }
}
