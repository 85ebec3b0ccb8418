package io.tidegate.workflow.contract;

/** Names that must agree across processes. */
public final class WorkflowIds {

  /** Where workflows run, and the activities that belong to no account. */
  public static final String TASK_QUEUE = "tidegate";

  /**
   * The id of a migration's workflow, made of what identifies the job at the provider, so that two
   * account names, two files or two people cannot have two pipelines of one job.
   */
  public static String migration(JobRef job) {
    return "migration/" + job.provider() + "/" + job.region() + "/" + job.job();
  }

  /** The task queue of an account's activities: the server's rate limit is set per queue. */
  public static String accountQueue(String account) {
    return TASK_QUEUE + "." + account;
  }

  private WorkflowIds() {}
}
