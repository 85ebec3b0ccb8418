package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checks of each set, in the order in which the services that we stand in for report them. */
final class CheckLists {
  /** What every job on Alibaba's API is asked first. */
  private static final List<Check> ALIBABA_FIRST =
      List.of(
          new ConnectionCheck("CHECK_CONN_SRC", Check.Side.SOURCE),
          new SourcePrivilegesCheck(),
          new ConnectionCheck("CHECK_CONN_DEST", Check.Side.TARGET),
          new TargetPrivilegesCheck(),
          new BinlogOnCheck(),
          new BinlogModeCheck(),
          new BinlogRowImageCheck(),
          new ServerIdCheck(),
          new BinlogExistsCheck(Duration.ofDays(1)),
          new StorageEngineCheck(),
          new PasswordFormatCheck(),
          new SourceVersionCheck(),
          new SameObjectCheck(),
          new SqlModeCheck());

  private static final List<Check> ALIBABA =
      alibaba(new SameUserCheck(), new TargetTablesEmptyCheck());

  private static final List<Check> ALIBABA_SYNC =
      alibaba(new SameUserAmongJobsCheck(), new TopologyCheck());

  private CheckLists() {}

  static List<Check> of(CheckSet set, JobSpec spec) {
    return switch (set) {
      case ALIBABA -> ALIBABA;
      case ALIBABA_SYNC -> ALIBABA_SYNC;
      case TENCENT_MIGRATION -> migration(spec);
      case TENCENT_SYNC -> sync();
      case OMS -> OmsChecks.of(spec);
    };
  }

  private static List<Check> alibaba(Check... last) {
    return Stream.concat(ALIBABA_FIRST.stream(), Stream.of(last)).toList();
  }

  private static List<Check> migration(JobSpec spec) {
    List<Check> checks = new ArrayList<>();
    checks.add(new ConnectDbStep());
    checks.addAll(databases(Verdict.FAILED));
    checks.add(new OptimizeStep());
    // The triggers of moved tables are moved with the structure, and not without.
    if (spec.stages().structure()) {
      checks.add(new AdvancedObjectsStep());
    }
    return checks;
  }

  private static List<Check> sync() {
    List<Check> checks = new ArrayList<>();
    checks.add(new ConnectDbStep());
    checks.add(new OptimizeStep());
    checks.addAll(databases(Verdict.WARNING));
    checks.add(new AdvancedObjectsStep());
    return checks;
  }

  /**
   * @param olderTarget what a target that is older than its source comes to
   */
  private static List<Check> databases(Verdict olderTarget) {
    return List.of(
        new VersionStep(olderTarget),
        new SourcePrivilegesStep(),
        new PartParametersStep(PartParametersStep.LENGTHY),
        new TargetPrivilegesStep(),
        new TargetEmptyStep(),
        new TargetSpaceStep(),
        new BinlogStep(),
        new ForeignKeyRulesStep(),
        new ForeignKeyParentsStep(),
        new ViewDefinersStep(),
        new WarningsStep());
  }
}
