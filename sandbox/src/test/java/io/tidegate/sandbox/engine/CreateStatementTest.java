package io.tidegate.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreateStatementTest {
  private static final String DDL =
      """
      CREATE TABLE `t` (
        `id` int(11) NOT NULL COMMENT '  KEY `x` (`y`),',
        `n` int(11) NOT NULL AUTO_INCREMENT,
        `p` int(11) DEFAULT NULL,
        PRIMARY KEY (`id`),
        UNIQUE KEY `u` (`p`),
        KEY `counted` (`n`,`p`),
        KEY `a``b` (`p`),
        FULLTEXT KEY `f` (`x`),
        CONSTRAINT `fk` FOREIGN KEY (`p`) REFERENCES `q` (`id`),
        CONSTRAINT `positive` CHECK (`p` > 0)
      ) ENGINE=InnoDB COMMENT='x'
       PARTITION BY HASH (`id`)
      PARTITIONS 4""";

  @Test
  void indexes_and_foreign_keys_wait_and_all_else_does_not() {
    CreateStatement statement = CreateStatement.of(DDL);
    assertThat(statement.now())
        .isEqualTo(
            """
            CREATE TABLE `t` (
              `id` int(11) NOT NULL COMMENT '  KEY `x` (`y`),',
              `n` int(11) NOT NULL AUTO_INCREMENT,
              `p` int(11) DEFAULT NULL,
              PRIMARY KEY (`id`),
              UNIQUE KEY `u` (`p`),
              KEY `counted` (`n`,`p`),
              CONSTRAINT `positive` CHECK (`p` > 0)
            ) ENGINE=InnoDB COMMENT='x'
             PARTITION BY HASH (`id`)
            PARTITIONS 4""");
    assertThat(statement.later())
        .containsEntry("a`b", "KEY `a``b` (`p`)")
        .containsEntry("f", "FULLTEXT KEY `f` (`x`)")
        .containsEntry("fk", "CONSTRAINT `fk` FOREIGN KEY (`p`) REFERENCES `q` (`id`)")
        .hasSize(3);
  }

  @Test
  void a_definer_is_left_out_however_it_is_written() {
    for (String definer :
        new String[] {"`a`@`%`", "'a'@'%'", "a@localhost", "CURRENT_USER", "`ro``le`"}) {
      assertThat(
              ViewsAndTriggers.withoutDefiner(
                  "CREATE DEFINER = " + definer + " TRIGGER `t` BEFORE INSERT ON `x`"))
          .isEqualTo("CREATE TRIGGER `t` BEFORE INSERT ON `x`");
    }
    assertThat(ViewsAndTriggers.withoutDefiner("CREATE VIEW `v` AS SELECT 1"))
        .isEqualTo("CREATE VIEW `v` AS SELECT 1");
  }
}
