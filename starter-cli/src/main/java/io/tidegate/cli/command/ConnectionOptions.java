package io.tidegate.cli.command;

import io.tidegate.cli.local.Installation;
import io.tidegate.cli.temporal.TemporalConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Temporal is. */
public final class ConnectionOptions {
  private static final String DEFAULT_ADDRESS = "127.0.0.1:7233";

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description =
          "Temporal's address. Default: TEMPORAL_ADDRESS, else a running 'demo --keep', else "
              + DEFAULT_ADDRESS
              + ".")
  private @Nullable String address;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Temporal's namespace. Default: TEMPORAL_NAMESPACE, else default.")
  private @Nullable String namespace;

  /** Connects; the caller closes. */
  TemporalConnection open() {
    return TemporalConnection.open(address(), namespace());
  }

  String address() {
    if (address != null) {
      return address;
    }
    String fromEnvironment = System.getenv("TEMPORAL_ADDRESS");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return fromEnvironment.strip();
    }
    return Installation.find().runningDemo().orElse(DEFAULT_ADDRESS);
  }

  String namespace() {
    if (namespace != null) {
      return namespace;
    }
    String fromEnvironment = System.getenv("TEMPORAL_NAMESPACE");
    return fromEnvironment == null || fromEnvironment.isBlank()
        ? "default"
        : fromEnvironment.strip();
  }
}
