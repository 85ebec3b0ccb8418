package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.output.Table;
import io.tidegate.cli.output.Texts;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a demo came to; with {@code --output json} this is its whole output. */
public record DemoSummary(TemporalServer temporal, List<Migrated> migrations) {

  /**
   * One migration.
   *
   * @param movements how often the service began to move its data: one, or something went wrong
   * @param written what somebody wrote meanwhile; null where nobody did
   */
  public record Migrated(
      String name,
      String dialect,
      MigrationPhase outcome,
      int rounds,
      List<Shield> shields,
      int movements,
      @Nullable Written written,
      List<MovedTable> tables) {}

  /** One shield that Tidegate placed. */
  public record Shield(String item, String rule, int round) {}

  /**
   * What was written to a source until it was cut over.
   *
   * @param transactions how many were committed
   * @param sourceRows rows that they put in and left there, in the end
   * @param targetRows how many of these the target has
   */
  public record Written(int transactions, long sourceRows, long targetRows) {}

  /**
   * One table, as the demo itself found it on both sides once nobody wrote any more and the
   * migration was over.
   *
   * @param targetRows -1 if the target has no such table
   * @param verified whether all rows are the same, column by column
   */
  public record MovedTable(String table, long sourceRows, long targetRows, boolean verified) {}

  /**
   * From the report, what the sandbox says of the job, and what was found in the databases.
   *
   * @param written as {@link Migrated} has it
   */
  static Migrated migrated(
      MigrationResult result, JsonNode job, @Nullable Written written, List<MovedTable> tables) {
    return new Migrated(
        result.request().name(),
        result.request().job().dialect(),
        result.outcome(),
        result.rounds().size(),
        result.shields().stream().map(s -> new Shield(s.item(), s.rule(), s.round())).toList(),
        job.path("effects").path("movements").asInt(-1),
        written,
        tables);
  }

  /** Whether all went as it should. */
  boolean isGood() {
    return migrations.stream()
        .allMatch(
            m ->
                m.outcome() == MigrationPhase.SUCCEEDED
                    && m.movements() == 1
                    && hasWhatWasWritten(m.written())
                    && !m.tables().isEmpty()
                    && m.tables().stream().allMatch(MovedTable::verified));
  }

  // Where nothing that was written has arrived, nothing was followed that could be compared.
  private static boolean hasWhatWasWritten(@Nullable Written written) {
    return written == null
        || (written.sourceRows() > 0 && written.targetRows() == written.sourceRows());
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
      Written written = migrated.written();
      if (written != null) {
        lines.add(
            "  written meanwhile: %,d transactions; of %,d new rows the target has %,d"
                .formatted(written.transactions(), written.sourceRows(), written.targetRows()));
      }
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
