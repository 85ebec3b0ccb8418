package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.OperatorCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that tells one migration to go on, with a reason for the record. */
abstract class OperatorsWord implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FileOption file = new FileOption();

  @Parameters(paramLabel = "NAME", description = "The migration's name, or its workflow id.")
  private String name = "";

  @Option(names = "--reason", defaultValue = "", description = "What was done, for the record.")
  private String reason = "";

  /**
   * What the migration answered.
   *
   * @param key what {@code value} is called in JSON
   * @param words for people
   */
  record Answer(String key, Object value, String words) {}

  abstract Answer send(Migrations migrations, String id, OperatorCommand command);

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      String id = file.names(temporal).idOf(name);
      Answer answer =
          send(new Migrations(temporal), id, new OperatorCommand(Operator.name(), reason));
      output.print(
          Map.of("name", name, "id", id, answer.key(), answer.value()),
          List.of(name + ": " + answer.words()));
      return ExitCodes.DONE;
    }
  }
}
