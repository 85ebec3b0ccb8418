package io.tidegate.e2e;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.Prechecks;
import java.util.List;
import java.util.function.Consumer;

/** Two questions without databases: one passes, and one fails, skippably, when it is told to. */
final class ScenePrechecks implements Prechecks {
  static final NetworkTrial REACHED =
      new NetworkTrial(NetworkTrial.Outcome.REACHED, "127.0.0.1", "");

  volatile boolean failing;

  /** The question that fails, in the words of the service. */
  static String skippable(CheckSet set) {
    return switch (set) {
      case ALIBABA, ALIBABA_SYNC -> "CHECK_SAME_OBJ";
      case TENCENT_MIGRATION, TENCENT_SYNC -> "OptimizeCheck";
      case OMS -> "SOURCE/DB_FOREIGN_REFERENCE";
    };
  }

  @Override
  public List<String> codes(CheckSet set, JobSpec spec) {
    String first =
        switch (set) {
          case ALIBABA, ALIBABA_SYNC -> "CHECK_CONN_SRC";
          case TENCENT_MIGRATION, TENCENT_SYNC -> "ConnectDBCheck";
          case OMS -> "SOURCE/RDB_CONNECT";
        };
    return List.of(first, skippable(set));
  }

  @Override
  public List<CheckResult> run(
      CheckSet set, JobSpec spec, List<Neighbour> neighbours, Consumer<CheckResult> onResult) {
    List<CheckResult> results =
        codes(set, spec).stream().map(code -> result(code, code.equals(skippable(set)))).toList();
    results.forEach(onResult);
    return results;
  }

  @Override
  public NetworkTrial tryNetwork(Endpoint endpoint) {
    return REACHED;
  }

  private CheckResult result(String code, boolean mayFail) {
    return failing && mayFail
        ? new CheckResult(
            code, Verdict.FAILED, "it is there", "shop.orders", "drop it", true, List.of("orders"))
        : new CheckResult(code, Verdict.PASSED, "", "", "", true, List.of());
  }
}
