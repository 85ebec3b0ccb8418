package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.Progress;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Engine.StructureObject;
import io.tidegate.sandbox.core.Engine.TableProgress;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.alibaba.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The objects of a schema migration, and tables loaded and followed, as answers list them. */
final class StageTables {
  private StageTables() {}

  /** One object of the schema migration. */
  record Structure(StructureObject.Kind kind, ProgressInfo info) {
    /** Whether it is of the kind that StructPhase asks for. */
    boolean isOf(@Nullable String phase) {
      return phase == null || kind.name().equalsIgnoreCase(phase);
    }
  }

  static List<Structure> structure(JobView view) {
    StageProgress stage = view.progress().structure();
    List<Structure> structures = new ArrayList<>();
    for (StructureObject object : view.progress().objects()) {
      String state = state(stage, object, view);
      structures.add(
          new Structure(
              object.kind(),
              info(
                  view,
                  new Names(object.sourceName(), object.targetName()),
                  state,
                  stage.error(),
                  structures.size(),
                  new Size(1, "0", null),
                  object.ddl())));
    }
    return structures;
  }

  static List<ProgressInfo> fullLoad(JobView view) {
    Progress progress = view.progress();
    List<ProgressInfo> tables = new ArrayList<>();
    for (TableProgress table : progress.tables()) {
      String state =
          table.verified()
              ? "Finished"
              : state(progress.fullLoad(), table.sourceTable(), "Migrating", view);
      tables.add(
          info(
              view,
              new Names(table.sourceTable(), table.targetTable()),
              state,
              progress.fullLoad().error(),
              tables.size(),
              new Size(
                  capped(Math.max(0, table.sourceRows())),
                  Long.toString(Math.max(0, table.targetRows())),
                  table.verified() ? table.targetRows() - table.sourceRows() : null),
              ""));
    }
    return tables;
  }

  /** The tables whose changes are followed; none before that. */
  static List<ProgressInfo> following(JobView view) {
    Following following = view.progress().following();
    List<ProgressInfo> tables = new ArrayList<>();
    if (following.state() == StageProgress.State.NOT_STARTED) {
      return tables;
    }
    for (TableProgress table : view.progress().tables()) {
      tables.add(
          info(
              view,
              new Names(table.sourceTable(), table.targetTable()),
              state(following, table.sourceTable(), view),
              following.error(),
              tables.size(),
              new Size(0, "0", null),
              ""));
    }
    return tables;
  }

  private static String state(Following following, String object, JobView view) {
    return following.state() == StageProgress.State.FAILED
            && !isNamed(name(object), following.error())
        ? "Migrating"
        : Words.stage(following, view.job().status());
  }

  private static String state(StageProgress stage, StructureObject object, JobView view) {
    if (stage.state() == StageProgress.State.RUNNING && object.ddl().isEmpty()) {
      return "NotStarted";
    }
    String begun = object.ddl().isEmpty() ? "NotStarted" : "Migrating";
    return state(stage, object.sourceName(), begun, view);
  }

  private static String state(StageProgress stage, String object, String begun, JobView view) {
    return switch (stage.state()) {
      case NOT_STARTED, RUNNING, FINISHED -> Words.stage(stage, view.job().status());
      // The engine names the object that it failed on; the others are where they are.
      case FAILED -> isNamed(name(object), stage.error()) ? "Failed" : begun;
    };
  }

  private static boolean isNamed(String object, String error) {
    return Pattern.compile("(?<![\\w$])" + Pattern.quote(object) + "(?![\\w$])")
        .matcher(error)
        .find();
  }

  private record Names(String source, String target) {}

  /**
   * How much there is to do.
   *
   * @param different rows by which the target differs; null where they were not compared
   */
  private record Size(int total, String current, @Nullable Long different) {}

  private static ProgressInfo info(
      JobView view, Names names, String state, String error, int index, Size size, String ddl) {
    boolean failed = state.equals("Failed");
    return new ProgressInfo(
        name(names.source()),
        name(names.source()),
        state,
        false,
        false,
        "N",
        index + 1,
        size.total(),
        size.current(),
        "[]",
        Words.offsetTime(view.job().state().startedAt()),
        state.equals("Finished") ? Words.offsetTime(view.job().state().endedAt()) : null,
        failed ? error : null,
        null,
        null,
        view.job().id(),
        Integer.toString(index + 1),
        schema(names.source()),
        schema(names.target()),
        name(names.target()),
        size.different(),
        ddl.isEmpty() ? null : ddl,
        0,
        failed ? List.of(new ProgressInfo.JobLog(error, ddl, "Migration", "ERROR")) : List.of());
  }

  private static int capped(long rows) {
    return (int) Math.min(Integer.MAX_VALUE, rows);
  }

  private static String schema(String object) {
    return object.substring(0, Math.max(0, object.indexOf('.')));
  }

  private static String name(String object) {
    return object.substring(object.indexOf('.') + 1);
  }
}
