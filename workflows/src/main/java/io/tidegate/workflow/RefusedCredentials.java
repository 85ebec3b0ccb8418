package io.tidegate.workflow;

import io.temporal.failure.ApplicationFailure;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureDetails;
import io.tidegate.workflow.contract.TriedCredentials;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of credentials that did not let this migration go on. Of each worker the last
 * counts: workers have sources of their own, and what one of them has renewed another may not have.
 */
final class RefusedCredentials {
  /** Two workers with different credentials must not send a migration to and fro for nothing. */
  static final Duration BETWEEN_TRIES = Duration.ofMinutes(5);

  /** Every restart is another worker; one that is forgotten costs one try. */
  private static final int MAX_WORKERS = 20;

  private final Map<String, TriedCredentials> byWorker = new LinkedHashMap<>();

  /** Keeps whose credentials were refused, where the failure says so. */
  void refused(ApplicationFailure failure) {
    FailureDetails.refused(failure.getDetails())
        .ifPresent(mark -> keep(new TriedCredentials(mark, null)));
  }

  /** Keeps that these are about to be tried. */
  void trying(CredentialsMark mark) {
    keep(new TriedCredentials(mark, Logbook.now().plus(BETWEEN_TRIES)));
  }

  private void keep(TriedCredentials tried) {
    byWorker.remove(tried.mark().worker());
    byWorker.put(tried.mark().worker(), tried);
    if (byWorker.size() > MAX_WORKERS) {
      byWorker.remove(byWorker.keySet().iterator().next());
    }
  }

  List<TriedCredentials> tried() {
    return List.copyOf(byWorker.values());
  }
}
