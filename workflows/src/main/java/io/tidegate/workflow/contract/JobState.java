package io.tidegate.workflow.contract;

/** What a provider's job status means to us. Theirs stays beside it as text. */
public enum JobState {
  /** Bought or created, not configured: there is nothing to check yet. */
  NOT_CONFIGURED,
  /** Configured, never started. */
  NOT_STARTED,
  /** A precheck is running. */
  CHECKING,
  /** The last precheck failed. */
  CHECK_FAILED,
  /** The last precheck passed and the job rests there. */
  CHECK_PASSED,
  /** Structure or rows are moving, or the provider retries by itself. */
  MOVING,
  /** It follows its source no longer than it must: somebody has it ended well. */
  COMPLETING,
  /** Somebody paused it. */
  PAUSED,
  /** It began to move and failed. */
  FAILED,
  /** It ended: by itself, or because somebody stopped it. The stages tell which. */
  FINISHED,
  /** The provider holds it: being upgraded, modified, or locked for payment. */
  HELD,
  /** A status that we do not know. Never taken for success. */
  UNKNOWN
}
