package io.tidegate.cli.temporal;

import io.tidegate.cli.CliException;
import io.tidegate.cli.file.MigrationFile;
import io.tidegate.cli.output.Texts;
import io.tidegate.cli.temporal.MigrationList.Listed;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.WorkflowIds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the workflow that people mean by a migration's name. */
public final class MigrationNames {
  private static final String ID_PREFIX = "migration/";

  private final TemporalConnection temporal;
  private final @Nullable MigrationFile file;

  /**
   * Looks in what Temporal lists, then in a file.
   *
   * @param file absent when there is none at hand
   */
  public MigrationNames(TemporalConnection temporal, @Nullable MigrationFile file) {
    this.temporal = temporal;
    this.file = file;
  }

  /** The workflow's id for a name, or the id itself where it was given. */
  public String idOf(String name) {
    if (name.startsWith(ID_PREFIX)) {
      return name;
    }
    List<String> listed =
        new MigrationList(temporal)
            .named(name).orElse(List.of()).stream().map(Listed::id).distinct().toList();
    if (listed.size() == 1) {
      return listed.get(0);
    }
    if (listed.size() > 1) {
      throw CliException.usage(
          "several jobs have a migration named "
              + name
              + ": name one by its id: "
              + String.join(", ", listed));
    }
    // Not listed: started a moment ago, or this Temporal cannot list. The provider knows the id.
    return inFile(name)
        .map(this::idOf)
        .orElseThrow(
            () ->
                CliException.failed(
                    "there is no migration '"
                        + name
                        + "' at "
                        + temporal.address()
                        + (file == null ? "" : ", nor in " + file.name())
                        + "; see ./tidegate list"));
  }

  private Optional<PlanRequest.Entry> inFile(String name) {
    return file == null ? Optional.empty() : file.find(name);
  }

  private String idOf(PlanRequest.Entry entry) {
    PlanReport.Line line = new Asks(temporal).plan(List.of(entry)).lines().get(0);
    JobRef job = line.job();
    if (job == null) {
      throw CliException.failed(
          entry.name() + ": " + Texts.line(String.join("; ", line.problems())));
    }
    return WorkflowIds.migration(job);
  }
}
