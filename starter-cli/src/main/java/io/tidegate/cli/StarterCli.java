package io.tidegate.cli;

import io.tidegate.cli.command.AccountsCommand;
import io.tidegate.cli.command.CancelCommand;
import io.tidegate.cli.command.ChecksCommand;
import io.tidegate.cli.command.CutoverCommand;
import io.tidegate.cli.command.DemoCommand;
import io.tidegate.cli.command.DiscoverCommand;
import io.tidegate.cli.command.ListCommand;
import io.tidegate.cli.command.ModifyCommand;
import io.tidegate.cli.command.PlanCommand;
import io.tidegate.cli.command.RecheckCommand;
import io.tidegate.cli.command.ReportCommand;
import io.tidegate.cli.command.RetryCommand;
import io.tidegate.cli.command.SandboxCommand;
import io.tidegate.cli.command.StartCommand;
import io.tidegate.cli.command.StatusCommand;
import io.tidegate.cli.command.VersionCommand;
import io.tidegate.cli.command.WorkerCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The operator's hands: the root of all commands. */
@Command(
    name = "tidegate",
    description = {
      "Takes database migrations through the precheck of a cloud transfer service, and to their"
          + " end.",
      ""
    },
    mixinStandardHelpOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:the command line or the file is wrong, or a start was refused; what was started is printed",
      "3:a migration waits for a person",
      "4:Temporal cannot be reached, or no worker polls",
      "130:interrupted"
    },
    footer = {"", "First steps: tidegate demo    Then: tidegate plan, tidegate start --wait"},
    subcommands = {
      DemoCommand.class,
      DiscoverCommand.class,
      PlanCommand.class,
      StartCommand.class,
      StatusCommand.class,
      ChecksCommand.class,
      RecheckCommand.class,
      ModifyCommand.class,
      RetryCommand.class,
      CutoverCommand.class,
      CancelCommand.class,
      ReportCommand.class,
      ListCommand.class,
      AccountsCommand.class,
      SandboxCommand.class,
      WorkerCommand.class,
      VersionCommand.class,
      HelpCommand.class,
      GenerateCompletion.class
    })
public final class StarterCli {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows where an error comes from.")
  private boolean verbose;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = commandLine().setOut(out).setErr(err).execute(args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** The whole command line, with its error handling, for programs and tests. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new StarterCli());
    addHelp(commandLine);
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new CliExceptionHandler());
  }

  // Inherited by all, it would clash with picocli's own commands, which bring theirs.
  private static void addHelp(CommandLine commandLine) {
    if (commandLine.getCommandSpec().findOption("-h") == null) {
      commandLine
          .getCommandSpec()
          .addMixin("help", CommandLine.Model.CommandSpec.forAnnotatedObject(new HelpOption()));
    }
    commandLine.getSubcommands().values().forEach(StarterCli::addHelp);
  }

  /** Every command has it. */
  @Command
  static final class HelpOption {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it.
    private boolean help;
  }

  static boolean isVerbose(CommandLine command) {
    return command.getCommandSpec().root().userObject() instanceof StarterCli cli && cli.verbose;
  }
}
