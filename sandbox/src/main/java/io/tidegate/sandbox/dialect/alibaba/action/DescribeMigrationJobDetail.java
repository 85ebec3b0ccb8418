package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeMigrationJobDetail: the tables of the stages that were asked for. */
final class DescribeMigrationJobDetail implements Action {
  private static final int STANDARD_PAGE = 30;
  private static final int LARGEST_PAGE = 100;

  private final JobService jobs;

  DescribeMigrationJobDetail(JobService jobs) {
    this.jobs = jobs;
  }

  /** One page of each stage; a stage that was not asked for is an empty list. */
  record Response(
      String requestId,
      boolean success,
      int pageNumber,
      int pageRecordCount,
      long totalRecordCount,
      StructureList structureInitializationDetailList,
      DataList dataInitializationDetailList,
      SynchronizationList dataSynchronizationDetailList) {}

  /** The wrapper that the array stands in. */
  record StructureList(List<Structure> structureInitializationDetail) {}

  /** One object of the schema migration. */
  record Structure(
      @Nullable String objectName,
      String objectType,
      @Nullable String sourceOwnerDBName,
      @Nullable String destinationOwnerDBName,
      String status,
      @Nullable String errorMessage,
      @Nullable String objectDefinition) {
    static Structure of(StageTables.Structure structure) {
      ProgressInfo table = structure.info();
      return new Structure(
          table.item(),
          switch (structure.kind()) {
            case SEQUENCE -> "Sequence";
            case TABLE -> "Table";
            case VIEW -> "View";
          },
          table.sourceSchema(),
          table.destSchema(),
          table.state(),
          table.errMsg(),
          table.ddlSql());
    }
  }

  /** The wrapper that the array stands in. */
  record DataList(List<Data> dataInitializationDetail) {}

  /** One table of the full load; its numbers are text. */
  record Data(
      @Nullable String tableName,
      @Nullable String sourceOwnerDBName,
      @Nullable String destinationOwnerDBName,
      String status,
      String totalRowNum,
      String finishRowNum,
      @Nullable String errorMessage) {
    static Data of(ProgressInfo table) {
      return new Data(
          table.item(),
          table.sourceSchema(),
          table.destSchema(),
          table.state(),
          Integer.toString(table.total()),
          table.current(),
          table.errMsg());
    }
  }

  /** The wrapper that the array stands in. */
  record SynchronizationList(List<Synchronization> dataSynchronizationDetail) {}

  /** One table whose changes are followed. */
  record Synchronization(
      @Nullable String tableName,
      @Nullable String sourceOwnerDBName,
      @Nullable String destinationOwnerDBName,
      String status,
      @Nullable String errorMessage) {
    static Synchronization of(ProgressInfo table) {
      return new Synchronization(
          table.item(), table.sourceSchema(), table.destSchema(), table.state(), table.errMsg());
    }
  }

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Object answer(Call call) {
    Parameters parameters = call.parameters();
    JobView view = JobIds.instance(jobs, parameters.get("MigrationJobId"), Sight.TRUTH);
    Page page = Page.asked(parameters, "PageNum", "PageSize", STANDARD_PAGE, LARGEST_PAGE);
    boolean structure = parameters.flag("MigrationMode.StructureInitialization").orElse(false);
    boolean data = parameters.flag("MigrationMode.DataInitialization").orElse(false);
    boolean changes = parameters.flag("MigrationMode.DataSynchronization").orElse(false);
    List<StageTables.Structure> structures = structure ? StageTables.structure(view) : List.of();
    List<ProgressInfo> loads = data ? StageTables.fullLoad(view) : List.of();
    List<ProgressInfo> followed = changes ? StageTables.following(view) : List.of();
    List<Structure> structurePage = page.of(structures).stream().map(Structure::of).toList();
    List<Data> loadPage = page.of(loads).stream().map(Data::of).toList();
    List<Synchronization> followedPage =
        page.of(followed).stream().map(Synchronization::of).toList();
    return new Response(
        call.requestId(),
        true,
        page.number(),
        Math.max(Math.max(structurePage.size(), loadPage.size()), followedPage.size()),
        Math.max(Math.max(structures.size(), loads.size()), followed.size()),
        new StructureList(structurePage),
        new DataList(loadPage),
        new SynchronizationList(followedPage));
  }
}
