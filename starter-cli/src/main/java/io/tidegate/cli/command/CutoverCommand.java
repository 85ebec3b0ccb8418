package io.tidegate.cli.command;

import io.tidegate.cli.CliException;
import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.OperatorCommand;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cutover",
    description =
        "Has a job that follows its source ended well, once the target has everything written before"
            + " the writes stopped.")
public final class CutoverCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @ArgGroup(multiplicity = "1")
  private Wish wish = new Wish();

  @Option(names = "--reason", defaultValue = "", description = "Why, for the record.")
  private String reason = "";

  /** One of them is to be said: what is not at the target by then is lost. */
  static final class Wish {
    @Option(
        names = "--frozen-at",
        paramLabel = "TIME",
        description =
            "Since when nobody writes to the source: now, or as 2027-03-31T22:00:00+08:00.")
    private String frozenAt = "";

    @Option(
        names = "--accept-loss",
        description = "At once, whatever the target does not have yet; wants a --reason.")
    private boolean acceptLoss;

    @Option(names = "--revoke", description = "Takes it back, as long as it has not been sent.")
    private boolean revoke;
  }

  @Override
  public Integer call() {
    Instant frozenAt = wish.frozenAt.isEmpty() ? null : moment(wish.frozenAt);
    if (wish.acceptLoss && reason.isBlank()) {
      throw CliException.usage("--accept-loss wants a --reason, for the record");
    }
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      Migrations migrations = new Migrations(temporal);
      MigrationPhase was =
          wish.revoke
              ? migrations.revokeCutover(id, new OperatorCommand(Operator.name(), reason))
              : migrations.cutover(
                  id,
                  new io.tidegate.workflow.contract.CutoverCommand(
                      Operator.name(), reason, frozenAt, wish.acceptLoss));
      output.print(
          Map.of("name", name, "id", id, "revoked", wish.revoke, "was", was),
          List.of(name + ": " + words(frozenAt)));
      return ExitCodes.DONE;
    }
  }

  private String words(@org.jspecify.annotations.Nullable Instant frozenAt) {
    if (wish.revoke) {
      return "the cutover is taken back; the job goes on following its source";
    }
    return frozenAt == null
        ? "is cut over at once"
        : "is cut over when the target has everything written before " + frozenAt;
  }

  private static Instant moment(String text) {
    if (text.equals("now")) {
      return Instant.now();
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw CliException.usage(
          "--frozen-at: '"
              + text
              + "' is no time with an offset, such as 2027-03-31T22:00:00+08:00, and not 'now'");
    }
  }
}
