package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ListProjectFullVerifyResult: what the comparison of the rows has come to. Nothing in it ever
 * differs, for a table that does fails its project.
 */
record ListProjectFullVerifyResult(Projects projects)
    implements Action<ListProjectFullVerifyResult.Parameters> {

  /** What it takes. */
  record Parameters(@Nullable String projectId) {}

  /** Of all tables together, and of each. */
  record Result(long differentNumber, List<Compared> fullVerifyTableStatistics) {}

  /**
   * A table.
   *
   * @param progress a fraction of 1, as text
   */
  record Compared(
      String sourceTableName,
      String sourceSchemaName,
      String destSchemaName,
      long sourceOnlyCount,
      long destOnlyCount,
      long mismatchedCount,
      long consistentCount,
      String progress,
      @Nullable String message,
      String status,
      String resultType,
      @Nullable String resultDesc,
      @Nullable List<String> errorDetails) {

    static Compared of(TableProgress table) {
      String result = table.sourceRows() == 0 ? "BOTH_EMPTY" : "CONSISTENT";
      return new Compared(
          afterDot(table.sourceTable()),
          beforeDot(table.sourceTable()),
          beforeDot(table.targetTable()),
          0,
          0,
          0,
          table.verified() ? table.sourceRows() : 0,
          table.verified() ? "1.0" : "0.0",
          null,
          table.verified() ? "FINISHED" : "RUNNING",
          table.verified() ? result : "RUNNING",
          null,
          null);
    }

    private static String beforeDot(String table) {
      return table.substring(0, table.indexOf('.'));
    }

    private static String afterDot(String table) {
      return table.substring(table.indexOf('.') + 1);
    }
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Reply answer(Parameters parameters, Call call) {
    String id = Projects.required(parameters.projectId(), "projectId");
    JobView view = projects.look(id, call.sight());
    return Reply.of(new Result(0, view.progress().tables().stream().map(Compared::of).toList()));
  }
}
