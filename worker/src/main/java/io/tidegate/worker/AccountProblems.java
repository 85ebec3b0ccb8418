package io.tidegate.worker;

import java.util.List;

/** Accounts that cannot be used as they are configured. */
final class AccountProblems extends IllegalArgumentException {
  private final List<String> problems;

  AccountProblems(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each: the setting, what is wrong with it, and what would be right. */
  List<String> problems() {
    return problems;
  }
}
