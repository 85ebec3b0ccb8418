package io.tidegate.sandbox.dialect.oms.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.http.Digests;
import org.jspecify.annotations.Nullable;

/** One end of a project, without its password. */
record ConnectInfo(
    String id,
    String endpointName,
    String endpointId,
    String endpointSide,
    String dbEngine,
    String connectionInfo,
    String username,
    @Nullable String version,
    @Nullable String timezone,
    @Nullable String charset,
    @Nullable String nlsLengthSemantics,
    @Nullable String operatingSystem,
    @Nullable String region,
    @Nullable String ocpName,
    @Nullable Object connExtraAttributes,
    String owner,
    String resourceOwner,
    String host,
    int port) {
  static final String SOURCE_TYPE = "MYSQL";

  /** The database that the service is made for; what stands in for it here is MySQL too. */
  static final String SINK_TYPE = "OB_MYSQL";

  private static final int ID_LENGTH = 12;

  static ConnectInfo ofSource(Endpoint endpoint) {
    return of(endpoint, "SOURCE", SOURCE_TYPE);
  }

  static ConnectInfo ofSink(Endpoint endpoint) {
    return of(endpoint, "DEST", SINK_TYPE);
  }

  private static ConnectInfo of(Endpoint endpoint, String side, String engine) {
    return new ConnectInfo(
        "c_" + mark(side + endpoint),
        "ds-" + mark(endpoint.toString()),
        endpointId(endpoint),
        side,
        engine,
        endpoint.host() + ":" + endpoint.port(),
        endpoint.user(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        ProjectInfo.OWNER,
        ProjectInfo.OWNER,
        endpoint.host(),
        endpoint.port());
  }

  /** One account at one server is one endpoint, however many projects it is in. */
  static String endpointId(Endpoint endpoint) {
    return "e_" + mark(endpoint.toString());
  }

  private static String mark(String text) {
    return Digests.sha256Hex(text.getBytes(UTF_8)).substring(0, ID_LENGTH);
  }
}
