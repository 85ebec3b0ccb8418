package io.tidegate.activity;

/** One try of an activity: what the rule for effects needs to know of it. */
interface Attempt {

  /** Counted from 1. */
  int number();

  /**
   * Says that this attempt lives and what it is doing.
   *
   * @throws RuntimeException when the attempt was given up or cancelled: nothing may be sent then
   */
  void heartbeat(String doing);

  /**
   * As {@link #heartbeat}, of what leaves now: attempts after this one are to know.
   *
   * @throws RuntimeException as above
   */
  default void sending(String what) {
    heartbeat(what);
  }

  /**
   * Says so from time to time, until closed: what comes now may take longer than an attempt may be
   * silent.
   */
  Alive keepAlive(String doing);

  /** Ends what {@link #keepAlive} began. */
  interface Alive extends AutoCloseable {
    @Override
    void close();
  }
}
