package io.tidegate.sandbox.database;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection does not do, whatever a server or a statement asks for. */
class ServersIT {
  private final String db = freshName("shop");

  @Test
  void no_file_of_this_machine_is_handed_to_a_server(@TempDir Path folder) throws Exception {
    Path canary = Files.writeString(folder.resolve("canary"), "canary\n");
    run(target(), "create database " + db, "create table " + db + ".t (v text)");

    try (Connection connection = Servers.connect(target().endpoint())) {
      assertThatThrownBy(
              () ->
                  Sql.run(
                      connection,
                      "load data local infile "
                          + Sql.text(canary + "")
                          + " into table "
                          + db
                          + ".t"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(rows(target(), "select v from " + db + ".t")).isEmpty();
  }

  @Test
  void a_text_is_one_statement() throws Exception {
    run(target(), "create database " + db);

    try (Connection connection = Servers.connect(target().endpoint())) {
      assertThatThrownBy(() -> Sql.run(connection, "do 1; drop database " + db))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("syntax");
    }
    assertThat(rows(target(), "show databases like '" + db + "'")).containsExactly(db);
  }
}
