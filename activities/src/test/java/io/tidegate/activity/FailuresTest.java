package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "TRANSIENT, PROVIDER_UNAVAILABLE, true",
    "THROTTLED, THROTTLED, true",
    "AUTH, NOT_AUTHORISED, false",
    "CONFLICT, JOB_CONFLICT, false",
    "NOT_FOUND, JOB_NOT_FOUND, false",
    "CALLER, INVALID_REQUEST, false",
    "QUOTA, QUOTA_EXCEEDED, false",
  })
  void everyKindIsOneTypeAndRetriedOrNot(Kind kind, FailureType type, boolean retried) {
    ApplicationFailure failure = Failures.from(trouble(kind));

    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.isNonRetryable()).isEqualTo(!retried);
    assertThat(failure.getStackTrace()).isEmpty();
    assertThat(failure.getOriginalMessage())
        .isEqualTo("alibaba StartDtsJob: no (code=Code.X, requestId=R-1); see the page");
  }

  @Test
  void aRefusalCarriesTheMarkOfWhatWasRefused() {
    CredentialsMark mark = new CredentialsMark("a", "1");
    ProviderException refused =
        ProviderException.of(Kind.AUTH, "alibaba", "StartDtsJob").credentials(mark).build();

    assertThat(told(Failures.from(refused)).getDetails().get(CredentialsMark.class))
        .isEqualTo(mark);
    assertThat(told(Failures.from(trouble(Kind.AUTH))).getDetails().getSize()).isZero();
  }

  /** As it reaches a workflow. */
  private static ApplicationFailure told(ApplicationFailure failure) {
    DataConverter converter = DefaultDataConverter.STANDARD_INSTANCE;
    return (ApplicationFailure) converter.failureToException(converter.exceptionToFailure(failure));
  }

  @Test
  void throttlingWaitsAsLongAsTheProviderAdvisesAndCountsAsNoError() {
    for (int i = 0; i < 50; i++) {
      ApplicationFailure failure = Failures.from(trouble(Kind.THROTTLED));

      assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
      assertThat(failure.getNextRetryDelay())
          .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
  }

  @Test
  void notFinishedIsBenignAndSaysHowFarItIs() {
    ApplicationFailure failure = Failures.notFinished("9 of 14", Duration.ofSeconds(2));

    assertThat(failure.getType()).isEqualTo("NOT_FINISHED");
    assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(failure.getOriginalMessage()).isEqualTo("9 of 14");
    assertThat(failure.getStackTrace()).isEmpty();
  }

  private static ProviderException trouble(Kind kind) {
    return ProviderException.of(kind, "alibaba", "StartDtsJob")
        .code("Code.X")
        .requestId("R-1")
        .message("no")
        .advice("see the page")
        .build();
  }
}
