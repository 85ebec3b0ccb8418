package io.tidegate.cli.local;

import io.tidegate.cli.CliException;
import io.tidegate.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The other programs of this house, each a jar beside the folder of its libraries. */
public enum Program {
  SANDBOX("sandbox", "io.tidegate.sandbox.SandboxApplication"),
  LAB("sandbox", "io.tidegate.sandbox.lab.LabApplication"),
  WORKER("worker", "io.tidegate.worker.WorkerApplication"),
  /** Temporal without a Web UI and without lists: the last resort of the demo. */
  TEST_SERVER("starter-cli", "io.temporal.testserver.TestServer");

  private final String module;
  private final String mainClass;

  Program(String module, String mainClass) {
    this.module = module;
    this.mainClass = mainClass;
  }

  /** The command that runs it, for these arguments. */
  public List<String> command(Installation installation, List<String> arguments) {
    Path target = installation.home().resolve(module).resolve("target");
    List<String> command = new ArrayList<>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(jar(target) + ":" + target.resolve("lib") + "/*");
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  private Path jar(Path target) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, module + "-*.jar")) {
      for (Path jar : jars) {
        String name = String.valueOf(jar.getFileName());
        if (!name.contains("-tests") && !name.contains("-sources")) {
          return jar;
        }
      }
    } catch (IOException e) {
      throw notBuilt(target);
    }
    throw notBuilt(target);
  }

  private CliException notBuilt(Path target) {
    return CliException.failed(
        "the program "
            + module
            + " is not built ("
            + target
            + " holds no jar): run it by the script ./tidegate, which builds what is missing");
  }

  /** Runs it in this terminal until it ends; answers its exit code. */
  public int run(Installation installation, List<String> arguments) {
    try {
      Process process = new ProcessBuilder(command(installation, arguments)).inheritIO().start();
      // Told to stop, this process passes it on and waits.
      Thread passOn =
          new Thread(
              () -> {
                process.destroy();
                process.onExit().join();
              });
      Runtime.getRuntime().addShutdownHook(passOn);
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(passOn);
      return code;
    } catch (IOException e) {
      throw CliException.failed("the program " + module + " cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.INTERRUPTED;
    }
  }
}
