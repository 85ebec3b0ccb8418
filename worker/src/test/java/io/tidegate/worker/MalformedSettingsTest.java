package io.tidegate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real process, with settings that cannot be read: what it prints and logs before it ends. */
class MalformedSettingsTest {
  private static final String SECRET = "Hush4711";
  private static final String ACCOUNT =
      """
      tidegate:
        accounts:
          a:
            provider: oms
            region: oms-1
            endpoint: oms.example.com
            credentials:
              access-key-id: user
              access-key-secret: %s
      """;

  @TempDir private Path folder;

  private record Ending(int exitCode, String said) {}

  @ParameterizedTest
  @ValueSource(
      strings = {"@Hush4711", "%Hush4711", "a: Hush4711: b", "*Hush4711", "!Hush4711", "'Hush4711"})
  void aFileThatIsNoYamlIsNamedByLineAndColumnAndNotQuoted(String value) throws Exception {
    Path file = folder.resolve("application.yaml");
    Files.writeString(file, ACCOUNT.formatted(value));

    assertThat(refusal(run(Map.of())))
        .containsPattern(
            "\\Q" + file.toRealPath() + "\\E, line (9|10), column \\d+: this is no valid YAML");
  }

  @Test
  void neitherIsAFileOfAnotherPlaceAtAnyLevelOfTheLog() throws Exception {
    Path more = Files.writeString(folder.resolve("more.yml"), ACCOUNT.formatted("@" + SECRET));

    String said =
        refusal(
            run(
                Map.of("SPRING_CONFIG_ADDITIONAL_LOCATION", "file:" + more),
                "--logging.level.root=trace",
                "--debug"));

    assertThat(said).contains("more.yml, line 9, column 28: this is no valid YAML");
  }

  @Test
  void aFileOfPropertiesThatCannotBeReadIsNamedAndNotQuoted() throws Exception {
    Files.writeString(
        folder.resolve("application.properties"),
        "tidegate.accounts.a.credentials.access-key-secret=\\u" + SECRET + "\n");

    assertThat(refusal(run(Map.of()))).contains("application.properties: cannot be read");
  }

  @Test
  void settingsInJsonThatCannotBeReadAreNamedAndNotQuoted() throws Exception {
    assertThat(refusal(run(Map.of("SPRING_APPLICATION_JSON", "{\"tidegate\": " + SECRET + "}"))))
        .contains("SPRING_APPLICATION_JSON", "is no valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidegate.accounts.a", "tidegate.accounts.a.poll-interval"})
  void aSettingOfTheWrongKindIsNamedAndNotQuoted(String setting) throws Exception {
    String said = refusal(run(Map.of(), "--" + setting + "=AKID:" + SECRET));

    assertThat(said).contains(setting + " cannot be what it is set to");
  }

  @Test
  void aSettingOfTheWrongKindIsNotQuotedInALogThatTellsEverythingEither() throws Exception {
    String said =
        refusal(
            run(
                Map.of("TIDEGATE_ACCOUNTS_A_CREDENTIALS", "AKID:" + SECRET),
                "--logging.level.root=trace",
                "--debug"));

    assertThat(said).contains("tidegate.accounts.a.credentials cannot be what it is set to");
  }

  @Test
  void anAccountThatCannotBeUsedIsToldAsBefore() throws Exception {
    Files.writeString(
        folder.resolve("application.yaml"), ACCOUNT.formatted(SECRET).replace("oms-1", "''"));

    assertThat(refusal(run(Map.of()))).contains("tidegate.accounts.a.region is missing");
  }

  private static String refusal(Ending ending) {
    assertThat(ending.said()).doesNotContain(SECRET).doesNotContain("4711");
    assertThat(ending.said()).contains("APPLICATION FAILED TO START");
    assertThat(ending.exitCode()).isNotZero();
    return ending.said();
  }

  /**
   * Everything that was printed and logged, which has a stack trace only where it was asked for.
   */
  private Ending run(Map<String, String> environment, String... settings) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerApplication.class.getName(),
                "--spring.temporal.connection.target=127.0.0.1:1",
                "--logging.file.name=worker.log"));
    command.addAll(List.of(settings));
    Path printed = folder.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = read(printed) + read(folder.resolve("worker.log"));
    if (!List.of(settings).contains("--debug")) {
      assertThat(said).doesNotContain("\tat ").doesNotContain("Caused by");
    }
    return new Ending(process.exitValue(), said);
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }
}
