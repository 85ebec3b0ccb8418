package io.tidegate.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks, while a person is waited for, whether somebody else takes the job further. */
final class Others {
  /** What is refused may be so for weeks, and each look is kept in the history. */
  private static final Duration BETWEEN_REFUSED_LOOKS = Duration.ofHours(1);

  private final Inbox inbox;
  private final Steps steps;
  private final RefusedCredentials credentials;

  Others(Inbox inbox, Steps steps, RefusedCredentials credentials) {
    this.inbox = inbox;
    this.steps = steps;
    this.credentials = credentials;
  }

  /**
   * Waits for a recheck, or for somebody to start or stop the job.
   *
   * @param seen the job as it waits
   */
  Inbox.Came awaitRecheckOr(String summary, @Nullable Instant until, JobView seen) {
    if (!Changes.othersAreLookedFor()) {
      return inbox.awaitRecheckOr(() -> false, summary, until);
    }
    boolean again = Changes.othersAreLookedForAgain();
    while (true) {
      Background<JobView> look = Background.begin(() -> steps.awaitOthers(seen));
      Inbox.Came came = inbox.awaitRecheckOr(again ? look::isOver : look::hasCome, summary, until);
      RuntimeException refusal = look.failure();
      look.end();
      if (came != Inbox.Came.OTHER || refusal == null) {
        return came;
      }
      came = awaitAnotherLook(refusal, summary, until);
      if (came != Inbox.Came.OTHER) {
        return came;
      }
    }
  }

  /** Until another look is worth a try: where credentials were refused, with others. */
  private Inbox.Came awaitAnotherLook(
      RuntimeException refusal, String summary, @Nullable Instant until) {
    if (refusal instanceof ActivityFailure failure
        && Holds.typeOf(failure) == FailureType.NOT_AUTHORISED
        && failure.getCause() instanceof ApplicationFailure cause) {
      credentials.refused(cause);
      Background<CredentialsMark> renewed =
          Background.begin(() -> steps.awaitCredentials(credentials.tried()));
      Inbox.Came came = inbox.awaitRecheckOr(renewed::isOver, summary, until);
      renewed.end().ifPresent(credentials::trying);
      return came;
    }
    Background<Void> time = Background.begin(() -> Workflow.newTimer(BETWEEN_REFUSED_LOOKS));
    Inbox.Came came = inbox.awaitRecheckOr(time::isOver, summary, until);
    time.end();
    return came;
  }
}
