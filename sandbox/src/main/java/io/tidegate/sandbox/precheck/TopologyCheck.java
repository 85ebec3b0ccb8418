package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.precheck.TableFlow.Tables;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Do the synchronisations that are configured make a shape in which rows come to rest?
 *
 * <p>They do not where changes come back to the table that they began in, round and round, and
 * where two jobs write into one table. The way back of a two-way synchronisation is no loop.
 */
final class TopologyCheck implements Check {
  private static final String END =
      "end one of the jobs, or configure it with other tables or another target database";

  @Override
  public String code() {
    return "CHECK_TOPOLOGY";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  /** What was configured is known here. */
  @Override
  public Set<Side> needs() {
    return EnumSet.noneOf(Side.class);
  }

  @Override
  public Answer ask(Inspection inspection) {
    List<TableFlow> others = new ArrayList<>();
    for (Neighbour neighbour : inspection.neighbours()) {
      if (!neighbour.otherDirection()) {
        others.addAll(TableFlow.of(name(neighbour), neighbour.spec()));
      }
    }
    String target = inspection.spec().target().toString();
    for (TableFlow flow : TableFlow.of("this job", inspection.spec())) {
      for (TableFlow other : others) {
        if (flow.to().overlaps(other.to())) {
          Tables both = flow.to().only(flow.to().common(other.to()));
          return Answer.failed(
              "two jobs write into one table",
              "%s is the target of this job and of %s".formatted(both.text(target), other.job()),
              END,
              List.copyOf(both.names()));
        }
      }
      Optional<List<String>> loop = wayBack(flow, flow.from(), others, new HashSet<>());
      if (loop.isPresent()) {
        return Answer.failed(
            "changes would come back to where they began",
            "from %s: this job, then %s"
                .formatted(
                    flow.from().text(inspection.spec().source().toString()),
                    String.join(", then ", loop.get())),
            END,
            List.copyOf(flow.from().names()));
      }
    }
    return Answer.passed();
  }

  /**
   * The jobs by which changes get from the end of a flow to where they began; empty if by none.
   *
   * @param gone flows that were tried
   */
  private static Optional<List<String>> wayBack(
      TableFlow flow, Tables began, List<TableFlow> others, Set<TableFlow> gone) {
    for (TableFlow other : others) {
      if (flow.to().overlaps(other.from())) {
        TableFlow next = other.fedBy(flow.to());
        if (next.to().overlaps(began)) {
          return Optional.of(List.of(next.job()));
        }
        if (gone.add(next)) {
          Optional<List<String>> rest = wayBack(next, began, others, gone);
          if (rest.isPresent()) {
            List<String> way = new ArrayList<>(List.of(next.job()));
            way.addAll(rest.get());
            return Optional.of(way);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** As people know it, and by its id. */
  static String name(Neighbour neighbour) {
    return "%s (%s)".formatted(neighbour.spec().name(), neighbour.id());
  }
}
