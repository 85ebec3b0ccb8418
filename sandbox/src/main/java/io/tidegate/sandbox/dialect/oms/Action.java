package io.tidegate.sandbox.dialect.oms;

import io.tidegate.sandbox.fault.Fault;

/**
 * One action of the API. Called from several threads.
 *
 * @param <P> its parameters: a record whose components are the fields that the action reads; null
 *     where one was not sent. Other fields of a body are passed over, as the service does
 */
public interface Action<P> {

  default String name() {
    return getClass().getSimpleName();
  }

  Class<P> parameters();

  /** Which faults can meet this action. */
  Fault.Reach reach();

  /** Whether the service has this action in that release. */
  default boolean isIn(Release release) {
    return true;
  }

  /**
   * Does what was asked.
   *
   * @throws OmsError in the service's words
   * @throws io.tidegate.sandbox.core.Refusal for {@link OmsErrors} to put into them
   */
  Reply answer(P parameters, Call call);
}
