package io.tidegate.activity;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Provider;
import java.time.Clock;
import java.util.Optional;

/** A configured account at work: how to reach it, and what was last seen there. */
record Account(AccountSettings settings, Provider provider, StatusBoard board) {
  private static final String DEFINED = "-defined";

  /** The name of its API, for migrations that bring their definition. */
  static String dialectOfDefined(String dialect) {
    return dialect + DEFINED;
  }

  /** The same account for migrations that bring their definition, where its service takes one. */
  static Optional<Account> forDefinitions(
      AccountSettings settings, Provider provider, Clock clock) {
    return provider
        .forDefinitions()
        .map(defined -> new Account(settings, defined, new StatusBoard(defined, clock)));
  }
}
