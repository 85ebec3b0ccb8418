package io.tidegate.activity;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.workflow.contract.Baseline;

/**
 * Has a definition prechecked. Only the reply names the run, so that one whose reply was lost is
 * lost with it: another is begun then. That is harmless, as a second start would not be.
 */
final class DefinedCheckEffect implements Effect {
  private final String name;
  private final DefinedProvider provider;
  private final String job;
  private final String definition;
  private final Baseline baseline;
  private String run = "";

  DefinedCheckEffect(
      String name, DefinedProvider provider, String job, String definition, Baseline baseline) {
    this.name = name;
    this.provider = provider;
    this.job = job;
    this.definition = definition;
    this.baseline = baseline;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String run() {
    return run;
  }

  @Override
  public Look look() {
    Baseline now = provider.baseline(job);
    return DefinedProvider.rests(now.state())
        ? new Look.Repeatable("the job rests: status " + now.status())
        : Meanings.ofSubmit(baseline, now);
  }

  @Override
  public String send(Deadline deadline) {
    DefinedProvider.Submitted submitted = provider.submitCheck(job, definition, deadline);
    run = submitted.run();
    return "request " + submitted.requestId() + (run.isEmpty() ? "" : ", run " + run);
  }
}
