package io.tidegate.e2e;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What we rely on in a provider, held against a sandbox in front of real databases. */
class SandboxContractIT {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static House house;

  @BeforeAll
  static void openHouse() throws Exception {
    house = House.withoutWorker(Path.of("target", "contract-" + UUID.randomUUID()));
  }

  @AfterAll
  static void closeHouse() throws Exception {
    house.close();
  }

  @Nested
  class Dts extends OnSandbox {
    Dts() {
      super(Family.DTS);
    }
  }

  @Nested
  class Legacy extends OnSandbox {
    Legacy() {
      super(Family.LEGACY);
    }
  }

  @Nested
  class Tencent extends ProviderContractTest {
    @Override
    protected Provider provider() {
      return house.onTencent(House.SECRET);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.onTencent("not-" + House.SECRET);
    }

    @Override
    protected TestJobs jobs() {
      return new TencentJobs();
    }
  }

  abstract static class OnSandbox extends ProviderContractTest {
    private final Family family;

    OnSandbox(Family family) {
      this.family = family;
    }

    @Override
    protected Provider provider() {
      return house.provider(family, House.SECRET);
    }

    @Override
    protected Provider withWrongSecret() {
      return house.provider(family, "not-" + House.SECRET);
    }

    @Override
    protected TestJobs jobs() {
      return new SandboxJobs();
    }
  }

  /** Each on a database of its own. */
  private static final class SandboxJobs implements ProviderContractTest.TestJobs {
    @Override
    public String passing() {
      return create(Shop::createSound).job;
    }

    @Override
    public String failing() {
      return create(Shop::create).job;
    }

    @Override
    public String shieldableItem() {
      return "CHECK_SAME_OBJ";
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of(house.admin().job(job).path("dtsInstanceId").asText());
    }
  }

  private static final class TencentJobs implements ProviderContractTest.TestJobs {
    @Override
    public String passing() {
      return create(Shop::createSoundOnTencent).job;
    }

    @Override
    public String failing() {
      return create((ours, database) -> Shop.createOnTencent(ours, database, Shop.ROWS)).job;
    }

    @Override
    public String shieldableItem() {
      return "ConstraintCheck";
    }

    @Override
    public Map<String, String> choices() {
      return Map.of("ConstraintCheck", "migrate");
    }

    @Override
    public List<String> otherIdsOf(String job) {
      return List.of();
    }
  }

  private interface Creation {
    Shop create(House house, String database) throws SQLException;
  }

  private static Shop create(Creation creation) {
    try {
      return creation.create(house, "contract_" + NEXT.incrementAndGet());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
