package io.tidegate.workflow.contract;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Reads that no migration owns. They run on {@link WorkflowIds#TASK_QUEUE}, for any account. */
@ActivityInterface
public interface AskActivities {

  /** Finds each job and says what a start would do; problems are data, not failures. */
  PlanReport plan(PlanRequest request);

  /** Tries each account's credentials with one read. */
  List<AccountView> accounts();

  /** Lists an account's jobs; a problem is data, not a failure. */
  AccountJobs jobs(String account);

  ChecksPage checks(ChecksRequest request);
}
