package io.tidegate.e2e;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.Prechecks;
import java.util.List;
import java.util.function.Consumer;

/** Two questions without databases: one passes, and one fails, skippably, when it is told to. */
final class ScenePrechecks implements Prechecks {
  static final String SKIPPABLE = "CHECK_SAME_OBJ";
  static final NetworkTrial REACHED =
      new NetworkTrial(NetworkTrial.Outcome.REACHED, "127.0.0.1", "");
  private static final List<String> CODES = List.of("CHECK_CONN_SRC", SKIPPABLE);

  volatile boolean failing;

  @Override
  public List<String> codes(CheckSet set, JobSpec spec) {
    return CODES;
  }

  @Override
  public List<CheckResult> run(CheckSet set, JobSpec spec, Consumer<CheckResult> onResult) {
    List<CheckResult> results = CODES.stream().map(this::result).toList();
    results.forEach(onResult);
    return results;
  }

  @Override
  public NetworkTrial tryNetwork(Endpoint endpoint) {
    return REACHED;
  }

  private CheckResult result(String code) {
    return failing && code.equals(SKIPPABLE)
        ? new CheckResult(
            code, Verdict.FAILED, "it is there", "shop.orders", "drop it", true, List.of("orders"))
        : new CheckResult(code, Verdict.PASSED, "", "", "", true, List.of());
  }
}
