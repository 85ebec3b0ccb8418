package io.tidegate.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.engine.MovedObject.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownCreateTest {

  @Test
  void what_servers_show_is_taken() {
    for (String table :
        new String[] {"CREATE TABLE `t` (\n  `id` int\n)", "CREATE TABLE `T` (\n)"}) {
      assertThat(ShownCreate.of(object(Kind.TABLE, "t"), table)).isEqualTo(table);
    }
    assertThat(ShownCreate.of(object(Kind.TABLE, "od`d na.me"), "CREATE TABLE `od``d na.me` (\n)"))
        .isNotEmpty();
    assertThat(ShownCreate.of(object(Kind.SEQUENCE, "s"), "CREATE SEQUENCE `s` start with 1"))
        .isNotEmpty();
    for (String view :
        new String[] {
          "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `v` AS select 1",
          "CREATE ALGORITHM=MERGE DEFINER=`role` SQL SECURITY INVOKER VIEW `shop`.`v` AS select 1",
          "CREATE ALGORITHM=UNDEFINED DEFINER=`a`@`b` SQL SECURITY DEFINER VIEW `v` (`x`) AS select 1",
        }) {
      assertThat(ShownCreate.of(object(Kind.VIEW, "v"), view))
          .startsWith("CREATE ALGORITHM=")
          .doesNotContain("DEFINER=")
          .contains(" VIEW ");
    }
  }

  @Test
  void a_trigger_is_taken_as_it_was_written_and_replaces_nothing() {
    for (String trigger :
        new String[] {
          "CREATE DEFINER=`root`@`%` trigger t_in before insert on t for each row set @x = 1",
          "CREATE TRIGGER `t_in` BEFORE INSERT ON `t` FOR EACH ROW SET @x = 1",
          "CREATE OR REPLACE DEFINER=`a`@`b` TRIGGER\nt_in before insert on t for each row set @x = 1",
        }) {
      assertThat(ShownCreate.trigger(object(Kind.TABLE, "t"), "t_in", trigger))
          .matches("(?is)CREATE TRIGGER\\s.*set @x = 1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DROP DATABASE other",
        "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE `t`",
        " CREATE TABLE `t` (id int)",
        "/*!50000 DROP DATABASE other */",
        "CREATE USER mallory",
        "CREATE TABLE `u` (id int)",
        "CREATE TABLE `other`.`t` (id int)",
        "CREATE TABLE `t`.`u` (id int)",
        "CREATE TABLE `t```.`u` (id int)",
        "CREATE OR REPLACE TABLE `t` (id int)",
        "CREATE TABLE `t` AS SELECT * FROM mysql.user",
        "CREATE DEFINER=`a`@`b` PROCEDURE `t` () DROP DATABASE other",
        "CREATE VIEW `u` AS SELECT 1",
        "CREATE OR REPLACE VIEW `t` AS SELECT 1",
        "CREATE VIEW `other`.`t` AS SELECT 1",
        "CREATE EVENT TRIGGER ON SCHEDULE EVERY 1 SECOND DO DROP DATABASE other",
        "CREATE/**/TRIGGER t",
      })
  void what_creates_something_else_is_refused_and_shown(String rogue) {
    for (Kind kind : Kind.values()) {
      assertThatThrownBy(() -> ShownCreate.of(object(kind, "t"), rogue))
          .isInstanceOf(MoveFailure.class)
          .hasMessageStartingWith("shop.t: what the source answers to SHOW CREATE " + kind.name())
          .hasMessageContaining("is not run at the target: " + rogue);
    }
    assertThatThrownBy(() -> ShownCreate.trigger(object(Kind.TABLE, "t"), "t_in", rogue))
        .isInstanceOf(MoveFailure.class)
        .hasMessageStartingWith("shop.t_in: what the source answers to SHOW CREATE TRIGGER");
  }

  private static MovedObject object(Kind kind, String name) {
    return new MovedObject(0, kind, "shop", "shop", name, 1);
  }
}
