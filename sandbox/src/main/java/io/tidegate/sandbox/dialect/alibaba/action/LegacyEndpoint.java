package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.sandbox.core.Endpoint;

/** A database server as the legacy family shows it, without its password. */
record LegacyEndpoint(
    String instanceType,
    String engineName,
    @JsonProperty("IP") String ip,
    String port,
    String userName) {
  static LegacyEndpoint of(Endpoint endpoint) {
    return new LegacyEndpoint(
        "LocalInstance",
        "MySQL",
        endpoint.host(),
        Integer.toString(endpoint.port()),
        endpoint.user());
  }
}
