package io.tidegate.worker;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Settings that cannot be read. It says where and never what stands there, and so has no cause: an
 * error of a parser or a converter quotes what it could not take, which may be a secret.
 */
final class UnreadableSettings extends IllegalStateException {
  private final String advice;

  UnreadableSettings(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  /** What to do next. */
  String advice() {
    return advice;
  }

  static UnreadableSettings of(Resource file, Exception error) {
    if (error instanceof YAMLException) {
      return new UnreadableSettings(
          nameOf(file) + place(error) + ": this is no valid YAML",
          "Correct the file: a value with any of @ % ! & * : # { } [ ] | > ' \" ` in it stands between"
              + " single quotes, and within them a single quote is written twice.");
    }
    return new UnreadableSettings(
        nameOf(file) + ": cannot be read (" + error.getClass().getSimpleName() + ")",
        "Correct the file, or see that the worker may read it: of properties a backslash is written"
            + " twice.");
  }

  private static String place(Exception error) {
    @Nullable Mark mark = error instanceof MarkedYAMLException e ? e.getProblemMark() : null;
    return mark == null
        ? ""
        : ", line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Not its description: that of a URL has the user and the password in it. */
  private static String nameOf(Resource resource) {
    try {
      if (resource.isFile()) {
        return resource.getFile().toPath().toAbsolutePath().normalize().toString();
      }
    } catch (IOException e) {
      // The name alone has to do.
    }
    @Nullable String name = resource.getFilename();
    return name == null ? "a file of settings" : name;
  }
}
