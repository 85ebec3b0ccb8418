package io.tidegate.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
  private static final String YAML =
      """
      account: own
      migrations:
        - name: orders
          job: np_1
          definition: sub/orders.json
        - name: users
          job: np_2
      """;

  @TempDir private Path folder;

  @Test
  void aDefinitionLiesBesideTheFileAndIsCarriedOnOneLine() throws IOException {
    MigrationFile file = read("{\n  \"name\": \"orders\",\n  \"throttleRps\": 1.50\n}\n");

    assertThat(file.definition("orders")).isEqualTo("{\"name\":\"orders\",\"throttleRps\":1.50}");
    assertThat(file.definition("users")).isEmpty();
    assertThat(file.find("orders").orElseThrow().defined()).isTrue();
    assertThat(file.find("users").orElseThrow().defined()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | : must be a JSON object",
        "7 | : must be a JSON object",
        "'' | : must be a JSON object",
        "{'a':1,'projectId':'np_1'} | : projectId is filled in from 'job'; remove it",
        "{'a':1,'a':2} | :1:11: not JSON: Duplicate field 'a'",
        "{'a':1,} | :1:8: not JSON: Unexpected character",
        "{'a':1} {} | not JSON: Trailing token",
        "{'a': | not JSON: Unexpected end-of-input",
      })
  void whatIsWrongWithItIsSaidWithItsPlaceInBothFiles(String json, String problem)
      throws IOException {
    FileProblems problems =
        catchThrowableOfType(FileProblems.class, () -> read(json.replace('\'', '"')));

    assertThat(problems)
        .isNotNull()
        .hasMessageContaining("tidegate.yaml:5:17: definition: sub/orders.json")
        .hasMessageContaining(problem);
  }

  @Test
  void oneThatIsTooLargeOrMissingOrNoTextIsRefused() throws IOException {
    String large = "{\"a\":\"" + "x".repeat(DefinitionReader.MOST_BYTES) + "\"}";

    assertThat(catchThrowableOfType(FileProblems.class, () -> read(large)))
        .hasMessageContaining("is larger than 256 KiB");
    assertThat(
            catchThrowableOfType(
                FileProblems.class, () -> read(new byte[] {'{', (byte) 0xff, '}'}, YAML)))
        .hasMessageContaining("is not UTF-8 text");
    assertThat(
            catchThrowableOfType(
                FileProblems.class,
                () -> read(new byte[0], YAML.replace("sub/orders.json", "sub"))))
        .hasMessageContaining("definition: sub: there is no such file");
    assertThat(
            catchThrowableOfType(
                FileProblems.class,
                () -> read(new byte[0], YAML.replace("sub/orders.json", "\"a\\0b\""))))
        .hasMessageContaining("is not a path");
  }

  private MigrationFile read(String json) throws IOException {
    return read(json.getBytes(StandardCharsets.UTF_8), YAML);
  }

  private MigrationFile read(byte[] json, String yaml) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.write(folder.resolve("sub/orders.json"), json);
    Path file = Files.writeString(folder.resolve("tidegate.yaml"), yaml);
    return MigrationFileReader.read(file);
  }
}
