package io.tidegate.provider.oms;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What we rely on in every provider, where the precheck is a project's first step. */
class OmsContractTest extends ProviderContractTest {
  private final Wire wire = new Wire();
  private final FakeOms service = new FakeOms();

  OmsContractTest() {
    wire.server.setDispatcher(service);
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Override
  protected Provider provider() {
    return provider(Wire.USER);
  }

  @Override
  protected Provider withWrongSecret() {
    return provider(new Credentials(Wire.USER.accessKeyId(), "another", null));
  }

  private Provider provider(Credentials credentials) {
    return OmsProvider.create(
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
        return FakeOms.PROJECT;
      }

      @Override
      public String failing() {
        service.failing.add(shieldableItem());
        return FakeOms.PROJECT;
      }

      @Override
      public String shieldableItem() {
        return "GHANA-PCHKNP003010";
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
