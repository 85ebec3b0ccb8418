package io.tidegate.provider.tencent;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What we rely on in every provider, over a real connection to a service in memory. */
class TencentContractTest extends ProviderContractTest {
  private final Wire wire = new Wire();
  private final FakeTencent service = new FakeTencent();

  TencentContractTest() {
    wire.server.setDispatcher(service);
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Override
  protected Provider provider() {
    return provider(FakeService.KEY);
  }

  @Override
  protected Provider withWrongSecret() {
    return provider(new Credentials(FakeService.KEY.accessKeyId(), "another", null));
  }

  private Provider provider(Credentials credentials) {
    return TencentProvider.create(
        wire.settings(CredentialsSource.fixed(credentials)), wire.meters, Clock.systemUTC());
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
        return FakeTencent.JOB;
      }

      @Override
      public String failing() {
        service.failing.add(shieldableItem());
        return FakeTencent.JOB;
      }

      @Override
      public String shieldableItem() {
        return "OptimizeCheck";
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return List.of();
      }
    };
  }
}
