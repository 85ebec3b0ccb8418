package io.tidegate.sandbox.precheck;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check that looks at several things and tells of each. None is asked without both servers. */
interface Step extends Check {
  List<Question> questions();

  @Override
  default Set<Side> needs() {
    return Side.BOTH;
  }

  @Override
  default Answer ask(Inspection inspection) {
    return Answer.of(
        questions().stream()
            .map(question -> question.finding(inspection))
            .flatMap(Optional::stream)
            .toList());
  }
}
