package io.tidegate.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors are given and the reader that decides say the same. */
class PublishedSchemaTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String MIGRATIONS = "migrations: [{name: orders, job: dtsx}]\n";

  @Test
  void theExampleOfTheDocumentationIsAcceptedByBoth() throws IOException {
    String page = Files.readString(DOCS.resolve("file.md"));
    String example = page.substring(page.indexOf("```yaml") + 8, page.lastIndexOf("```"));

    MigrationFileReader.parse("tidegate.yaml", example);

    assertThat(schema().validate(json(example))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acount: a\n" + MIGRATIONS,
        "account: a\nmigrations: []\n",
        "account: a\n",
        "account: a\nuntil: caught_up\n" + MIGRATIONS,
        "account: a\nmax-lag: 5s\n" + MIGRATIONS,
        "account: a\npolicy: {rules: [{item: A, decision: never, foreign-keys: drop}]}\n"
            + MIGRATIONS,
        "account: a\nrounds: {max: 0}\n" + MIGRATIONS,
        "account: a\nrounds: {recheck-every: PT15M}\n" + MIGRATIONS,
        "account: a\npolicy: {warnings: alow}\n" + MIGRATIONS,
        "account: a\npolicy: {rules: [{item: A, decision: allow}]}\n" + MIGRATIONS,
        "account: a\npolicy: {rules: [{item: A, decision: never, approvers: [b]}]}\n" + MIGRATIONS,
        "account: a\npolicy: {rules: [{decision: never}]}\n" + MIGRATIONS,
        "account: a\npolicy: {rules: [{item: A, decision: ask, expires: soon}]}\n" + MIGRATIONS,
        "account: a\nmigrations: [{name: orders}]\n",
        "account: a\nmigrations: [{name: orders, job: x, definition: ''}]\n",
        "account: a\nmigrations: [{name: orders, job: x, definition: {name: orders}}]\n",
        "account: a\nmigrations: [{name: 'or ders', job: x}]\n",
      })
  void whatOneRefusesTheOtherRefusesToo(String yaml) throws IOException {
    assertThatThrownBy(() -> MigrationFileReader.parse("tidegate.yaml", yaml))
        .isInstanceOf(FileProblems.class);
    assertThat(schema().validate(json(yaml))).isNotEmpty();
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(DOCS.resolve("tidegate.schema.json")));
  }

  private static JsonNode json(String yaml) {
    return new ObjectMapper()
        .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }
}
