package io.tidegate.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Misbehaviour that a test or an operator orders. */
public enum Fault {
  /** Refuses with the service's own throttling code. Nothing is done. */
  THROTTLE(Reach.EVERY_CALL),
  /** Refuses with an internal error. Nothing is done. */
  ERROR_500(Reach.EVERY_CALL),
  /** Drops the connection. Nothing is done. */
  RESET_BEFORE(Reach.EVERY_CALL),
  /** Does the work, then drops the connection: the client cannot tell. */
  DROP_AFTER(Reach.EVERY_CALL),
  /** Does the work, and answers only after the fault's duration. */
  LATE(Reach.EVERY_CALL),
  /** Does the work, and sends half of the answer. */
  HALF_BODY(Reach.EVERY_CALL),
  /** Does the work, and answers as a proxy would that lost its service. */
  NOT_JSON(Reach.EVERY_CALL),
  /** Refuses in the body of an HTTP 200. Nothing is done. */
  SOFT_FAILURE(Reach.EVERY_CALL),
  /** Refuses because the temporary credentials have run out. Nothing is done. */
  EXPIRED_TOKEN(Reach.EVERY_CALL),
  /** Refuses because the request's date is too far from the service's. Nothing is done. */
  CLOCK_SKEW(Reach.EVERY_CALL),
  /** Answers as before the job's last start or precheck, once, or for the fault's duration. */
  STALE_STATUS(Reach.STATUS_READS),
  /** Reports a job status that no document names. */
  UNKNOWN_STATUS(Reach.STATUS_READS),
  /** Answers in pages of one entry, between which the entries change places. */
  CHANGING_PAGE(Reach.PAGE_READS),
  /** The precheck that this call begins does not end, or not before the fault's duration. */
  ENDLESS_CHECK(Reach.STARTS);

  /** Which calls a fault can meet; others pass it by and do not use it up. */
  public enum Reach {
    EVERY_CALL,
    STATUS_READS,
    /** Those status reads that answer in pages. */
    PAGE_READS,
    /** Those that begin a precheck. */
    STARTS;

    boolean covers(Reach action) {
      return this == EVERY_CALL || this == action || (this == STATUS_READS && action == PAGE_READS);
    }
  }

  private final Reach reach;

  Fault(Reach reach) {
    this.reach = reach;
  }

  public Reach reach() {
    return reach;
  }

  /** As it is written in the admin API, e.g. {@code drop-after}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Fault> find(String wireName) {
    return Arrays.stream(values()).filter(fault -> fault.wireName().equals(wireName)).findFirst();
  }
}
