package io.tidegate.workflow;

import io.tidegate.workflow.contract.MigrationPhase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** The moves between phases that tests have seen being made. */
final class PhaseMoves {
  private final Map<MigrationPhase, Set<MigrationPhase>> seen = new EnumMap<>(MigrationPhase.class);

  void remember(MigrationRun run) {
    List<MigrationPhase> phases = run.phases();
    for (int i = 1; i < phases.size(); i++) {
      seen.computeIfAbsent(phases.get(i - 1), p -> EnumSet.noneOf(MigrationPhase.class))
          .add(phases.get(i));
    }
  }

  /** The moves of the table that are wanted here and that nobody has made. */
  List<String> missing(BiPredicate<MigrationPhase, MigrationPhase> wanted) {
    List<String> missing = new ArrayList<>();
    for (MigrationPhase from : MigrationPhase.values()) {
      for (MigrationPhase to : from.next()) {
        if (wanted.test(from, to) && !seen.getOrDefault(from, Set.of()).contains(to)) {
          missing.add(from + " -> " + to);
        }
      }
    }
    return missing;
  }

  static boolean concernCutover(MigrationPhase from, MigrationPhase to) {
    return from == MigrationPhase.CUTTING_OVER || to == MigrationPhase.CUTTING_OVER;
  }
}
