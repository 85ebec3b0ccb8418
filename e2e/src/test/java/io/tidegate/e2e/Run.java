package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param took from its start to its end
 */
record Run(int exitCode, String out, String err, Duration took) {
  /**
   * What a command takes at most that is to give up rather than wait: its own limits are 10 s, the
   * rest is for a busy machine to start it.
   */
  static final Duration WITHOUT_WAITING = Duration.ofSeconds(75);

  private static final long LIMIT_SECONDS = 150;

  /** Runs a command in a folder until it ends; both of its outputs go through files in there. */
  static Run of(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " has not ended:\n" + Files.readString(err));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err), took);
  }

  Run endsWith(int code) {
    assertThat(exitCode).as(out + err).isEqualTo(code);
    return this;
  }

  /** The one line that a person reads who has to act. */
  String onlyErrorLine() {
    List<String> lines = new ArrayList<>(err.lines().toList());
    assertThat(lines).as(err).hasSize(1);
    return lines.get(0);
  }

  /** Stdout, which is one JSON value and nothing else. */
  JsonNode json() throws IOException {
    return House.json()
        .reader(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(out);
  }
}
