package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Neighbour;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Beside what a migration is asked: does every job that is configured reach one server with one
 * user name? Two names may see two different sets of objects, of which nobody knows which is meant.
 */
final class SameUserAmongJobsCheck implements Check {
  private final SameUserCheck within = new SameUserCheck();

  @Override
  public String code() {
    return within.code();
  }

  @Override
  public boolean skippable() {
    return within.skippable();
  }

  @Override
  public Set<Side> needs() {
    return within.needs();
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    Answer alone = within.ask(inspection);
    if (alone.verdict() != Verdict.PASSED) {
      return alone;
    }
    Set<String> others = new TreeSet<>();
    for (Endpoint ours : List.of(inspection.spec().source(), inspection.spec().target())) {
      ServerAddress server = ServerAddress.of(ours);
      for (Neighbour neighbour : inspection.neighbours()) {
        for (Endpoint theirs : List.of(neighbour.spec().source(), neighbour.spec().target())) {
          if (ServerAddress.of(theirs).equals(server) && !theirs.user().equals(ours.user())) {
            others.add(
                "%s here, %s by %s".formatted(ours, theirs.user(), TopologyCheck.name(neighbour)));
          }
        }
      }
    }
    return others.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "a server is reached with several user names",
            Answer.list(List.copyOf(others), "; "),
            "use one account of the server in every job, or end the other jobs");
  }
}
