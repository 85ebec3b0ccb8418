package io.tidegate.sandbox.precheck;

import java.util.List;
import java.util.Set;

/** Can the job's accounts log in at both ends? Nothing else is asked before. */
final class ConnectDbStep implements Step {
  @Override
  public String code() {
    return "ConnectDBCheck";
  }

  @Override
  public Set<Side> needs() {
    // It is what tells whether they answer.
    return Set.of();
  }

  @Override
  public List<Question> questions() {
    return List.of(question(Side.SOURCE), question(Side.TARGET));
  }

  private static Question question(Side side) {
    return Question.of(
        side.word() + " connection",
        "the " + side.word() + " is reached and lets the job's account in",
        new ConnectionCheck("", side)::ask);
  }
}
