package io.tidegate.sandbox.core;

import java.util.List;
import java.util.function.Consumer;

/** Asks the questions of a precheck. */
public interface Prechecks {

  /** The codes that a run will report for this job, in the order in which they are reported. */
  List<String> codes(CheckSet set, JobSpec spec);

  /**
   * Runs every check against the job's databases, several at a time, and returns when all are done.
   *
   * <p>A check that cannot ask its question (no connection, no privilege) fails with that reason;
   * nothing but an interrupt ends a run early.
   *
   * @param neighbours what is configured beside the job
   * @param onResult told of each result as it is known, from any thread
   * @return the results in the order of {@link #codes}
   */
  List<CheckResult> run(
      CheckSet set, JobSpec spec, List<Neighbour> neighbours, Consumer<CheckResult> onResult)
      throws InterruptedException;

  /** The same, of a job that is alone. */
  default List<CheckResult> run(CheckSet set, JobSpec spec, Consumer<CheckResult> onResult)
      throws InterruptedException {
    return run(set, spec, List.of(), onResult);
  }

  /** Tries the way to a server, and gives up within seconds. */
  NetworkTrial tryNetwork(Endpoint endpoint);
}
