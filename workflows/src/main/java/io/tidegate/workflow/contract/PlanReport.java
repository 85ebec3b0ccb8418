package io.tidegate.workflow.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a start would do, per migration in the order of the request. */
public record PlanReport(List<Line> lines) {

  /**
   * One migration.
   *
   * @param job the job as its provider identifies it; absent where it could not be found
   * @param problems why it would not be started; empty means that it would
   * @param steps what would happen, in order, with the provider's calls by name
   */
  public record Line(
      String name,
      String account,
      @Nullable JobRef job,
      @Nullable Capability capability,
      @Nullable JobView view,
      List<String> problems,
      List<String> steps) {
    public Line {
      problems = problems == null ? List.of() : List.copyOf(problems);
      steps = steps == null ? List.of() : List.copyOf(steps);
    }
  }

  public PlanReport {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
