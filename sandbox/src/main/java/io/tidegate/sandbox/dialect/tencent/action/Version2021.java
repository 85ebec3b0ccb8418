package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Action;

/** An action of the version that checks step by step. */
interface Version2021<P> extends Action<P> {
  @Override
  default String version() {
    return "2021-12-06";
  }
}
