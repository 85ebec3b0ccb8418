package io.tidegate.cli;

import io.tidegate.cli.file.FileProblems;
import io.tidegate.cli.output.Texts;
import java.io.PrintWriter;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what ends a command into a line on stderr and an exit code. */
final class CliExceptionHandler implements IExecutionExceptionHandler {
  private static final Collector<CharSequence, ?, String> SET_IN =
      Collectors.joining(System.lineSeparator() + "  ");

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code;
    if (e instanceof FileProblems problems) {
      problems.problems().forEach(p -> err.println(Texts.line(p)));
      code = ExitCodes.USAGE;
    } else if (e instanceof CliException cli) {
      // What follows a first line is set in: it may be another program's, or forged.
      err.println(("tidegate: " + cli.getMessage()).lines().map(Texts::line).collect(SET_IN));
      code = cli.exitCode();
    } else {
      err.println("tidegate: " + Texts.line(e.getClass().getSimpleName() + ": " + e.getMessage()));
      err.println("tidegate: run it again with --verbose to see where this comes from");
      code = ExitCodes.FAILED;
    }
    if (StarterCli.isVerbose(command)) {
      trace(e, err);
    }
    err.flush();
    return code;
  }

  /** Line by line: a message of several lines would else pass for a part of the trace. */
  private static void trace(Throwable thrown, PrintWriter err) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      err.println(Texts.line((cause == thrown ? "" : "Caused by: ") + cause));
      for (StackTraceElement frame : cause.getStackTrace()) {
        err.println("  at " + frame);
      }
    }
  }
}
