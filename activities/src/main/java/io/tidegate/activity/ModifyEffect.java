package io.tidegate.activity;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.Baseline;

/** Changes what a job is to do. One that shows all of it already is not asked again. */
record ModifyEffect(Provider provider, String job, Baseline baseline, String body)
    implements Effect {

  @Override
  public String name() {
    return "modify";
  }

  @Override
  public Look look() {
    boolean shown = provider.shows(job, body);
    return Meanings.ofModify(baseline, provider.baseline(job), shown);
  }

  @Override
  public String send(Deadline deadline) {
    return "request " + provider.modify(job, body, deadline);
  }
}
