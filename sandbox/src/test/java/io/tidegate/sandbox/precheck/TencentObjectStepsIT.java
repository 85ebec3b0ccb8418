package io.tidegate.sandbox.precheck;

import static io.tidegate.sandbox.lab.TestDatabases.account;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.precheck.TencentSteps.assertTold;
import static io.tidegate.sandbox.precheck.TencentSteps.database;
import static io.tidegate.sandbox.precheck.TencentSteps.finding;
import static io.tidegate.sandbox.precheck.TencentSteps.migration;
import static io.tidegate.sandbox.precheck.TencentSteps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.lab.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tencent's steps about what is selected: what fails each, and that the repair repairs it. */
class TencentObjectStepsIT {
  private final String database = freshName("shop");

  @BeforeEach
  void makeDatabase() {
    TestDatabases.run(source(), "create database " + database);
    run("create table customers (id int primary key)");
  }

  @Test
  void a_selected_table_that_is_not_there_is_named() {
    Finding told = finding(selecting("ordres"), "SrcPrivilegeCheck", "selected objects");
    assertThat(assertTold(told, Verdict.FAILED, "ordres").objects())
        .containsExactly(database + ".ordres");
    assertPasses(selecting("customers"), "SrcPrivilegeCheck", "selected objects");
  }

  @Test
  void a_table_of_fixed_rows_is_named_until_its_format_is_another() {
    run("create table fixed (id int primary key) engine=MyISAM row_format=fixed");
    Finding told = finding(whole(), "SimpleParamCheck", "row_format");
    assertThat(assertTold(told, Verdict.FAILED, database + ".fixed").objects())
        .containsExactly(database + ".fixed");
    assertPasses(selecting("customers"), "SimpleParamCheck", "row_format");

    run("alter table fixed row_format = dynamic");
    assertPasses(whole(), "SimpleParamCheck", "row_format");
  }

  @Test
  void a_name_that_is_taken_at_the_target_is_named_until_it_is_free_and_cannot_be_passed_over() {
    TestDatabases.run(
        target(),
        "create database " + database,
        "create table " + database + ".customers (id int primary key)");
    CheckResult step = step(migration(whole()), "DstEmptyCheck");
    Finding told = assertTold(finding(step, "tables and views"), Verdict.FAILED, "customers");
    assertThat(step.skippable()).isFalse();
    assertThat(told.repair()).doesNotContain("shield");

    TestDatabases.run(target(), "drop table " + database + ".customers");
    assertPasses(whole(), "DstEmptyCheck", "tables and views");
  }

  @Test
  void a_trigger_that_is_at_the_target_already_is_named_until_it_is_dropped() {
    run("create trigger audit before insert on customers for each row set new.id = new.id");
    TestDatabases.run(
        target(),
        "create database " + database,
        "create table " + database + ".other (id int primary key)",
        "create trigger "
            + database
            + ".audit before insert on "
            + database
            + ".other for each row set new.id = new.id");
    assertTold(finding(whole(), "DstEmptyCheck", "triggers"), Verdict.FAILED, database + ".audit");
    TestDatabases.run(target(), "drop trigger " + database + ".audit");
    assertPasses(whole(), "DstEmptyCheck", "triggers");
  }

  @Test
  void how_much_room_the_tables_want_is_told_where_the_room_itself_is_not_seen() {
    CheckResult step = step(migration(whole()), "DstSpaceCheck");
    assertThat(step.verdict()).isEqualTo(Verdict.WARNING);
    // An InnoDB table with its one page of 16 KiB, and a fifth more.
    assertTold(finding(step, "free space"), Verdict.WARNING, "19660 bytes");
  }

  @Test
  void a_rule_that_changes_rows_fails_skippably_until_it_is_none() {
    run(
        "create table orders (id int primary key, customer int, constraint of foreign key"
            + " (customer) references customers (id) on delete cascade)");
    CheckResult step = step(migration(whole()), "ConstraintCheck");
    Finding told =
        assertTold(finding(step, "foreign key rules"), Verdict.FAILED, "ON DELETE CASCADE");
    assertThat(told.objects()).containsExactly(database + ".orders");
    assertThat(told.risk()).isNotBlank();
    assertThat(step.skippable()).isTrue();
    assertPasses(selecting("customers"), "ConstraintCheck", "foreign key rules");

    run("alter table orders drop foreign key of");
    run("alter table orders add constraint again foreign key (customer) references customers (id)");
    assertPasses(whole(), "ConstraintCheck", "foreign key rules");
  }

  @Test
  void a_set_null_is_a_rule_too_and_in_a_sync_as_well() {
    run(
        "create table orders (id int primary key, customer int, foreign key (customer)"
            + " references customers (id) on update set null)");
    CheckResult step = step(TencentSteps.run(CheckSet.TENCENT_SYNC, whole()), "ConstraintCheck");
    assertTold(finding(step, "foreign key rules"), Verdict.FAILED, "ON UPDATE SET NULL");
    assertThat(step.skippable()).isTrue();
  }

  @Test
  void a_parent_that_is_not_selected_is_named_and_selecting_it_helps() {
    run("create table orders (id int primary key, foreign key (id) references customers (id))");
    Finding told = finding(selecting("orders"), "ConstraintRefCheck", "referenced tables");
    assertThat(assertTold(told, Verdict.FAILED, "customers").objects())
        .containsExactly(database + ".customers");
    assertPasses(selecting("orders", "customers"), "ConstraintRefCheck", "referenced tables");
    assertPasses(whole(), "ConstraintRefCheck", "referenced tables");
  }

  @Test
  void a_parent_in_a_database_that_is_not_selected_is_named_too() {
    String other = freshName("crm");
    TestDatabases.run(
        source(),
        "create database " + other,
        "create table " + other + ".people (id int primary key)");
    run(
        "create table orders (id int primary key, foreign key (id) references "
            + other
            + ".people (id))");
    assertTold(
        finding(whole(), "ConstraintRefCheck", "referenced tables"),
        Verdict.FAILED,
        other + ".people");
  }

  @Test
  void a_view_of_somebody_elses_is_warned_of_and_fails_nothing() {
    run("create view mine as select * from customers");
    assertPasses(whole(), "ViewCheck", "view definers");
    run("create definer = somebody@elsewhere view theirs as select * from customers");
    Finding told = finding(whole(), "ViewCheck", "view definers");
    assertThat(assertTold(told, Verdict.WARNING, "root@localhost").objects())
        .containsExactly(database + ".theirs");
  }

  @Test
  void a_table_without_a_key_is_warned_of_until_it_has_one() {
    run("create table loose (id int, other int unique)");
    run("create table strict (id int not null unique)");
    Finding told = finding(whole(), "WarningParamCheck", "keys");
    assertThat(assertTold(told, Verdict.WARNING, "loose").objects())
        .containsExactly(database + ".loose");

    run("alter table loose add primary key (id)");
    assertPasses(whole(), "WarningParamCheck", "keys");
  }

  @Test
  void a_load_that_nothing_follows_is_warned_of_writes() {
    assertTold(
        finding(whole(), "WarningParamCheck", "writes during the load"),
        Verdict.WARNING,
        "follows nothing");
    assertPasses(
        TencentSteps.spec(
            source().endpoint(),
            target().endpoint(),
            new Stages(true, true, true),
            database(database)),
        "WarningParamCheck",
        "writes during the load");
  }

  @Test
  void triggers_want_a_target_that_trusts_their_makers() {
    assertPasses(whole(), "AdvancedStoreObjectCheck", "log_bin_trust_function_creators");
    run("create trigger audit before insert on customers for each row set new.id = new.id");
    String name = "log_bin_trust_function_creators";
    Finding told =
        assertTold(
            finding(whole(), "AdvancedStoreObjectCheck", name), Verdict.FAILED, name + " = OFF");
    assertThat(told.objects()).containsExactly(database + ".audit");
    assertThat(step(migration(whole()), "AdvancedStoreObjectCheck").skippable()).isFalse();

    TestDatabases.run(target(), told.repair().replace("at the target: ", ""));
    try {
      assertPasses(whole(), "AdvancedStoreObjectCheck", name);
    } finally {
      TestDatabases.run(target(), "set global log_bin_trust_function_creators = OFF");
    }
  }

  @Test
  void triggers_of_renamed_databases_and_of_other_definers_are_warned_of() {
    run(
        "create definer = somebody@elsewhere trigger audit before insert on customers for each row"
            + " set new.id = new.id");
    JobSpec renamed =
        TencentSteps.spec(
            source().endpoint(),
            target().endpoint(),
            new DatabaseSelection(database, database + "_new", List.of()));
    assertTold(
        finding(renamed, "AdvancedStoreObjectCheck", "renamed databases"),
        Verdict.WARNING,
        database + ".audit");
    assertTold(
        finding(renamed, "AdvancedStoreObjectCheck", "trigger definers"),
        Verdict.WARNING,
        "root@localhost");
    assertPasses(whole(), "AdvancedStoreObjectCheck", "renamed databases");
  }

  @Test
  void routines_and_events_of_whole_databases_are_told_to_stay_behind() {
    run("create procedure tidy() select 1");
    run("create event nightly on schedule every 1 day do select 1");
    Finding told = finding(whole(), "AdvancedStoreObjectCheck", "routines and events");
    assertThat(assertTold(told, Verdict.WARNING, "tidy").objects())
        .containsExactly(database + ".tidy", database + ".nightly");
    assertThat(step(migration(selecting("customers")), "AdvancedStoreObjectCheck").findings())
        .extracting(Finding::name)
        .doesNotContain("routines and events");
  }

  /** Servers hide from an account what it has no right to; the steps would pass for blindness. */
  @Test
  void accounts_with_the_grants_that_are_asked_for_see_what_root_sees() {
    run("create table loose (id int)");
    run("create table fixed (id int primary key) engine=MyISAM row_format=fixed");
    run(
        "create table orders (id int primary key, foreign key (id) references customers (id)"
            + " on delete cascade)");
    run("create definer = somebody@elsewhere view theirs as select * from customers");
    run("create trigger audit before insert on customers for each row set new.id = new.id");
    Endpoint reader = account(source(), "usage on *.*");
    Endpoint writer = account(target(), "usage on *.*");
    JobSpec spec = TencentSteps.spec(reader, writer, database(database));
    for (String repair : repairs(spec, "SrcPrivilegeCheck")) {
      TestDatabases.run(source(), repair);
    }
    for (String repair : repairs(spec, "DstPrivilegeCheck")) {
      TestDatabases.run(target(), repair);
    }

    for (String code :
        List.of(
            "SimpleParamCheck",
            "DstSpaceCheck",
            "BinlogParamCheck",
            "ConstraintCheck",
            "WarningParamCheck",
            "OptimizeCheck")) {
      assertThat(step(migration(spec), code)).isEqualTo(step(migration(whole()), code));
    }
    assertTold(finding(spec, "ViewCheck", "view definers"), Verdict.WARNING, database + ".theirs");
    assertTold(
        finding(spec, "AdvancedStoreObjectCheck", "log_bin_trust_function_creators"),
        Verdict.FAILED,
        database + ".audit");
  }

  private static String[] repairs(JobSpec spec, String code) {
    return step(migration(spec), code).findings().get(0).repair().split("(?<=;) ", -1);
  }

  private JobSpec whole() {
    return selecting();
  }

  private JobSpec selecting(String... tables) {
    return TencentSteps.spec(source().endpoint(), target().endpoint(), database(database, tables));
  }

  private static void assertPasses(JobSpec spec, String code, String name) {
    Finding finding = finding(spec, code, name);
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASSED);
    assertThat(finding.reason()).isEmpty();
    assertThat(finding.repair()).isEmpty();
  }

  /** Runs a statement in the test's database at the source. */
  private void run(String statement) {
    TestDatabases.run(source(), "use " + database, statement);
  }
}
