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

/** The account of a fake service, and how a worker has it. */
final class FakeAccount {
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

  static AccountSettings settings(CredentialsSource credentials, List<String> neverItems) {
    return new AccountSettings(
        JOB.account(),
        JOB.provider(),
        null,
        JOB.region(),
        "",
        false,
        null,
        credentials,
        0,
        null,
        null,
        neverItems,
        null,
        null);
  }

  static Accounts accounts(FakeProvider provider, Clock clock, String... neverItems) {
    CredentialsSource credentials = CredentialsSource.fixed(new Credentials("a", "b", null));
    return new Accounts(
        List.of(settings(credentials, List.of(neverItems))), settings -> provider, clock);
  }

  private FakeAccount() {}
}
