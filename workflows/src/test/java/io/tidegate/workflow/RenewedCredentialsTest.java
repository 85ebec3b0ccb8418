package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static io.tidegate.workflow.contract.MigrationPhase.CANCELLED;
import static io.tidegate.workflow.contract.MigrationPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A migration whose credentials were refused goes on when a worker has others. */
@Timeout(60)
class RenewedCredentialsTest {
  private static final CredentialsMark OLD = new CredentialsMark("a", "1");
  private static final CredentialsMark NEW = new CredentialsMark("a", "2");
  private static final CredentialsMark NEWER = new CredentialsMark("a", "3");
  private static final CredentialsMark OLD_ELSEWHERE = new CredentialsMark("b", "1");

  private final FakeJob job = new FakeJob();
  private final MigrationRun run = new MigrationRun(job);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void itGoesOnByItselfOnceTheyHaveChanged() {
    job.refuseNext("poll", OLD);
    job.renewed = OLD;
    run.start();
    run.awaitPhase(BLOCKED);
    assertThat(run.status().waiting().nextStep())
        .contains("goes on by itself once they have changed", "tidegate retry orders");
    run.pass(Duration.ofHours(5));
    assertThat(run.status().phase()).isEqualTo(BLOCKED);
    assertThat(looks()).isEqualTo(1);

    job.renewed = NEW;

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(job.calls()).filteredOn("submit"::equals).hasSize(1);
    assertThat(job.calls()).doesNotContain("recheck");
  }

  @Test
  void othersThatAreRefusedTooWaitForTheNextChange() {
    job.refuseNext("look", OLD);
    job.refuseNext("look", NEW);
    job.renewed = NEW;
    run.start();
    run.awaitUntil("a second refusal, ", () -> looks() == 2 && run.status().phase() == BLOCKED);

    run.pass(Duration.ofHours(5));
    assertThat(looks()).isEqualTo(2);
    job.renewed = NEWER;

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void whatWasRefusedBeforeIsAnotherChangeWhenItComesBack() {
    job.refuseNext("look", OLD);
    job.refuseNext("look", NEW);
    job.renewed = NEW;
    run.start();
    run.awaitUntil("a second refusal, ", () -> looks() == 2 && run.status().phase() == BLOCKED);

    job.renewed = OLD;

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aWorkerWithNewOnesAndOneWithOldOnesDoNotSendItToAndFro() {
    for (int i = 0; i < 7; i++) {
      job.refuseNext("look", OLD_ELSEWHERE);
    }
    job.renewed = NEW;
    run.start();
    run.awaitUntil("a second refusal, ", () -> looks() == 2 && run.status().phase() == BLOCKED);

    run.pass(Duration.ofMinutes(16));
    assertThat(looks()).isLessThanOrEqualTo(6);

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    // Seven that were refused, one that was not, and the one at the end.
    assertThat(looks()).isEqualTo(9);
  }

  @Test
  void aRefusalThatDoesNotSayOfWhatIsTriedOnceAndThenAtIntervals() {
    job.failNext("look", FailureType.NOT_AUTHORISED, "refused");
    job.failNext("look", FailureType.NOT_AUTHORISED, "refused");
    job.renewed = NEW;
    run.start();
    run.awaitUntil("a second refusal, ", () -> looks() == 2 && run.status().phase() == BLOCKED);

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(looks()).isEqualTo(4);
  }

  @Test
  void aRetryNeedNotWaitForThem() {
    job.refuseNext("look", OLD);
    run.start();
    run.awaitPhase(BLOCKED);

    run.retry();

    assertThat(run.result().outcome()).isEqualTo(SUCCEEDED);
    assertThat(run.history().getEvents())
        .extracting(e -> e.getEventType())
        .contains(EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED);
  }

  @Test
  void aStopThatWaitsForCredentialsGoesOnByItselfToo() {
    job.failing.add("CHECK_AUTH_SRC");
    job.refuseNext("stop", OLD);
    run.start();
    run.awaitPhase(AWAITING_FIX);
    run.cancelStop();
    run.awaitPhase(BLOCKED);

    job.renewed = NEW;

    assertThat(run.failure().outcome()).isEqualTo(CANCELLED);
    assertThat(job.calls()).filteredOn("stop"::equals).hasSize(2);
  }

  @Test
  void oneThatWaitsForCredentialsCanBeCancelled() {
    job.refuseNext("look", OLD);
    run.start();
    run.awaitPhase(BLOCKED);

    run.cancelDetach();

    assertThat(run.failure().outcome()).isEqualTo(CANCELLED);
  }

  private long looks() {
    return job.calls().stream().filter("look"::equals).count();
  }
}
