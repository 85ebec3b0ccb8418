package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.Prechecks;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The precheck of a migration between MariaDB and MySQL servers. Keeps nothing between runs. */
public final class DatabasePrechecks implements Prechecks {
  /** More would only queue up in the servers. */
  private static final int AT_A_TIME = 6;

  @Override
  public List<String> codes(CheckSet set, JobSpec spec) {
    return CheckLists.of(set, spec).stream().map(Check::code).toList();
  }

  @Override
  public List<CheckResult> run(
      CheckSet set, JobSpec spec, List<Neighbour> neighbours, Consumer<CheckResult> onResult)
      throws InterruptedException {
    Inspection inspection = new Inspection(spec, neighbours);
    List<Callable<CheckResult>> questions = new ArrayList<>();
    for (Check check : CheckLists.of(set, spec)) {
      questions.add(
          () -> {
            CheckResult result = result(check, answer(check, inspection));
            onResult.accept(result);
            return result;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<CheckResult> results = new ArrayList<>();
      for (Future<CheckResult> future : threads.invokeAll(questions)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a result of the precheck was not taken", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public NetworkTrial tryNetwork(Endpoint endpoint) {
    return NetworkTrials.of(endpoint);
  }

  private static Answer answer(Check check, Inspection inspection) {
    for (Check.Side side : Check.Side.values()) {
      Optional<SQLException> refusal =
          check.needs().contains(side) ? inspection.on(side).refusal() : Optional.empty();
      if (refusal.isPresent()) {
        return Answer.blocked(side, refusal.get());
      }
    }
    try {
      return check.ask(inspection);
    } catch (SQLException | RuntimeException e) {
      return Answer.refused(e);
    }
  }

  private static CheckResult result(Check check, Answer answer) {
    return new CheckResult(
        check.code(),
        answer.verdict(),
        answer.error(),
        answer.detail(),
        answer.repair(),
        check.skippable() && answer.allowsSkip(),
        answer.objects(),
        answer.findings(),
        answer.blocked());
  }
}
