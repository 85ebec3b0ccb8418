package io.tidegate.provider;

import io.tidegate.workflow.contract.JobState;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The contract holds for the fake too: tests that use it test something. */
class FakeProviderContractTest extends ProviderContractTest {
  final FakeProvider fake = new FakeProvider(Clock.systemUTC());

  @Override
  protected Provider provider() {
    return fake;
  }

  @Override
  protected Provider withWrongSecret() {
    FakeProvider refusing = new FakeProvider(Clock.systemUTC());
    refusing.refuseKey = true;
    return refusing;
  }

  @Override
  protected void letTimePass() {
    switch (fake.actual().state()) {
      case CHECKING -> fake.endCheck();
      case MOVING -> fake.become(JobState.FINISHED, "Finished");
      default -> {}
    }
  }

  @Override
  protected TestJobs jobs() {
    return new TestJobs() {
      @Override
      public String passing() {
        fake.failing.clear();
        return fake.job;
      }

      @Override
      public String failing() {
        fake.failing.retainAll(Set.of(shieldableItem()));
        return fake.job;
      }

      @Override
      public String shieldableItem() {
        return "CHECK_SAME_OBJ";
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return List.of("dts" + job);
      }
    };
  }
}
