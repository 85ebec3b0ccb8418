package io.tidegate.cli.command;

import io.tidegate.cli.temporal.Migrations;
import io.tidegate.workflow.contract.OperatorCommand;
import picocli.CommandLine.Command;

@Command(
    name = "recheck",
    description = "Starts the next round of a migration that awaits a fix, once it is repaired.")
public final class RecheckCommand extends OperatorsWord {
  @Override
  Answer send(Migrations migrations, String id, OperatorCommand command) {
    int round = migrations.recheck(id, command);
    return new Answer("round", round, "round " + round + " begins");
  }
}
