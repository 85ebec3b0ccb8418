package io.tidegate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final StringWriter screen = new StringWriter();
  private final PrintWriter out = new PrintWriter(screen);

  @Test
  void whatCouldMoveACursorIsShownEscaped() {
    assertThat(Texts.line("a\u001b[2Jb\nc\u202ed\u0000"))
        .isEqualTo("a\\u001b[2Jb\\nc\\u202ed\\u0000");
    assertThat(Texts.line("顾客 🛒 é")).isEqualTo("顾客 🛒 é");
  }

  @Test
  void aTextIsCutBetweenCharacters() {
    assertThat(Texts.line("ab😀cd", 4)).isEqualTo("ab…");
    assertThat(Texts.line("ab😀cd", 5)).isEqualTo("ab😀…");
  }

  @Test
  void liveProgressShowsNothingThatMovesTheCursorButItsOwn() {
    new LiveProgress(out, true).show(List.of("a\u001b[2Jb\n\u009b1m"));
    assertThat(screen.toString()).doesNotContain("\u001b[2J").contains("a\\u001b[2Jb\\n\\u009b1m");
    new LiveProgress(out, false).show(List.of("c\rd"));
    assertThat(screen.toString()).contains("c\\rd");
  }

  @Test
  void aSpanIsShownInItsTwoLargestUnits() {
    assertThat(Texts.span(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(Texts.span(Duration.ofSeconds(192))).isEqualTo("3m 12s");
    assertThat(Texts.span(Duration.ofHours(49))).isEqualTo("2d 1h");
  }

  @Test
  void inAPipeALineIsPrintedWhenItIsNew() {
    LiveProgress progress = new LiveProgress(out, false);

    progress.show(List.of("a 1", "b 1"));
    progress.show(List.of("a 1", "b 2"));
    progress.show(List.of("a 1", "b 2"));

    assertThat(screen.toString().lines()).containsExactly("a 1", "b 1", "b 2");
  }

  @Test
  void onATerminalLinesAreRedrawnInPlace() {
    LiveProgress progress = new LiveProgress(out, true);

    progress.show(List.of("a 1", "b 1"));
    progress.show(List.of("a 2", "b 1"));

    assertThat(screen.toString()).contains("\u001b[2A\u001b[2Ka 2");
  }

  @Test
  void columnsAreAligned() {
    assertThat(new Table("name", "n").row("a", 1).row("long\nname", 22).lines())
        .containsExactly("NAME        N", "a           1", "long\\nname  22");
  }
}
