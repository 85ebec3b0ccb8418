package io.tidegate.provider.alibaba;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What we rely on in every provider, of synchronisations whose checks nothing tells apart. */
class SynchronizationContractTest extends ProviderContractTest {
  private final Wire wire = new Wire();
  private final FakeSynchronization service = new FakeSynchronization();

  SynchronizationContractTest() {
    wire.server.setDispatcher(service);
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Override
  protected Provider provider() {
    return provider(FakeSynchronization.KEY);
  }

  @Override
  protected Provider withWrongSecret() {
    return provider(new Credentials(FakeSynchronization.KEY.accessKeyId(), "another", null));
  }

  private Provider provider(Credentials credentials) {
    return AlibabaProvider.create(
        wire.settings(Family.SYNCHRONIZATION, CredentialsSource.fixed(credentials)),
        wire.meters,
        Clock.systemUTC());
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
        return FakeSynchronization.JOB;
      }

      @Override
      public String failing() {
        service.failing.add(shieldableItem());
        return FakeSynchronization.JOB;
      }

      @Override
      public String shieldableItem() {
        return "CHECK_TOPOLOGY";
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return List.of(FakeSynchronization.TASK);
      }
    };
  }
}
