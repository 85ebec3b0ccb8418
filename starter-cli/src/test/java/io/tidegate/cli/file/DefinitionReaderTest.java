package io.tidegate.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        "{'a':1,'a':2} | :1:11: no JSON from here on",
        "{'a':1,} | :1:8: no JSON from here on",
        "{'a':1} {} | :1:9: no JSON from here on",
        "{'a': | :1:6: no JSON from here on",
        "{'a':[{'dbPassword':'canary'}]} | : has dbPassword: a secret must not be kept",
        "{'a':'user=x&password=canary'} | : has a secret in the text of a: a secret must not be kept",
        "{'a':1,'password':canary} | :1:19: no JSON from here on",
        "{'a':1} canary | :1:9: no JSON from here on",
      })
  void whatIsWrongWithItIsSaidWithItsPlaceInBothFiles(String json, String problem)
      throws IOException {
    FileProblems problems =
        catchThrowableOfType(FileProblems.class, () -> read(json.replace('\'', '"')));

    assertThat(problems)
        .isNotNull()
        .hasMessageContaining("tidegate.yaml:5:17: definition: sub/orders.json")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("canary");
  }

  @Test
  void aDefinitionOutsideOfTheFilesFolderIsRefusedWhetherItIsThereOrNot() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Path canary = Files.writeString(outside.resolve("canary.json"), "{\"name\":\"canary\"}");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("link.json"), canary);

    for (String path :
        List.of(
            canary.toString(),
            outside.resolve("none.json").toString(),
            "../none.json",
            "sub/../../" + folder.getFileName() + "x/none.json",
            "link/canary.json",
            "link.json")) {
      assertThat(
              catchThrowableOfType(
                  FileProblems.class,
                  () -> read(new byte[] {'{', '}'}, YAML.replace("sub/orders.json", path))))
          .as(path)
          .hasMessageContaining("tidegate.yaml:5:17: definition: " + path)
          .hasMessageContaining("lies outside of the folder of this file; put it beside it");
    }
    Files.delete(canary);
    Files.delete(outside);
  }

  @Test
  void aDefinitionMayBeNamedInAnyWayThatStaysInTheFolder() throws IOException {
    Files.createDirectories(folder.resolve("kept"));
    Files.writeString(folder.resolve("kept/orders.json"), "{\"name\":\"kept\"}");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("kept"));

    for (String path :
        List.of(
            "link/orders.json",
            "sub/../kept/orders.json",
            folder.resolve("kept/orders.json").toString(),
            folder.toRealPath().resolve("kept/orders.json").toString())) {
      assertThat(
              read(new byte[] {'{', '}'}, YAML.replace("sub/orders.json", path))
                  .definition("orders"))
          .as(path)
          .isEqualTo("{\"name\":\"kept\"}");
    }
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
