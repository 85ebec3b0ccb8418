package io.tidegate.sandbox.precheck;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.precheck.OmsItems.ROWS;
import static io.tidegate.sandbox.precheck.OmsItems.assertFails;
import static io.tidegate.sandbox.precheck.OmsItems.assertPasses;
import static io.tidegate.sandbox.precheck.OmsItems.database;
import static io.tidegate.sandbox.precheck.OmsItems.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.lab.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OceanBase's items about what is selected: what fails each, and what then passes it. */
class OmsObjectItemsIT {
  private static final Stages LOAD = new Stages(true, true, false);
  private static final String STATEMENTS =
      "select variable_value from information_schema.global_status"
          + " where variable_name = 'QUESTIONS'";

  private final String database = freshName("shop");

  @BeforeEach
  void makeDatabase() {
    TestDatabases.run(source(), "create database " + database);
    run("create table customers (id int primary key)");
  }

  @Test
  void a_database_that_is_not_there_is_named() {
    JobSpec nowhere = of(LOAD, freshName("nowhere"));
    assertFails(nowhere, "SOURCE/RDB_SCHEMA_EXIST", "nowhere");
    assertPasses(nowhere, "SOURCE/RDB_TABLE_EXIST");
    assertPasses(selecting(), "SOURCE/RDB_SCHEMA_EXIST");
  }

  @Test
  void a_database_of_the_server_itself_is_refused_at_both_ends() {
    assertFails(of(LOAD, "mysql"), "SOURCE/RDB_SCHEMA_EXIST", "mysql");
    assertFails(of(LOAD, "mysql"), "DEST/RDB_SCHEMA_EXIST", "mysql");
    assertPasses(selecting(), "DEST/RDB_SCHEMA_EXIST");
  }

  @Test
  void a_table_that_is_not_there_is_named() {
    assertThat(
            assertFails(selecting("ordres"), "SOURCE/RDB_TABLE_EXIST", database + ".ordres")
                .objects())
        .containsExactly(database + ".ordres");
    assertPasses(selecting("customers"), "SOURCE/RDB_TABLE_EXIST");
  }

  @Test
  void a_table_without_rows_of_its_own_is_named() {
    run("create table part (id int primary key) engine=MyISAM");
    run("create table whole (id int) engine=MRG_MyISAM union=(" + database + ".part)");
    assertThat(assertFails(selecting(), "SOURCE/DB_ENGINE", "MRG_MyISAM").objects())
        .containsExactly(database + ".whole");
    assertPasses(selecting("part"), "SOURCE/DB_ENGINE");
  }

  @Test
  void a_column_in_a_character_set_that_is_not_served_is_named_by_its_table() {
    run("create table old (id int primary key, name varchar(10) character set latin7)");
    assertThat(assertFails(selecting(), "SOURCE/DB_CHARSET", "latin7").objects())
        .containsExactly(database + ".old");
    run("alter table old convert to character set utf8mb4");
    assertPasses(selecting(), "SOURCE/DB_CHARSET");
  }

  @Test
  void a_table_without_a_key_is_named_until_it_has_one() {
    run("create table loose (id int, other int unique)");
    assertThat(assertFails(selecting(), "SOURCE/DB_UK_INDEX", "loose").objects())
        .containsExactly(database + ".loose");
    run("alter table loose add primary key (id)");
    assertPasses(selecting(), "SOURCE/DB_UK_INDEX");
  }

  @Test
  void a_key_with_a_floating_point_number_is_named_where_no_other_tells_the_rows_apart() {
    run("create table measured (at double primary key, id int not null unique)");
    run("create table weighed (weight float not null unique)");
    run("create table both_ways (weight float not null unique, id int not null unique)");
    run("create table exact (id int primary key, weight float unique, note double)");
    assertThat(assertFails(selecting(), "SOURCE/DB_DATA_TYPE_INDEX", "measured").objects())
        .containsExactly(database + ".measured", database + ".weighed");
    assertPasses(selecting("both_ways", "exact"), "SOURCE/DB_DATA_TYPE_INDEX");
  }

  @Test
  void a_table_that_refers_to_one_that_is_not_selected_is_named() {
    run("create table orders (id int primary key, foreign key (id) references customers (id))");
    assertThat(
            assertFails(selecting("orders"), "SOURCE/DB_FOREIGN_REFERENCE", "customers").objects())
        .containsExactly(database + ".orders");
    assertPasses(selecting("orders", "customers"), "SOURCE/DB_FOREIGN_REFERENCE");
    assertPasses(selecting(), "SOURCE/DB_FOREIGN_REFERENCE");
  }

  @Test
  void a_name_that_is_taken_at_the_target_is_named_where_the_table_is_made() {
    makeAtTarget("customers (id int primary key)");
    assertThat(assertFails(selecting(), "DEST/SYNC_SCHEMA_CONSISTENCY", "customers").objects())
        .containsExactly(database + ".customers");
    TestDatabases.run(target(), "drop table " + database + ".customers");
    assertPasses(selecting(), "DEST/SYNC_SCHEMA_CONSISTENCY");
  }

  @Test
  void a_trigger_that_is_at_the_target_already_is_named_too() {
    run("create trigger audit before insert on customers for each row set new.id = new.id");
    makeAtTarget("other (id int primary key)");
    TestDatabases.run(
        target(),
        "use " + database,
        "create trigger audit before insert on other for each row set new.id = new.id");
    assertFails(selecting(), "DEST/SYNC_SCHEMA_CONSISTENCY", database + ".audit");
  }

  @Test
  void without_structure_the_target_must_have_the_database_and_the_tables() {
    assertFails(rows(), "DEST/RDB_SCHEMA_EXIST", database);
    TestDatabases.run(target(), "create database " + database);
    assertPasses(rows(), "DEST/RDB_SCHEMA_EXIST");
    assertThat(assertFails(rows(), "DEST/RDB_TABLE_EXIST", "customers").objects())
        .containsExactly(database + ".customers");
    TestDatabases.run(target(), "create table " + database + ".customers (id int primary key)");
    assertPasses(rows(), "DEST/RDB_TABLE_EXIST");
  }

  @Test
  void without_structure_a_table_with_other_columns_is_named_with_the_difference() {
    makeAtTarget("customers (id bigint primary key, note text)");
    assertThat(
            assertFails(
                    rows(),
                    "DEST/SYNC_SCHEMA_CONSISTENCY",
                    "only at the source id int not null, only at the target id bigint not"
                        + " null, note text")
                .objects())
        .containsExactly(database + ".customers");
    TestDatabases.run(
        target(),
        "alter table " + database + ".customers modify id int not null, drop column note");
    assertPasses(rows(), "DEST/SYNC_SCHEMA_CONSISTENCY");
  }

  @Test
  void without_structure_a_foreign_key_at_the_target_is_named() {
    run("create table orders (id int primary key)");
    makeAtTarget("customers (id int primary key)");
    TestDatabases.run(
        target(),
        "use " + database,
        "create table orders (id int primary key,"
            + " constraint of foreign key (id) references customers (id))");
    assertThat(assertFails(rows(), "DEST/DB_NO_FOREIGN_KEY", "of of").objects())
        .containsExactly(database + ".orders");
    TestDatabases.run(target(), "alter table " + database + ".orders drop foreign key of");
    assertPasses(rows(), "DEST/DB_NO_FOREIGN_KEY");
  }

  @Test
  void many_tables_are_asked_about_together() {
    StringBuilder all = new StringBuilder("begin not atomic ");
    for (int i = 0; i < 300; i++) {
      all.append("create table t").append(i).append(" (id int primary key); ");
    }
    run(all.append("end").toString());

    String before = TestDatabases.value(source(), STATEMENTS);
    assertThat(OmsItems.run(selecting()))
        .allSatisfy(r -> assertThat(r.verdict()).as(r.toString()).isEqualTo(Verdict.PASSED));
    String after = TestDatabases.value(source(), STATEMENTS);
    assertThat(Long.parseLong(after) - Long.parseLong(before)).isLessThan(200);
  }

  private JobSpec selecting(String... tables) {
    return spec(source().endpoint(), target().endpoint(), LOAD, database(database, tables));
  }

  private JobSpec rows() {
    return of(ROWS, database);
  }

  private static JobSpec of(Stages stages, String name) {
    return spec(source().endpoint(), target().endpoint(), stages, database(name));
  }

  private void makeAtTarget(String table) {
    TestDatabases.run(
        target(), "create database " + database, "create table " + database + "." + table);
  }

  /** Runs a statement in the test's database at the source. */
  private void run(String statement) {
    TestDatabases.run(source(), "use " + database, statement);
  }
}
