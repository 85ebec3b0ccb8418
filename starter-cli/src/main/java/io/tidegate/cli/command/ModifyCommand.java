package io.tidegate.cli.command;

import io.tidegate.cli.CliException;
import io.tidegate.cli.file.BoundedText;
import io.tidegate.cli.temporal.Migrations;
import io.tidegate.workflow.contract.ModifyBody;
import io.tidegate.workflow.contract.OperatorCommand;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "modify",
    description =
        "Changes the job of a migration that awaits a fix or is blocked, by the service's own call,"
            + " and starts the next round. Secrets are changed in the service's console.")
public final class ModifyCommand extends OperatorsWord {
  @Option(
      names = "--body",
      required = true,
      paramLabel = "FILE",
      description = "A JSON object with the parameters of that call, but for the job.")
  private Path body = Path.of("");

  @Override
  Answer send(Migrations migrations, String id, OperatorCommand command) {
    String text = read();
    ModifyBody.problem(text)
        .ifPresent(
            why -> {
              throw CliException.usage("%s: %s".formatted(body.getFileName(), why));
            });
    int round =
        migrations.modify(
            id,
            new io.tidegate.workflow.contract.ModifyCommand(command.by(), command.reason(), text));
    return new Answer("round", round, "the job is changed, and round %d begins".formatted(round));
  }

  private String read() {
    try {
      // Four bytes are the most that a character takes.
      return BoundedText.read(body, 4 * ModifyBody.MAX_LENGTH);
    } catch (BoundedText.TooLong e) {
      throw CliException.usage(
          "%s: longer than %d characters".formatted(body.getFileName(), ModifyBody.MAX_LENGTH));
    } catch (CharacterCodingException e) {
      throw CliException.usage("%s: is not UTF-8".formatted(body.getFileName()));
    } catch (IOException e) {
      throw CliException.usage("--body: %s cannot be read".formatted(body));
    }
  }
}
