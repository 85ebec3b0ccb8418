package io.tidegate.activity;

import io.temporal.testing.TestWorkflowEnvironment;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.FakeProvider;
import io.tidegate.workflow.contract.JobRef;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A worker's activities on the test server, whose time they go by. */
final class ServedActivities {
  static final JobRef JOB = new JobRef("hz", "fake", "fake", "cn-hangzhou", "j1");

  /** The test server's time, which skips ahead while everybody waits. */
  static Clock clockOf(TestWorkflowEnvironment temporal) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  static Accounts accounts(FakeProvider provider, Clock clock) {
    return new Accounts(
        List.of(
            new AccountSettings(
                "hz",
                "fake",
                null,
                "cn-hangzhou",
                "",
                false,
                null,
                CredentialsSource.fixed(new Credentials("a", "b", null)),
                0,
                null,
                null,
                null,
                null,
                null)),
        settings -> provider,
        clock);
  }

  private ServedActivities() {}
}
