package io.tidegate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One promise of a dialect's table of faults about kills.
 *
 * @param outcomes of the receipt: one of these
 * @param counts what the sandbox has counted of the job in the end, by the document's word for it:
 *     one of these
 */
record KillRow(
    SceneDialect dialect,
    KilledEffect effect,
    Killed killed,
    KillPoint point,
    List<String> outcomes,
    Map<String, List<Integer>> counts) {
  private static final String FIRST_CELLS = "| effect | killed |";
  private static final int COUNTS_FROM = 4;

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

  /** What is counted otherwise than the row says; no row has a start that was refused. */
  List<String> miscounts(JsonNode counted) {
    List<String> miscounts = new ArrayList<>();
    counts.forEach(
        (what, allowed) -> {
          if (!allowed.contains(of(counted, what))) {
            miscounts.add("%d %s, not %s".formatted(of(counted, what), what, allowed));
          }
        });
    int refused = of(counted, "startsRefused");
    if (refused != 0) {
      miscounts.add(refused + " starts of a job that was under way or over");
    }
    return miscounts;
  }

  private static int of(JsonNode counted, String what) {
    return counted.required(what.equals("moved") ? "movements" : what).asInt();
  }

  static List<KillRow> readAll(SceneDialect dialect) throws IOException {
    DocumentedTable table = DocumentedTable.in(dialect.document(), FIRST_CELLS);
    return table.rows().stream().map(cells -> of(dialect, table.head(), cells)).toList();
  }

  private static KillRow of(SceneDialect dialect, List<String> head, List<String> cells) {
    Map<String, List<Integer>> counts = new LinkedHashMap<>();
    for (int i = COUNTS_FROM; i < head.size(); i++) {
      counts.put(
          head.get(i), Arrays.stream(cells.get(i).split(" or ")).map(Integer::valueOf).toList());
    }
    return new KillRow(
        dialect,
        KilledEffect.of(cells.get(0)),
        Arrays.stream(Killed.values())
            .filter(k -> k.words.equals(cells.get(1)))
            .findFirst()
            .orElseThrow(),
        KillPoint.of(cells.get(2)),
        List.of(cells.get(3).split(" or ")),
        counts);
  }

  @Override
  public String toString() {
    return "%s %s, %s killed: %s"
        .formatted(dialect.word, effect.receipt, killed.words, point.words);
  }
}
