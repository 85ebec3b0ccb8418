package io.tidegate.cli.output;

import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PlanReport;
import java.util.ArrayList;
import java.util.List;

/** A plan as text. */
public final class PlanText {

  /** Every migration with what would happen, or with what forbids it. */
  public static List<String> lines(PlanReport plan) {
    List<String> lines = new ArrayList<>();
    for (PlanReport.Line line : plan.lines()) {
      JobRef job = line.job();
      JobView view = line.view();
      lines.add(
          Texts.line(
              line.name()
                  + ": "
                  + (job == null ? "no job" : "job " + job.job())
                  + " on "
                  + line.account()
                  + (view == null ? "" : ", now " + view.status())));
      line.steps().forEach(s -> lines.add("  " + Texts.line(s)));
      problems(line).forEach(p -> lines.add("  cannot start: " + p));
    }
    return lines;
  }

  /** What forbids one migration, made safe for a terminal. */
  public static List<String> problems(PlanReport.Line line) {
    return line.problems().stream().map(Texts::line).toList();
  }

  private PlanText() {}
}
