package io.tidegate.bench;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;

/** What a precheck takes of a database with very many tables. */
public final class ManyTables {
  public static void main(String[] arguments) throws Exception {
    Options options = new Options(arguments, Map.of("tables", 20_000L, "times", 3L));
    long tables = options.get("tables");
    try (Bench bench = new Bench("many-tables-")) {
      Bench.run(bench.source, "create database many");
      try (Connection connection = bench.source.connect();
          Statement statement = connection.createStatement()) {
        for (long i = 0; i < tables; i++) {
          statement.execute(
              "create table many.t" + i + " (id int primary key, name varchar(40), at datetime)");
        }
      }
      // One that fails, so that nothing moves.
      Bench.run(bench.target, "create database many", "create table many.t0 (id int primary key)");
      String job = bench.job("many", "many");
      for (long i = 0; i < options.get("times"); i++) {
        System.out.printf(
            "precheck of %d tables: %.2f s%n", tables, bench.check(job).toMillis() / 1000.0);
      }
    }
  }

  private ManyTables() {}
}
