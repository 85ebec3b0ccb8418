package io.tidegate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One promise of {@code docs/faults.md} about kills.
 *
 * @param outcomes of the receipt: one of these
 * @param counts what the sandbox has counted of the job in the end
 */
record KillRow(
    KilledEffect effect, Killed killed, KillPoint point, List<String> outcomes, Counts counts) {
  private static final String FIRST_CELLS = "| effect | killed |";

  /** What dies. */
  enum Killed {
    WORKER("worker"),
    /** One of what the worker depends on; the promise is the same for each. */
    OTHER("sandbox, Temporal");

    private final String words;

    Killed(String words) {
      this.words = words;
    }
  }

  /** Calls that were accepted, whoever sent them, and what came of them. */
  record Counts(
      int starts,
      int prechecks,
      int shields,
      int pauses,
      int stops,
      int completes,
      int movements) {}

  static List<KillRow> readAll(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .dropWhile(line -> !line.startsWith(FIRST_CELLS))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(KillRow::of)
        .toList();
  }

  private static KillRow of(String line) {
    List<String> cells =
        Arrays.stream(line.split("\\|", -1)).map(String::strip).skip(1).limit(11).toList();
    List<Integer> counts = cells.subList(4, 11).stream().map(Integer::valueOf).toList();
    return new KillRow(
        KilledEffect.of(cells.get(0)),
        Arrays.stream(Killed.values())
            .filter(k -> k.words.equals(cells.get(1)))
            .findFirst()
            .orElseThrow(),
        KillPoint.of(cells.get(2)),
        List.of(cells.get(3).split(" or ")),
        new Counts(
            counts.get(0),
            counts.get(1),
            counts.get(2),
            counts.get(3),
            counts.get(4),
            counts.get(5),
            counts.get(6)));
  }

  @Override
  public String toString() {
    return "%s, %s killed: %s".formatted(effect.receipt, killed.words, point.words);
  }
}
