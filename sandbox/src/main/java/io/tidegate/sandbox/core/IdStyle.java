package io.tidegate.sandbox.core;

/** How a service writes the ids of its jobs. */
public enum IdStyle {
  /** A task {@code l3m1213ye7l0001} in an instance {@code dtsl3m1213ye7l0001}. */
  TASK_IN_INSTANCE,
  /** One id for both: {@code dts-1ewjspuw}. */
  DASHED,
  /** The same of a synchronisation: {@code sync-1ewjspuw}. */
  DASHED_SYNC,
  /** One id for both, with a mark of what it is the id of: {@code np_4hk8dq2m1zc0w}. */
  MARKED
}
