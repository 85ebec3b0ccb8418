package io.tidegate.bench;

import io.tidegate.e2e.ChaosReport;
import io.tidegate.e2e.ChaosRun;
import io.tidegate.sandbox.lab.Folders;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The random run, again and again with the next seed, until so many processes were killed. */
public final class ChaosLong {
  private static final Path FOLDER = Path.of("target", "chaos-long");

  public static void main(String[] arguments) throws Exception {
    Options options =
        new Options(
            arguments,
            Map.of("kills", 1_000L, "seed", 1L, "migrations", 60L, "kills-per-run", 25L));
    Map<String, Integer> killed = new TreeMap<>();
    long seed = options.get("seed");
    int runs = 0;
    int migrations = 0;
    int lost = 0;
    while (sum(killed) < options.get("kills")) {
      Path folder = FOLDER.resolve("seed-" + seed);
      Folders.delete(folder);
      ChaosReport report =
          ChaosRun.run(
              folder,
              seed,
              (int) options.get("migrations"),
              (int) options.get("kills-per-run"),
              System.out::println);
      System.out.println(report.figures());
      report.violations().forEach(System.out::println);
      report.killed().forEach((who, times) -> killed.merge(who, times, Integer::sum));
      migrations += sum(report.outcomes());
      lost += report.violations().size();
      runs++;
      seed++;
      if (report.violations().isEmpty()) {
        // What was lost is looked for in here.
        Folders.delete(folder);
      }
    }
    System.out.printf(
        "%d runs, %d migrations, %d killed with -9 %s, lost: %s%n",
        runs, migrations, sum(killed), killed, lost == 0 ? "nothing" : lost + " migrations");
    System.exit(lost == 0 ? 0 : 1);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private ChaosLong() {}
}
