package io.tidegate.provider.oms;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import io.tidegate.provider.RememberedRuns;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What we rely on in every provider, where a definition is prechecked in runs of their own. */
class OmsDefinedContractTest extends ProviderContractTest {
  private final Wire wire = new Wire();
  private final FakeOms service = new FakeOms();
  private final Provider provider;

  OmsDefinedContractTest() {
    wire.server.setDispatcher(service);
    provider = new RememberedRuns(defined(Wire.USER), job -> "{\"name\":\"orders\"}");
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected Provider withWrongSecret() {
    return defined(new Credentials(Wire.USER.accessKeyId(), "another", null));
  }

  private DefinedProvider defined(Credentials credentials) {
    return OmsProvider.create(
            wire.settings(CredentialsSource.fixed(credentials)), wire.meters, Clock.systemUTC())
        .forDefinitions()
        .orElseThrow();
  }

  @Override
  protected void letTimePass() {
    service.goOn();
  }

  @Override
  protected TestJobs jobs() {
    return new TestJobs() {
      @Override
      public String passing() {
        service.failing.clear();
        return FakeOms.PROJECT;
      }

      @Override
      public String failing() {
        service.failing.add(shieldableItem());
        return FakeOms.PROJECT;
      }

      @Override
      public String shieldableItem() {
        return "DB_FOREIGN_REFERENCE";
      }

      @Override
      public void repair(String job) {
        service.failing.clear();
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return List.of(FakeOms.NAME);
      }
    };
  }
}
