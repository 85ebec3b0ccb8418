package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.alibaba.Words;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a precheck run found on the ways to both servers, as DescribePreCheckStatus reports it. */
final class NetworkReport {
  private NetworkReport() {}

  /**
   * An element of FullNetCheckJobStatus.
   *
   * @param srcRegionCidr the address that the source must let in; left out where no way led there
   */
  record FullNetCheck(
      String jobId,
      String jobName,
      String code,
      String state,
      int total,
      int errorItem,
      String hostRegion,
      String srcRegion,
      String destRegion,
      @Nullable String srcRegionCidr,
      @Nullable String destRegionCidr,
      String sourceEndpointType,
      String destinationEndpointType,
      List<ProgressInfo> jobProgress) {}

  /** NetworkDiagnosisResult. */
  record Diagnoses(String modelVersion, List<Diagnosis> diagnosis) {}

  /** One server that could not be reached. The codes are the sandbox's own. */
  record Diagnosis(String endpointType, String code) {}

  static List<FullNetCheck> checks(PrecheckRun run, Endpoint from, Endpoint to) {
    PrecheckRun.Network network = run.network();
    if (network == null) {
      return List.of();
    }
    List<ProgressInfo> ways =
        List.of(
            way(run, network, "CHECK_CONN_SRC", network.source(), from, 1),
            way(run, network, "CHECK_CONN_DEST", network.target(), to, 2));
    int errors = (int) ways.stream().filter(way -> way.state().equals("Failed")).count();
    return List.of(
        new FullNetCheck(
            id(run),
            "dts.step.fullnetcheck",
            "01",
            errors == 0 ? "Success" : "Failed",
            ways.size(),
            errors,
            DtsJobParts.REGION,
            DtsJobParts.REGION,
            DtsJobParts.REGION,
            block(network.source()),
            block(network.target()),
            "OTHER",
            "OTHER",
            ways));
  }

  /** Null where there is nothing to diagnose. */
  static @Nullable Diagnoses diagnoses(PrecheckRun run) {
    PrecheckRun.Network network = run.network();
    if (network == null) {
      return null;
    }
    List<Diagnosis> found =
        Stream.concat(
                diagnosis("source", network.source()), diagnosis("destination", network.target()))
            .toList();
    return found.isEmpty() ? null : new Diagnoses("sandbox-network-1", found);
  }

  private static Stream<Diagnosis> diagnosis(String side, NetworkTrial trial) {
    return trial.reached()
        ? Stream.empty()
        : Stream.of(new Diagnosis(side, "sandbox.diagnosis.network." + word(trial)));
  }

  private static ProgressInfo way(
      PrecheckRun run,
      PrecheckRun.Network network,
      String item,
      NetworkTrial trial,
      Endpoint endpoint,
      int order) {
    boolean failed = !trial.reached();
    String address = endpoint.host() + ":" + endpoint.port();
    String error = "no way to " + address;
    return new ProgressInfo(
        item,
        item + "_DETAIL",
        failed ? "Failed" : "Success",
        false,
        false,
        "N",
        order,
        1,
        "0",
        "[]",
        Words.offsetTime(network.bootTime()),
        Words.offsetTime(network.finishTime()),
        failed ? error : null,
        failed ? trial.error() : null,
        failed ? repair(trial.outcome()) : null,
        id(run),
        String.format("%d9%02d", run.number(), order),
        null,
        null,
        address,
        null,
        null,
        0,
        failed
            ? List.of(new ProgressInfo.JobLog(error, trial.error(), "Network", "ERROR"))
            : List.of());
  }

  private static String repair(NetworkTrial.Outcome outcome) {
    return switch (outcome) {
      case REACHED -> "";
      case UNKNOWN_HOST -> "correct the host name, or let the name server know it";
      case REFUSED -> "start the server, or correct the port";
      case TIMED_OUT, UNREACHABLE -> "open the route and the firewalls on the way";
    };
  }

  private static String id(PrecheckRun run) {
    return run.id() + "n";
  }

  private static String word(NetworkTrial trial) {
    return switch (trial.outcome()) {
      case REACHED -> "reached";
      case UNKNOWN_HOST -> "unknown_host";
      case REFUSED -> "refused";
      case TIMED_OUT -> "timed_out";
      case UNREACHABLE -> "unreachable";
    };
  }

  private static @Nullable String block(NetworkTrial trial) {
    if (trial.from().isEmpty()) {
      return null;
    }
    return trial.from() + (trial.from().contains(":") ? "/128" : "/32");
  }
}
