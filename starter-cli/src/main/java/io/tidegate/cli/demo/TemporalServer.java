package io.tidegate.cli.demo;

import com.google.protobuf.util.Durations;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import io.tidegate.cli.CliException;
import io.tidegate.cli.local.Ports;
import io.tidegate.cli.local.Program;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.SearchAttributes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Temporal of a demo.
 *
 * @param kind {@code dev-server}, {@code server} for one that was there, or {@code test-server}
 * @param webUi absent where there is none
 */
record TemporalServer(String kind, String address, @Nullable String webUi) {
  private static final Duration READY = Duration.ofSeconds(30);

  /** Temporal forgets a finished run after a day; an audit asks later. */
  private static final long RETENTION_HOURS = 720;

  private static final String NAMESPACE = "default";

  /** One that runs already, and stays. */
  static TemporalServer existing(String address) {
    return new TemporalServer("server", address, null);
  }

  /** Begins to start the best that this machine can; {@link Starting#await} ends it. */
  static Starting start(Workshop workshop, boolean testServerOnly, Story story) {
    Optional<Path> cli =
        testServerOnly ? Optional.empty() : new TemporalCli(workshop.installation()).find(story);
    int port = Ports.free();
    if (cli.isEmpty()) {
      story.warn(
          "no Temporal CLI: using Temporal's in-memory test server instead. What is missing: the"
              + " Web UI, ./tidegate list, and anything after this demo ends");
      return new Starting(
          new TemporalServer("test-server", "127.0.0.1:" + port, null),
          workshop.start(
              "temporal",
              Program.TEST_SERVER.command(workshop.installation(), List.of("" + port)),
              Map.of()));
    }
    int uiPort = Ports.free();
    return new Starting(
        new TemporalServer("dev-server", "127.0.0.1:" + port, "http://127.0.0.1:" + uiPort),
        workshop.start("temporal", devServer(cli.get(), port, uiPort), Map.of()));
  }

  private static List<String> devServer(Path cli, int port, int uiPort) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(cli.toString(), "server", "start-dev", "--ip", "127.0.0.1"));
    command.addAll(List.of("--port", "" + port, "--ui-port", "" + uiPort));
    command.addAll(List.of("--db-filename", "temporal.db"));
    command.addAll(List.of("--sqlite-pragma", "journal_mode=wal"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=1"));
    command.addAll(List.of("--log-level", "error"));
    for (SearchAttributeKey<?> key : SearchAttributes.all()) {
      command.addAll(
          List.of("--search-attribute", key.getName() + "=" + cliType(key.getValueType())));
    }
    return command;
  }

  private static String cliType(IndexedValueType type) {
    return switch (type) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "KeywordList";
      case INDEXED_VALUE_TYPE_INT -> "Int";
      case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
      case INDEXED_VALUE_TYPE_BOOL -> "Bool";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      case INDEXED_VALUE_TYPE_TEXT -> "Text";
      case INDEXED_VALUE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a search attribute without a type");
    };
  }

  /** A server on its way up. */
  record Starting(TemporalServer server, ChildProcess process) {

    /** Waits until it answers. */
    TemporalServer await() {
      process.await(READY, () -> listens(server.address()));
      if (server.kind().equals("dev-server")) {
        keepLonger(server.address());
      }
      return server;
    }

    private static boolean listens(String address) {
      String[] parts = address.split(":", -1);
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), 500);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private static void keepLonger(String address) {
      try (TemporalConnection temporal = TemporalConnection.open(address, NAMESPACE)) {
        temporal
            .client()
            .getWorkflowServiceStubs()
            .blockingStub()
            .updateNamespace(
                UpdateNamespaceRequest.newBuilder()
                    .setNamespace(NAMESPACE)
                    .setConfig(
                        NamespaceConfig.newBuilder()
                            .setWorkflowExecutionRetentionTtl(Durations.fromHours(RETENTION_HOURS)))
                    .build());
      } catch (io.grpc.StatusRuntimeException e) {
        throw CliException.failed("Temporal's retention cannot be set: " + e.getMessage(), e);
      }
    }
  }
}
