package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.Action;
import io.tidegate.sandbox.dialect.tencent.ApiVersion;

/** An action of the version that tells of a check in one message. */
interface Version2018<P> extends Action<P> {
  @Override
  default ApiVersion version() {
    return ApiVersion.V2018;
  }
}
