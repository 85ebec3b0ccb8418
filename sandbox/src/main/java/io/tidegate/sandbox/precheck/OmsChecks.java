package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.precheck.Check.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** OceanBase's items, the source's first: those that what the job is to do gives a meaning to. */
final class OmsChecks {
  private static final List<String> READ = List.of("SELECT");
  private static final List<String> WRITE = List.of("SELECT", "INSERT", "UPDATE", "DELETE");
  private static final List<String> KEEP_BOOKS = List.of("CREATE", "DROP");
  private static final List<String> MAKE =
      List.of("CREATE", "DROP", "ALTER", "INDEX", "REFERENCES", "CREATE VIEW", "TRIGGER");

  private final Stages stages;
  private final List<Check> checks = new ArrayList<>();

  private OmsChecks(Stages stages) {
    this.stages = stages;
  }

  static List<Check> of(JobSpec spec) {
    OmsChecks made = new OmsChecks(spec.stages());
    made.source();
    made.sourceObjects();
    made.target();
    return List.copyOf(made.checks);
  }

  private void source() {
    add(new ConnectionCheck("", Side.SOURCE)::ask, "RDB_CONNECT", Side.SOURCE, false, Set.of());
    source("RDB_SCHEMA_EXIST", false, SourceSchemas::ask);
    source("DB_VERSION", true, inspection -> VersionStep.supported(inspection, Side.SOURCE));
    if (stages.incremental()) {
      source("DB_INCR_LOG", false, new BinlogStep()::ask);
      source("DB_ACCOUNT_INCR_READ_PRIVILEGE", true, OmsChecks::mayFollow);
    }
    source("DB_ACCOUNT_FULL_READ_PRIVILEGE", true, inspection -> mayRead(inspection, READ));
    if (stages.structure()) {
      source(
          "DB_MYSQL_SHOW_VIEW_PRIVILEGE",
          true,
          inspection -> mayRead(inspection, List.of("SHOW VIEW")));
      // Without it the account does not see the triggers, and they would silently stay behind.
      source("DB_STRUCT_PRIVILEGE", true, inspection -> mayRead(inspection, List.of("TRIGGER")));
    }
  }

  private void sourceObjects() {
    source("RDB_TABLE_EXIST", true, SelectionExists::tables);
    source("DB_ENGINE", true, new StorageEngineCheck()::ask);
    source("DB_CHARSET", true, ColumnCharsets::ask);
    source("DB_UK_INDEX", true, KeylessTables::ask);
    source("DB_DATA_TYPE_INDEX", true, KeyTypes::ask);
    source("DB_FOREIGN_REFERENCE", true, ForeignKeyClosure::ask);
  }

  private void target() {
    add(new ConnectionCheck("", Side.TARGET)::ask, "RDB_CONNECT", Side.TARGET, false, Set.of());
    both("DB_TABLE_CYCLICALLY", false, SameUserCheck::circle);
    target("RDB_SCHEMA_EXIST", false, TargetSchemas::ask);
    target("DB_VERSION", true, inspection -> VersionStep.supported(inspection, Side.TARGET));
    both("DB_LOWER_CASE_TABLE_NAMES", true, PartParametersStep::letterCase);
    both("DB_CHARSET", true, DatabaseCharsets::ask);
    both("DB_SQL_MODE", true, new SqlModeCheck()::ask);
    target(
        "DB_MAX_ALLOWED_PACKET",
        true,
        inspection -> PartParametersStep.packet(inspection).orElse(Answer.passed()));
    both("DB_TIMEZONE", true, TimeZones::ask);
    target("DB_ACCOUNT_WRITER_PRIVILEGE", true, inspection -> mayWrite(inspection, WRITE));
    target(
        "DB_ACCOUNT_CREATE_PRIVILEGE",
        true,
        inspection -> mayWrite(inspection, stages.structure() ? MAKE : KEEP_BOOKS));
    if (stages.structure()) {
      both("SYNC_SCHEMA_CONSISTENCY", true, OmsChecks::isFree);
    } else {
      both("RDB_TABLE_EXIST", true, TargetTables::ask);
      both("SYNC_SCHEMA_CONSISTENCY", true, ColumnAgreement::ask);
      // A job that makes the tables makes their keys after the load.
      both("DB_NO_FOREIGN_KEY", true, TargetForeignKeys::ask);
    }
  }

  private void source(String type, boolean skippable, Question.AlwaysAsked asked) {
    add(asked, type, Side.SOURCE, skippable, Set.of(Side.SOURCE));
  }

  private void target(String type, boolean skippable, Question.AlwaysAsked asked) {
    add(asked, type, Side.TARGET, skippable, Set.of(Side.TARGET));
  }

  /** A question about the target that the source has a part in. */
  private void both(String type, boolean skippable, Question.AlwaysAsked asked) {
    add(asked, type, Side.TARGET, skippable, Side.BOTH);
  }

  private void add(
      Question.AlwaysAsked asked, String type, Side side, boolean skippable, Set<Side> needs) {
    checks.add(new OmsCheck(side, type, skippable, needs, asked));
  }

  private static Answer mayRead(Inspection inspection, List<String> privileges)
      throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.source());
    missing.needOnSelection(inspection.spec(), privileges);
    return missing.answer(Side.SOURCE);
  }

  private static Answer mayFollow(Inspection inspection) throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.source());
    missing.needReplication();
    return missing.answer(Side.SOURCE);
  }

  private static Answer mayWrite(Inspection inspection, List<String> privileges)
      throws SQLException {
    MissingGrants missing = MissingGrants.of(inspection.target());
    missing.needOnTargets(inspection.spec(), privileges);
    return missing.answer(Side.TARGET);
  }

  /** Are the names of what is made free at the target? */
  private static Answer isFree(Inspection inspection) throws SQLException {
    Answer objects = SameObjectCheck.ask(inspection, ", or leave them out");
    return objects.equals(Answer.passed()) ? TargetEmptyStep.triggers(inspection) : objects;
  }
}
