package io.tidegate.sandbox.dialect.tencent.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is to be moved, which the version of 2018 writes as JSON in a text. */
final class DatabaseInfo {
  private static final String NAME = "DatabaseInfo";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One database; without tables it is all of it. */
  private record Database(@Nullable String database, @Nullable List<@Nullable String> table) {}

  private DatabaseInfo() {}

  /**
   * @param before what was moved until now: a database that was called another name at the target
   *     still is
   * @throws TencentError where it is no such text, or names nothing
   */
  static List<DatabaseSelection> read(String text, List<DatabaseSelection> before) {
    List<DatabaseSelection> selected = new ArrayList<>();
    for (Database database : databases(text)) {
      String name = database == null || database.database() == null ? "" : database.database();
      List<String> tables = new ArrayList<>();
      if (database != null && database.table() != null) {
        database.table().forEach(table -> tables.add(table == null ? "" : table));
      }
      selected.add(new DatabaseSelection(name, targetOf(name, before), tables));
    }
    if (selected.isEmpty()) {
      throw TencentError.invalid(
          NAME, "of at least one database: whole servers are not moved here");
    }
    return selected;
  }

  private static List<@Nullable Database> databases(String text) {
    try {
      return JSON.readValue(
          text.isBlank() ? "[]" : text,
          JSON.getTypeFactory().constructCollectionType(List.class, Database.class));
    } catch (JsonProcessingException e) {
      // What Jackson says of it quotes the text.
      throw new TencentError(
          "InvalidParameterValue.DataConvertError",
          "The value of the parameter `"
              + NAME
              + "` is no JSON array of {\"Database\":\"d\",\"Table\":[\"t\"]}.");
    }
  }

  private static String targetOf(String name, List<DatabaseSelection> before) {
    return before.stream()
        .filter(selection -> selection.database().equals(name))
        .map(DatabaseSelection::targetDatabase)
        .findFirst()
        .orElse(name);
  }
}
