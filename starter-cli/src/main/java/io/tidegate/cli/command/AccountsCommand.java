package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import io.tidegate.cli.output.Table;
import io.tidegate.cli.temporal.Asks;
import io.tidegate.cli.temporal.TemporalConnection;
import io.tidegate.workflow.contract.AccountView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "accounts",
    description = "Shows the worker's accounts and tries each one's credentials with one read.")
public final class AccountsCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (TemporalConnection temporal = connection.open()) {
      List<AccountView> accounts = new Asks(temporal).accounts();
      Table table = new Table("account", "provider", "dialect", "region", "endpoint", "usable");
      for (AccountView account : accounts) {
        table.row(
            account.name(),
            account.provider(),
            account.dialect(),
            account.region(),
            account.endpoint(),
            account.problem().isEmpty() ? "yes" : "no: " + account.problem());
      }
      output.print(
          accounts, accounts.isEmpty() ? List.of("the worker has no account") : table.lines());
      boolean usable = accounts.stream().allMatch(a -> a.problem().isEmpty());
      return usable ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }
}
