package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.DatabaseSelection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * If source and target are one server, is it used with one user name, and does every database go to
 * another name?
 *
 * <p>Two user names on one server may see two different sets of objects, which makes a move within
 * it ambiguous; and a database that is moved onto itself finds each of its rows already there. Two
 * servers pass, whatever the names.
 */
final class SameUserCheck implements Check {
  private static final String IDENTITY = "select @@hostname, @@port, @@datadir, @@server_id";

  @Override
  public String code() {
    return "CHECK_SAME_USER";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public Set<Side> needs() {
    return Side.BOTH;
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    if (!isOneServer(inspection)) {
      return Answer.passed();
    }
    Answer circle = ontoItself(inspection);
    if (circle.verdict() != Verdict.PASSED) {
      return circle;
    }
    String sourceUser = inspection.spec().source().user();
    String targetUser = inspection.spec().target().user();
    if (sourceUser.equals(targetUser)) {
      return Answer.passed();
    }
    return Answer.failed(
        "source and target are one server, reached with two user names",
        sourceUser + " for the source, " + targetUser + " for the target",
        "use one account for both ends");
  }

  /** The half of it that would make a circle. */
  static Answer circle(Inspection inspection) throws SQLException {
    return isOneServer(inspection) ? ontoItself(inspection) : Answer.passed();
  }

  private static boolean isOneServer(Inspection inspection) throws SQLException {
    return inspection.source().rows(IDENTITY).equals(inspection.target().rows(IDENTITY));
  }

  private static Answer ontoItself(Inspection inspection) {
    List<String> ontoThemselves =
        inspection.spec().objects().stream()
            .filter(selection -> selection.database().equals(selection.targetDatabase()))
            .map(DatabaseSelection::database)
            .toList();
    return ontoThemselves.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "source and target are one server, and databases would be moved onto themselves",
            String.join(", ", ontoThemselves),
            "choose another target server, or another target database name");
  }
}
