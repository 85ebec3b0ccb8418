package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.output.Table;
import io.tidegate.cli.output.Texts;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import java.util.ArrayList;
import java.util.List;

/** What a demo came to; with {@code --output json} this is its whole output. */
public record DemoSummary(TemporalServer temporal, List<Migrated> migrations) {

  /**
   * One migration.
   *
   * @param movements how often the service began to move its data: one, or something went wrong
   */
  public record Migrated(
      String name,
      String dialect,
      MigrationPhase outcome,
      int rounds,
      List<Shield> shields,
      int movements,
      List<MovedTable> tables) {}

  /** One shield that Tidegate placed. */
  public record Shield(String item, String rule, int round) {}

  /** One table, counted and compared by the service on both sides. */
  public record MovedTable(String table, long sourceRows, long targetRows, boolean verified) {}

  /** From the report and from what the sandbox says of the job. */
  static Migrated migrated(MigrationResult result, JsonNode job) {
    List<MovedTable> tables = new ArrayList<>();
    job.path("tables")
        .forEach(
            t ->
                tables.add(
                    new MovedTable(
                        t.path("table").asText(),
                        t.path("sourceRows").asLong(-1),
                        t.path("targetRows").asLong(-1),
                        t.path("verified").asBoolean(false))));
    return new Migrated(
        result.request().name(),
        result.request().job().dialect(),
        result.outcome(),
        result.rounds().size(),
        result.shields().stream().map(s -> new Shield(s.item(), s.rule(), s.round())).toList(),
        job.path("effects").path("movements").asInt(-1),
        tables);
  }

  /** Whether all went as it should. */
  boolean isGood() {
    return migrations.stream()
        .allMatch(
            m ->
                m.outcome() == MigrationPhase.SUCCEEDED
                    && m.movements() == 1
                    && !m.tables().isEmpty()
                    && m.tables().stream().allMatch(MovedTable::verified));
  }

  /** As text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Migrated migrated : migrations) {
      lines.add("");
      lines.add(
          migrated.name()
              + " ("
              + migrated.dialect()
              + "): "
              + migrated.outcome()
              + " after "
              + migrated.rounds()
              + " rounds; entries into data movement: "
              + migrated.movements());
      Table tables = new Table("table", "source rows", "target rows", "verified");
      migrated
          .tables()
          .forEach(
              t ->
                  tables.row(
                      t.table(), t.sourceRows(), t.targetRows(), t.verified() ? "yes" : "NO"));
      tables.lines().forEach(l -> lines.add("  " + l));
      for (Shield shield : migrated.shields()) {
        lines.add(
            Texts.line(
                "  shielded "
                    + shield.item()
                    + " in round "
                    + shield.round()
                    + ", allowed by "
                    + shield.rule()));
      }
    }
    return lines;
  }
}
