package io.tidegate.sandbox.core;

/** How a job is looked at. */
public enum Sight {
  /** As it is. */
  TRUTH,
  /** As the service's status reads have it: for a while after a start or precheck, as before. */
  READ,
  /** As before the last start or precheck, however long ago that was. */
  STALE
}
