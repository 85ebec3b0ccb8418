package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.fault.Fault;

/** One action of the API; the class is named as the action. Called from several threads. */
public interface Action {

  /** The two generations of actions that the one API version holds. */
  enum Family {
    /** Says no with an HTTP error. */
    DTS,
    /** Says no to a job in the body of an HTTP 200. */
    LEGACY
  }

  default String name() {
    return getClass().getSimpleName();
  }

  Family family();

  /** Which faults can meet this action. */
  Fault.Reach reach();

  /** How many times the usual number of calls a second the service takes of this one. */
  default int share() {
    return 1;
  }

  default boolean postOnly() {
    return false;
  }

  /**
   * Does what was asked.
   *
   * @return a record that is written as the answer's body
   * @throws AlibabaError in the service's words
   * @throws io.tidegate.sandbox.core.Refusal for {@link AlibabaErrors} to put into them
   */
  Object answer(Call call);
}
