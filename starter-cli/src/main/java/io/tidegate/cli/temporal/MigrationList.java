package io.tidegate.cli.temporal;

import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import io.tidegate.cli.CliException;
import io.tidegate.workflow.contract.SearchAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Migrations as Temporal's visibility lists them, newest first. */
public final class MigrationList {
  private static final String ALL = "WorkflowType = 'MigrationWorkflow'";

  private final TemporalConnection temporal;

  /**
   * One run of a migration.
   *
   * @param status Temporal's word for the run, e.g. {@code RUNNING}
   */
  public record Listed(
      String name,
      String id,
      String account,
      String phase,
      long round,
      boolean needsHuman,
      List<String> failedItems,
      String status,
      Instant startedAt,
      @Nullable Instant endedAt) {}

  /** Lists over this connection. */
  public MigrationList(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /** The newest runs, at most {@code limit}; only those that need a person, if so asked. */
  public List<Listed> newest(int limit, boolean needingHumanOnly) {
    String query =
        needingHumanOnly
            ? ALL
                + " AND "
                + SearchAttributes.NEEDS_HUMAN.getName()
                + " = true AND ExecutionStatus = 'Running'"
            : ALL;
    try {
      return query(query, limit);
    } catch (TemporalConnection.NotOffered e) {
      throw CliException.failed(
          e.getMessage() + "; ./tidegate status NAME works where the file is at hand", e);
    }
  }

  /** Runs of that name; absent where this Temporal cannot list, or not yet. */
  Optional<List<Listed>> named(String name) {
    try {
      return Optional.of(
          query(
              ALL + " AND " + SearchAttributes.MIGRATION.getName() + " = '" + escaped(name) + "'",
              100));
    } catch (TemporalConnection.NotOffered e) {
      return Optional.empty();
    }
  }

  private List<Listed> query(String query, int limit) {
    return temporal.call(
        "list",
        Deadlines.CALL,
        () -> {
          try (Stream<WorkflowExecutionMetadata> found = temporal.client().listExecutions(query)) {
            return found.limit(limit).map(MigrationList::listed).toList();
          }
        });
  }

  private static Listed listed(WorkflowExecutionMetadata run) {
    Long round = value(run, SearchAttributes.ROUND);
    List<String> failed = value(run, SearchAttributes.FAILED_ITEMS);
    return new Listed(
        text(run, SearchAttributes.MIGRATION),
        run.getExecution().getWorkflowId(),
        text(run, SearchAttributes.ACCOUNT),
        text(run, SearchAttributes.PHASE),
        round == null ? 0 : round,
        Boolean.TRUE.equals(value(run, SearchAttributes.NEEDS_HUMAN)),
        failed == null ? List.of() : List.copyOf(failed),
        run.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", ""),
        run.getStartTime(),
        run.getCloseTime());
  }

  private static <T> @Nullable T value(WorkflowExecutionMetadata run, SearchAttributeKey<T> key) {
    return run.getTypedSearchAttributes().get(key);
  }

  private static String text(WorkflowExecutionMetadata run, SearchAttributeKey<String> key) {
    String value = value(run, key);
    return value == null ? "" : value;
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("'", "\\'");
  }
}
