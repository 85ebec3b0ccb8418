package io.tidegate.provider.tencent;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What we rely on in every provider, of migrations whose check tells one message. */
class Contract2018Test extends ProviderContractTest {
  private final Wire wire = new Wire();
  private final Fake2018 service = new Fake2018();

  Contract2018Test() {
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
        wire.settings(CredentialsSource.fixed(credentials), TencentProvider.DIALECT_2018),
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
        service.fails = false;
        return Fake2018.JOB;
      }

      @Override
      public String failing() {
        service.fails = true;
        return Fake2018.JOB;
      }

      @Override
      public String shieldableItem() {
        return "PRECHECK";
      }

      @Override
      public void repair(String job) {
        service.fails = false;
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return List.of();
      }
    };
  }
}
