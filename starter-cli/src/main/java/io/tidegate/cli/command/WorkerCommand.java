package io.tidegate.cli.command;

import io.tidegate.cli.local.Installation;
import io.tidegate.cli.local.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
    name = "worker",
    description = {
      "Runs a worker.",
      "Temporal is named by TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE; its accounts by settings, from"
          + " the environment or as options that follow the command:",
      "  --tidegate.accounts.NAME.provider=alibaba",
      "  --tidegate.accounts.NAME.region=cn-hangzhou",
      "  --tidegate.accounts.NAME.credentials.file=/etc/tidegate/NAME.json",
      "A secret is better given as TIDEGATE_ACCOUNTS_NAME_CREDENTIALS_ACCESSKEYSECRET or in a"
          + " file than on a command line, where every user of the machine can read it.",
      "It answers nothing, and so has no --output: what it does is in its log."
    })
public final class WorkerCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return Program.WORKER.run(Installation.find(), arguments);
  }
}
