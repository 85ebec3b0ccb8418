package io.tidegate.cli.command;

import io.tidegate.cli.temporal.Migrations;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.OperatorCommand;
import picocli.CommandLine.Command;

@Command(
    name = "retry",
    description = "Goes on with a migration that is blocked or paused, from where its job stands.")
public final class RetryCommand extends OperatorsWord {
  @Override
  Answer send(Migrations migrations, String id, OperatorCommand command) {
    MigrationPhase left = migrations.retry(id, command);
    return new Answer("left", left, "goes on, was " + left);
  }
}
