package io.tidegate.bench;

import io.tidegate.sandbox.lab.MariaDbServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The engine's rows per second beside those of {@code mariadb-dump | mariadb}, in turns. The engine
 * compares every row afterwards, the native tools do not: a checksum of both sides is added to
 * theirs.
 */
public final class EngineBesideNative {
  public static void main(String[] arguments) throws Exception {
    Options options = new Options(arguments, Map.of("rows", 1_000_000L, "times", 3L));
    long rows = options.get("rows");
    List<Double> ratios = new ArrayList<>();
    try (Bench bench = new Bench("engine-")) {
      Bench.run(
          bench.source,
          "create database shop",
          "create table shop.orders (id int primary key, customer int not null,"
              + " note varchar(100), at datetime not null, index (customer), index (at))",
          "set max_recursive_iterations = " + rows,
          "insert into shop.orders with recursive n as (select 1 i union all select i + 1 from n"
              + " where i < "
              + rows
              + ") select i, i * 7919 % 100003, concat(sha1(i), ' ', i),"
              + " '2026-01-01' + interval i second from n");
      for (long i = 0; i < options.get("times"); i++) {
        String job = bench.job("shop", "engine_" + i);
        bench.check(job);
        Duration engine = bench.move(job);
        Duration copied = copy(bench, "native_" + i);
        Duration summed = checksum(bench, "native_" + i);
        double ratio = (double) copied.plus(summed).toNanos() / engine.toNanos();
        ratios.add(ratio);
        System.out.printf(
            "engine, verified: %.0f rows/s; native: %.0f rows/s, with checksums %.0f rows/s; "
                + "engine is %.2f times as fast%n",
            perSecond(rows, engine),
            perSecond(rows, copied),
            perSecond(rows, copied.plus(summed)),
            ratio);
      }
    }
    ratios.sort(null);
    System.out.printf("median: %.2f times as fast%n", ratios.get(ratios.size() / 2));
  }

  private static Duration copy(Bench bench, String database)
      throws SQLException, IOException, InterruptedException {
    Bench.run(bench.target, "create database " + database);
    long began = System.nanoTime();
    List<Process> both =
        ProcessBuilder.startPipeline(
            List.of(
                client("mariadb-dump", bench.source, "--single-transaction", "shop"),
                client("mariadb", bench.target, database).redirectOutput(Redirect.DISCARD)));
    for (Process process : both) {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("a native tool ended with " + process.exitValue());
      }
    }
    return Bench.since(began);
  }

  private static Duration checksum(Bench bench, String database) throws SQLException {
    long began = System.nanoTime();
    Bench.run(bench.source, "checksum table shop.orders extended");
    Bench.run(bench.target, "checksum table " + database + ".orders extended");
    return Bench.since(began);
  }

  private static ProcessBuilder client(String program, MariaDbServer server, String... last) {
    List<String> command = new ArrayList<>();
    command.add(MariaDbServer.program(program).toString());
    command.addAll(
        List.of(
            "--no-defaults",
            "--skip-ssl",
            "--host=" + server.endpoint().host(),
            "--port=" + server.port(),
            "--user=" + server.endpoint().user()));
    command.addAll(List.of(last));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("MYSQL_PWD", server.endpoint().password());
    return builder;
  }

  private static double perSecond(long rows, Duration time) {
    return rows * 1e9 / time.toNanos();
  }

  private EngineBesideNative() {}
}
