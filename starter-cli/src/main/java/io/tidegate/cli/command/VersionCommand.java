package io.tidegate.cli.command;

import io.tidegate.cli.ExitCodes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Shows the version.")
public final class VersionCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    String version =
        Objects.requireNonNullElse(
            VersionCommand.class.getPackage().getImplementationVersion(), "development");
    String java = Runtime.version().toString();
    output.print(
        Map.of("version", version, "java", java),
        List.of("tidegate " + version + " (Java " + java + ")"));
    return ExitCodes.DONE;
  }
}
