package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
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

  /** In the order in which the service that we stand in for reports them. */
  private static final List<Check> CHECKS =
      List.of(
          new ConnectionCheck("CHECK_CONN_SRC", Check.Side.SOURCE),
          new SourcePrivilegesCheck(),
          new ConnectionCheck("CHECK_CONN_DEST", Check.Side.TARGET),
          new TargetPrivilegesCheck(),
          new BinlogOnCheck(),
          new BinlogModeCheck(),
          new BinlogRowImageCheck(),
          new ServerIdCheck(),
          new BinlogExistsCheck(),
          new StorageEngineCheck(),
          new PasswordFormatCheck(),
          new SourceVersionCheck(),
          new SameObjectCheck(),
          new SqlModeCheck(),
          new SameUserCheck(),
          new TargetTablesEmptyCheck());

  @Override
  public List<String> codes(JobSpec spec) {
    return CHECKS.stream().map(Check::code).toList();
  }

  @Override
  public List<CheckResult> run(JobSpec spec, Consumer<CheckResult> onResult)
      throws InterruptedException {
    Inspection inspection = new Inspection(spec);
    List<Callable<CheckResult>> questions = new ArrayList<>();
    for (Check check : CHECKS) {
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
        return Answer.failed(
            "not asked: no connection to the " + side.word(),
            String.valueOf(refusal.get().getMessage()),
            "repair the connection to the " + side.word() + " first");
      }
    }
    try {
      return check.ask(inspection);
    } catch (SQLException | RuntimeException e) {
      return Answer.failed(
          "the question could not be asked",
          String.valueOf(e.getMessage()),
          "let the accounts ask it, and run the precheck again");
    }
  }

  private static CheckResult result(Check check, Answer answer) {
    return new CheckResult(
        check.code(),
        answer.verdict(),
        answer.error(),
        answer.detail(),
        answer.repair(),
        check.skippable(),
        answer.objects());
  }
}
