package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Engine.Progress;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.alibaba.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of a schema migration or a full load as DescribePreCheckStatus lists them. */
final class StageTables {
  private StageTables() {}

  static List<ProgressInfo> structure(JobView view) {
    StageProgress stage = view.progress().structure();
    List<ProgressInfo> tables = new ArrayList<>();
    for (TableProgress table : view.progress().tables()) {
      tables.add(info(view, table, state(stage, table, view), stage.error(), tables.size(), false));
    }
    return tables;
  }

  static List<ProgressInfo> fullLoad(JobView view) {
    Progress progress = view.progress();
    List<ProgressInfo> tables = new ArrayList<>();
    for (TableProgress table : progress.tables()) {
      String state = table.verified() ? "Finished" : state(progress.fullLoad(), table, view);
      tables.add(info(view, table, state, progress.fullLoad().error(), tables.size(), true));
    }
    return tables;
  }

  private static String state(StageProgress stage, TableProgress table, JobView view) {
    return switch (stage.state()) {
      case NOT_STARTED, RUNNING, FINISHED -> Words.stage(stage, view.job().status());
      // The engine names the table that it failed on; the others are where they are.
      case FAILED -> stage.error().contains(name(table.sourceTable())) ? "Failed" : "Migrating";
    };
  }

  private static ProgressInfo info(
      JobView view, TableProgress table, String state, String error, int index, boolean rows) {
    String jobId = view.job().id();
    boolean failed = state.equals("Failed");
    return new ProgressInfo(
        name(table.sourceTable()),
        name(table.sourceTable()),
        state,
        false,
        false,
        "N",
        index + 1,
        rows ? capped(Math.max(0, table.sourceRows())) : 1,
        rows ? Long.toString(Math.max(0, table.targetRows())) : "0",
        "[]",
        Words.offsetTime(view.job().state().startedAt()),
        state.equals("Finished") ? Words.offsetTime(view.job().state().endedAt()) : null,
        failed ? error : null,
        null,
        null,
        jobId,
        Integer.toString(index + 1),
        schema(table.sourceTable()),
        schema(table.targetTable()),
        name(table.targetTable()),
        null,
        rows && table.verified() ? table.targetRows() - table.sourceRows() : null,
        table.ddl().isEmpty() || rows ? null : table.ddl(),
        0,
        failed
            ? List.of(new ProgressInfo.JobLog(error, table.ddl(), "Migration", "ERROR"))
            : List.of());
  }

  /** Whether the element is of the kind that StructPhase asks for. */
  static boolean isPhase(ProgressInfo table, @Nullable String phase) {
    if (phase == null) {
      return true;
    }
    String ddl = table.ddlSql() == null ? "" : table.ddlSql().toUpperCase(Locale.ROOT);
    boolean view = ddl.matches("(?s)CREATE\\b.*?\\bVIEW\\b.*") && !ddl.startsWith("CREATE TABLE");
    return switch (phase.toLowerCase(Locale.ROOT)) {
      case "view" -> view;
      case "table" -> !view;
      default -> false;
    };
  }

  private static int capped(long rows) {
    return (int) Math.min(Integer.MAX_VALUE, rows);
  }

  private static String schema(String table) {
    return table.substring(0, Math.max(0, table.indexOf('.')));
  }

  private static String name(String table) {
    return table.substring(table.indexOf('.') + 1);
  }
}
