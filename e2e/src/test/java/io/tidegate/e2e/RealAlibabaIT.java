package io.tidegate.e2e;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import io.tidegate.provider.alibaba.AlibabaProvider;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against the cloud itself. It <b>starts, shields and moves the jobs that it is
 * given</b>, which costs money and cannot be taken back, so it runs only where all of these are
 * set:
 *
 * <ul>
 *   <li>{@code TIDEGATE_REAL_ALIBABA_REGION}, e.g. {@code cn-hangzhou}
 *   <li>{@code TIDEGATE_REAL_ALIBABA_ACCESS_KEY_ID} and {@code …_ACCESS_KEY_SECRET}, of an account
 *       that may do {@code dts:Describe*}, {@code dts:StartDtsJob} and {@code dts:SkipPreCheck}
 *   <li>{@code TIDEGATE_REAL_ALIBABA_PASSING_JOB}: five {@code DtsJobId}s separated by commas, of
 *       migrations that are configured, were never started, pass their precheck and finish within
 *       two minutes
 *   <li>{@code TIDEGATE_REAL_ALIBABA_FAILING_JOB}: two more, whose precheck fails on one item that
 *       may be shielded and on nothing else
 *   <li>{@code TIDEGATE_REAL_ALIBABA_ITEM}: that item, e.g. {@code CHECK_SAME_OBJ}
 * </ul>
 *
 * <p>Optional: {@code TIDEGATE_REAL_ALIBABA_FAMILY}, {@code dts} (default) or {@code legacy}.
 */
@EnabledIfEnvironmentVariable(
    named = "TIDEGATE_REAL_ALIBABA_REGION",
    matches = ".+",
    disabledReason = RealAlibabaIT.WHY)
@EnabledIfEnvironmentVariable(
    named = "TIDEGATE_REAL_ALIBABA_ACCESS_KEY_ID",
    matches = ".+",
    disabledReason = RealAlibabaIT.WHY)
@EnabledIfEnvironmentVariable(
    named = "TIDEGATE_REAL_ALIBABA_ACCESS_KEY_SECRET",
    matches = ".+",
    disabledReason = RealAlibabaIT.WHY)
@EnabledIfEnvironmentVariable(
    named = "TIDEGATE_REAL_ALIBABA_PASSING_JOB",
    matches = ".+",
    disabledReason = RealAlibabaIT.WHY)
@EnabledIfEnvironmentVariable(
    named = "TIDEGATE_REAL_ALIBABA_FAILING_JOB",
    matches = ".+",
    disabledReason = RealAlibabaIT.WHY)
@EnabledIfEnvironmentVariable(
    named = "TIDEGATE_REAL_ALIBABA_ITEM",
    matches = ".+",
    disabledReason = RealAlibabaIT.WHY)
class RealAlibabaIT extends ProviderContractTest {
  static final String WHY =
      "needs an account and jobs at Alibaba Cloud, which it would use up: set"
          + " TIDEGATE_REAL_ALIBABA_REGION, _ACCESS_KEY_ID, _ACCESS_KEY_SECRET, _PASSING_JOB,"
          + " _FAILING_JOB and _ITEM as this class's Javadoc says";

  private static final Deque<String> PASSING = ids("PASSING_JOB");
  private static final Deque<String> FAILING = ids("FAILING_JOB");

  private final Provider provider = provider(variable("ACCESS_KEY_SECRET"));

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected Provider withWrongSecret() {
    return provider("not-the-secret");
  }

  @Override
  protected void letTimePass() throws InterruptedException {
    TimeUnit.SECONDS.sleep(5);
  }

  @Override
  protected TestJobs jobs() {
    return new TestJobs() {
      @Override
      public String passing() {
        return next(PASSING, "PASSING_JOB");
      }

      @Override
      public String failing() {
        return next(FAILING, "FAILING_JOB");
      }

      @Override
      public String shieldableItem() {
        return variable("ITEM");
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return provider.find(job).map(FoundJob::instanceId).map(List::of).orElse(List.of());
      }
    };
  }

  private static Provider provider(String secret) {
    String family = System.getenv().getOrDefault("TIDEGATE_REAL_ALIBABA_FAMILY", "dts");
    return AlibabaProvider.create(
        new AccountSettings(
            "real",
            "alibaba",
            null,
            variable("REGION"),
            null,
            false,
            AccountSettings.Family.valueOf(family.toUpperCase(Locale.ROOT)),
            CredentialsSource.fixed(new Credentials(variable("ACCESS_KEY_ID"), secret, null)),
            0,
            null,
            null,
            null,
            null,
            null),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  private static String next(Deque<String> ids, String variable) {
    String id = ids.poll();
    if (id == null) {
      throw new IllegalStateException(
          "TIDEGATE_REAL_ALIBABA_" + variable + " names too few jobs: every test uses one up");
    }
    return id;
  }

  private static Deque<String> ids(String variable) {
    return new ArrayDeque<>(
        Arrays.stream(variable(variable).split(",", -1))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList());
  }

  private static String variable(String name) {
    return System.getenv().getOrDefault("TIDEGATE_REAL_ALIBABA_" + name, "");
  }
}
