package io.tidegate.cli.command;

import io.tidegate.cli.local.Installation;
import io.tidegate.cli.local.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
    name = "sandbox",
    description = {
      "Runs the self-hosted transfer service.",
      "Its options follow the command, for example --port 8080 --data ./work/sandbox; '-- --help'"
          + " lists them. With --output json its address and key are one JSON object on stdout."
    })
public final class SandboxCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    arguments.remove("--");
    return Program.SANDBOX.run(Installation.find(), arguments);
  }
}
