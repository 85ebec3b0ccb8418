package io.tidegate.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One promise of a table of faults. */
record FaultRow(
    SceneDialect dialect,
    String step,
    String job,
    List<Armed> faults,
    List<String> failures,
    String outcome,
    int accepted,
    int moved,
    List<String> reads,
    String text) {

  /**
   * A fault as the admin API takes it.
   *
   * @param duration ISO, or empty for the fault's own
   */
  record Armed(String action, String fault, int times, String duration) {
    boolean isEndless() {
      return fault.equals("endless-check");
    }
  }

  /** Where somebody else has started the job and no read shows it yet. */
  private static final Set<String> STARTED =
      Set.of("started by another", "checked, then started", "failed while it moved, then resumed");

  private static final String FIRST_CELLS = "| step | job |";
  private static final int ALWAYS = 1_000_000;
  private static final Pattern FAULT =
      Pattern.compile("([a-z0-9-]+)(?: (PT\\w+))?(?: ×(\\d+)| (always))?");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /**
   * How many starts the service may refuse while the step runs. None, but where a stale status
   * hides what somebody else has just started: that nobody can know, so one is sent, refused, and
   * the job's own state adopted.
   */
  int mostRefusedStarts() {
    boolean hidden = faults.stream().anyMatch(armed -> armed.fault().equals("stale-status"));
    return hidden && STARTED.contains(job) ? 1 : 0;
  }

  static List<FaultRow> readAll(SceneDialect dialect) throws IOException {
    return DocumentedTable.in(dialect.document(), FIRST_CELLS).rows().stream()
        .map(cells -> of(dialect, cells))
        .toList();
  }

  private static FaultRow of(SceneDialect dialect, List<String> cells) {
    return new FaultRow(
        dialect,
        cells.get(0),
        cells.get(1),
        armed(list(cells.get(2)), list(cells.get(3))),
        cells.get(4).equals("none") ? List.of() : list(cells.get(4)),
        cells.get(5),
        Integer.parseInt(cells.get(6)),
        Integer.parseInt(cells.get(7)),
        QUOTED.matcher(cells.get(8)).results().map(found -> found.group(1)).toList(),
        "%s: %s, %s: %s on %s"
            .formatted(dialect.word, cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
  }

  private static List<Armed> armed(List<String> faults, List<String> actions) {
    if (faults.size() != actions.size()) {
      throw new IllegalArgumentException(
          "one action for each fault: %s on %s".formatted(faults, actions));
    }
    List<Armed> armed = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      Matcher fault = FAULT.matcher(faults.get(i));
      if (!fault.matches()) {
        throw new IllegalArgumentException("no fault: " + faults.get(i));
      }
      String counted = fault.group(3) == null ? "1" : fault.group(3);
      armed.add(
          new Armed(
              actions.get(i),
              fault.group(1),
              fault.group(4) == null ? Integer.parseInt(counted) : ALWAYS,
              fault.group(2) == null ? "" : fault.group(2)));
    }
    return armed;
  }

  private static List<String> list(String cell) {
    return List.of(cell.split(", "));
  }

  @Override
  public String toString() {
    return text;
  }
}
