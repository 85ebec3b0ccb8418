package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.JobView;

/** Something that may be done to a job in some of its statuses. */
public interface Permit {

  /**
   * @throws TencentError in the words of its version, unless the job's status allows it
   */
  void require(JobView view);

  /** Whether it is a check, a start, or going on: what a job under way must not be asked. */
  boolean begins();
}
