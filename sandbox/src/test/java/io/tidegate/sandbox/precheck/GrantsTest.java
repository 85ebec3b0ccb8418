package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {
  @Test
  void a_grant_on_everything_is_held_everywhere() {
    Grants grants = Grants.of(List.of("GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost`"));
    assertThat(grants.holdEverywhere("REPLICATION SLAVE")).isTrue();
    assertThat(grants.hold("SELECT", "shop", "*")).isTrue();
    assertThat(grants.hold("SELECT", "shop", "orders")).isTrue();
  }

  @Test
  void a_database_grant_matches_its_pattern_and_no_other_database() {
    Grants grants =
        Grants.of(
            List.of(
                "GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*AB'",
                "GRANT SELECT, SHOW VIEW ON `shop\\_%`.* TO `u`@`%`"));
    assertThat(grants.hold("SHOW VIEW", "shop_eu", "*")).isTrue();
    assertThat(grants.hold("SELECT", "shopXeu", "*")).isFalse();
    assertThat(grants.hold("TRIGGER", "shop_eu", "*")).isFalse();
    assertThat(grants.holdEverywhere("SELECT")).isFalse();
  }

  @Test
  void a_table_grant_covers_neither_the_database_nor_a_name_like_it() {
    Grants grants = Grants.of(List.of("GRANT SELECT ON `a_b`.`t``1` TO `u`@`%`"));
    assertThat(grants.hold("SELECT", "a_b", "t`1")).isTrue();
    assertThat(grants.hold("SELECT", "axb", "t`1")).isFalse();
    assertThat(grants.hold("SELECT", "a_b", "*")).isFalse();
  }

  @Test
  void a_privilege_on_columns_is_not_one_on_the_table() {
    Grants grants = Grants.of(List.of("GRANT SELECT (id, name), INSERT ON `s`.`t` TO `u`@`%`"));
    assertThat(grants.hold("SELECT", "s", "t")).isFalse();
    assertThat(grants.hold("INSERT", "s", "t")).isTrue();
  }

  @Test
  void a_partial_revoke_takes_a_database_out() {
    Grants grants =
        Grants.of(
            List.of("GRANT SELECT ON *.* TO `u`@`%`", "REVOKE SELECT ON `private`.* FROM `u`@`%`"));
    assertThat(grants.hold("SELECT", "private", "*")).isFalse();
    assertThat(grants.hold("SELECT", "shop", "*")).isTrue();
  }

  @Test
  void grants_on_routines_proxies_and_roles_are_passed_over() {
    Grants grants =
        Grants.of(
            List.of(
                "GRANT EXECUTE ON PROCEDURE `s`.`p` TO `u`@`%`",
                "GRANT PROXY ON ''@'127.0.0.1' TO 'root'@'localhost' WITH GRANT OPTION",
                "GRANT `reader` TO `u`@`%`",
                "SET DEFAULT ROLE `reader` FOR `u`@`%`"));
    assertThat(grants.hold("EXECUTE", "s", "p")).isFalse();
    assertThat(grants.holdEverywhere("PROXY")).isFalse();
  }
}
