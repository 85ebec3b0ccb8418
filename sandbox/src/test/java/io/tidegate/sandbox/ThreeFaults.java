package io.tidegate.sandbox;

import static io.tidegate.sandbox.lab.TestDatabases.account;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static io.tidegate.sandbox.lab.TestDatabases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * A database to move with three things wrong that every check finds: a privilege that the source's
 * account lacks, a table that is at the target already, and a variable of the source.
 */
public final class ThreeFaults implements AutoCloseable {
  private final String database = freshName("yard");
  private final String binlogFormat = value(source(), "select @@global.binlog_format");
  private final String connectTimeout = value(source(), "select @@global.connect_timeout");
  private final Endpoint reader = account(source(), "all on *.*");

  public ThreeFaults() {
    for (var server : List.of(source(), target())) {
      run(
          server,
          "create database " + database,
          "create table " + database + ".orders (id int primary key)");
    }
    run(
        source(),
        "revoke show view on *.* from " + reader.user() + "@localhost",
        // What a server comes with is too little for one of the checks.
        "set global connect_timeout = 60",
        "set global binlog_format = 'STATEMENT'");
  }

  /** Makes a job that moves it; returns its id. */
  public String createJob(RealSandbox sandbox, String dialect) throws IOException {
    return sandbox.createJobOf(dialect, true, reader, target().endpoint(), database);
  }

  /**
   * Mends one after the other, and asserts that the check of the same job follows.
   *
   * @param check checks the job anew; gives what then fails
   * @param grant what fails for want of the privilege
   */
  public void assertTheVerdictFollows(
      Supplier<List<String>> check, String grant, String table, String variable) {
    assertThat(check.get()).containsExactlyInAnyOrder(grant, table, variable);

    run(source(), "grant show view on *.* to " + reader.user() + "@localhost");
    assertThat(check.get()).as("after the grant").containsExactlyInAnyOrder(table, variable);

    run(target(), "drop table " + database + ".orders");
    assertThat(check.get()).as("after the table").containsExactly(variable);

    run(source(), "set global binlog_format = 'ROW'");
    assertThat(check.get()).as("after the variable").isEmpty();
  }

  @Override
  public void close() {
    run(
        source(),
        "set global connect_timeout = " + connectTimeout,
        "set global binlog_format = '" + binlogFormat + "'");
  }
}
