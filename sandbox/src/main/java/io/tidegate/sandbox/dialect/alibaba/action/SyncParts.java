package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.alibaba.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts that the answers about synchronisations hold in the same shape. */
final class SyncParts {
  private SyncParts() {}

  /** The latest precheck; its items have no wrapper here. */
  record PrecheckStatus(String status, String percent, List<Detail> detail) {
    static PrecheckStatus of(JobView view) {
      return new PrecheckStatus(
          Words.precheck(view.precheck()),
          view.precheck().map(LegacyWords::percent).orElse("0"),
          LegacyWords.answered(view).stream()
              .map(item -> new Detail(item.code(), item.word(), item.reason(), item.repair()))
              .toList());
    }
  }

  /** One answered item. */
  record Detail(
      String itemName,
      String checkStatus,
      @Nullable String errorMessage,
      @Nullable String repairMethod) {}

  /** What is synchronised of one database; without tables, all of it. */
  record SynchronizationObject(
      String schemaName,
      String newSchemaName,
      List<Table> tableIncludes,
      List<Table> tableExcludes) {
    static List<SynchronizationObject> of(Job job) {
      return job.spec().objects().stream().map(SynchronizationObject::of).toList();
    }

    private static SynchronizationObject of(DatabaseSelection selection) {
      return new SynchronizationObject(
          selection.database(),
          selection.targetDatabase(),
          selection.tables().stream().map(Table::new).toList(),
          List.of());
    }
  }

  /** A table by its name. */
  record Table(String tableName) {}

  /** Up to when the source's changes are applied, in seconds of Unix time, as text. */
  static @Nullable String checkpoint(JobView view) {
    Long checkpoint = DtsJobParts.checkpoint(view.progress().following());
    return checkpoint == null ? null : checkpoint.toString();
  }
}
