package io.tidegate.activity;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.CredentialsSource.CredentialsException;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.TriedCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether an account has credentials, as this worker reads them, that are worth a try after others
 * were refused. Those of a worker that nobody has heard of are: it may have been started to bring
 * them.
 */
final class CredentialsWatch {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FINISHED}, to be asked again after
   *     the delay, while there are none
   */
  static CredentialsMark await(
      Account account, List<TriedCredentials> tried, Instant now, Duration delay) {
    CredentialsSource source = account.settings().credentials();
    try {
      Credentials found = source.get();
      if (lastTried(tried, CredentialsMarks.of(found)).isPresent()) {
        source.refused(found);
        found = source.get();
      }
      CredentialsMark mark = CredentialsMarks.of(found);
      Optional<TriedCredentials> before = lastTried(tried, mark);
      if (before.isEmpty()) {
        return mark;
      }
      Instant againFrom = before.get().againFrom();
      if (againFrom == null) {
        throw Failures.notFinished(
            "%s: %s still hold those that were refused".formatted(name(account), source), delay);
      }
      if (now.isBefore(againFrom)) {
        throw Failures.notFinished(
            "%s: %s were renewed, and another worker's were refused since; tried again from %s"
                .formatted(name(account), source, againFrom),
            delay);
      }
      return mark;
    } catch (CredentialsException e) {
      throw Failures.notFinished(name(account) + ": " + e.getMessage(), delay);
    }
  }

  private static Optional<TriedCredentials> lastTried(
      List<TriedCredentials> tried, CredentialsMark mark) {
    return tried.stream().filter(t -> t.mark().equals(mark)).findFirst();
  }

  private static String name(Account account) {
    return "account " + account.settings().name();
  }

  private CredentialsWatch() {}
}
