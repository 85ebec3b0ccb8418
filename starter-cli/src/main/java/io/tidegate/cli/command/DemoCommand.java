package io.tidegate.cli.command;

import io.tidegate.cli.demo.DemoRun;
import io.tidegate.cli.local.Installation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Shows all of it on this machine, with nothing prepared.",
      "Starts Temporal, two databases, the sandbox and a worker, and takes five migrations to their"
          + " end, each with something wrong with it. Leaves nothing running, but for --keep."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--keep", description = "Leaves it all running until Ctrl-C, to play with.")
  private boolean keep;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "Uses the Temporal that runs there. Default: starts one.")
  private @Nullable String address;

  @Option(
      names = "--test-server",
      description =
          "Starts Temporal's in-memory test server, as where no Temporal CLI can be had: no Web"
              + " UI, no list.")
  private boolean testServer;

  @Override
  public Integer call() {
    return new DemoRun(
            Installation.find(),
            new DemoRun.Options(address, testServer, keep, output.isJson()),
            output.out(),
            output.err())
        .run();
  }
}
