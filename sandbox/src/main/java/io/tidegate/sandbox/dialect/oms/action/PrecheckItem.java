package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.ErrorDetail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a precheck, with the fields in the vendor's order.
 *
 * @param skippable whether it may be skipped, which it never is here
 * @param blackObjectsInfo the objects that the task would do without
 */
record PrecheckItem(
    String name,
    String endpointType,
    String checkType,
    String status,
    @Nullable String message,
    boolean skippable,
    String role,
    @Nullable String skipConsequence,
    @Nullable ErrorDetail errorDetail,
    boolean removable,
    @Nullable Objects blackObjectsInfo) {

  /** Objects, as a task's mapping names them. */
  record Objects(List<Database> databases) {}

  /** Objects of one database. */
  record Database(String name, List<Table> tables) {}

  /** One table or view. */
  record Table(String name) {}

  static PrecheckItem of(PrecheckRun run, PrecheckRun.Item item, Call call) {
    ItemKey key = ItemKey.of(item.code());
    CheckWords words = CheckWords.of(key.checkType());
    CheckResult result = item.result();
    boolean failed = item.failed();
    boolean skippable =
        failed
            && call.deployment()
                .skippable()
                .getOrDefault(key.checkType(), result != null && result.skippable());
    List<String> objects = result == null ? List.of() : result.objects();
    boolean removable = failed && words.removable() && !objects.isEmpty();
    return new PrecheckItem(
        (key.isOfSource() ? "Source" : "Target") + "-Primary database-" + words.title(),
        key.endpointType(),
        key.checkType(),
        status(run, result),
        message(result),
        skippable,
        "MASTER",
        skippable ? words.consequence() : null,
        failed && result != null ? error(words, result) : null,
        removable,
        removable ? new Objects(databases(objects)) : null);
  }

  private static String status(PrecheckRun run, @Nullable CheckResult result) {
    if (result == null) {
      return run.network() == null ? "PENDING" : "RUNNING";
    }
    return switch (result.verdict()) {
      case PASSED -> "PASSED";
      case WARNING -> "WARNING";
      case FAILED -> "FAILED";
    };
  }

  private static @Nullable String message(@Nullable CheckResult result) {
    return result == null || result.verdict() == CheckResult.Verdict.PASSED
        ? null
        : result.error() + ": " + result.detail();
  }

  /** What is wrong with an item that has failed. */
  static ErrorDetail error(CheckWords words, CheckResult result) {
    return ErrorDetail.of(words.code(), result.error(), result.detail(), result.repair());
  }

  private static List<Database> databases(List<String> names) {
    Map<String, List<Table>> tables = new LinkedHashMap<>();
    for (String name : names) {
      int dot = name.indexOf('.');
      String database = dot < 0 ? name : name.substring(0, dot);
      List<Table> of = tables.computeIfAbsent(database, unused -> new ArrayList<>());
      if (dot >= 0) {
        of.add(new Table(name.substring(dot + 1)));
      }
    }
    return tables.entrySet().stream()
        .map(entry -> new Database(entry.getKey(), entry.getValue()))
        .toList();
  }
}
