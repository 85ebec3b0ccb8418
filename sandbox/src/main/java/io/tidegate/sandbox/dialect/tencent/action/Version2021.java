package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.ApiVersion;

/** An action of the version that checks step by step. */
interface Version2021<P> extends Action<P> {
  @Override
  default ApiVersion version() {
    return ApiVersion.V2021;
  }
}
