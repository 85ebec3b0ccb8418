package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.isFalse;
import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.oms.wire.DefinitionReply;
import io.tidegate.provider.oms.wire.DefinitionReply.StructTransfer;
import io.tidegate.provider.oms.wire.ProgressReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Reads one project. One call has its status and another its steps; a project that does not run is
 * asked for its status before and after, and must be the same, so that no verdict is put together
 * from two states. The call that has both would send the whole definition with them.
 */
final class ProjectReader {
  private static final String PROGRESS = "DescribeProjectProgress";
  private static final String STEPS = "DescribeProjectSteps";
  private static final String PROJECT = "DescribeProject";
  private static final int MAX_READINGS = 4;
  private static final Duration READ = Duration.ofSeconds(10);

  private final OmsClient client;
  private final Clock clock;

  ProjectReader(OmsClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Project read(String project) {
    return read(project, Deadline.in(READ));
  }

  /**
   * @throws ProviderException {@code ReportChanging} where the project kept changing meanwhile
   */
  Project read(String project, Deadline deadline) {
    Map<String, String> parameters = Map.of("id", project);
    for (int reading = 0; reading < MAX_READINGS; reading++) {
      Instant readAt = clock.instant();
      ProgressReply before = progress(parameters, deadline);
      OmsReply steps = client.call(STEPS, parameters, deadline);
      String status = text(before.status());
      // One that runs is at most further than it is said to be.
      if (OmsWords.isRunning(status)
          || status.equals(text(progress(parameters, deadline).status()))) {
        return new Project(
            status, Project.steps(steps, steps.all()), text(before.incrSyncCheckpoint()), readAt);
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, OmsClient.PROVIDER, STEPS)
        .code("ReportChanging")
        .message(
            "project %s kept changing while it was read; none of it was taken".formatted(project))
        .build();
  }

  /** Whether a project is configured to wait for a person after its schema step. */
  boolean waitsAfterSchema(String project) {
    OmsReply reply = client.call(PROJECT, Map.of("id", project), Deadline.in(READ));
    StructTransfer schema = reply.as(reply.one(), DefinitionReply.class).structTransferConfig();
    return schema != null && isFalse(schema.autoProcessedToNextStep());
  }

  private ProgressReply progress(Map<String, String> parameters, Deadline deadline) {
    return client.call(PROGRESS, parameters, deadline).as(ProgressReply.class);
  }
}
