package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.fault.Fault;

/**
 * One action of the API. Called from several threads.
 *
 * @param <P> its parameters: a record whose components are all the fields that the action knows, in
 *     lower camel case; null where one was not sent
 */
public interface Action<P> {

  default String name() {
    return getClass().getSimpleName();
  }

  /** Actions of one name in two versions are two actions. */
  ApiVersion version();

  Class<P> parameters();

  /** How many times the usual number of calls a second the service takes of this one. */
  default int share() {
    return 1;
  }

  /** Which faults can meet this action. */
  Fault.Reach reach();

  /**
   * Does what was asked.
   *
   * @return a record, or an empty map, whose fields stand beside the request id
   * @throws TencentError in the service's words
   * @throws io.tidegate.sandbox.core.Refusal for {@link TencentErrors} to put into them
   */
  Object answer(P parameters, Call call);
}
