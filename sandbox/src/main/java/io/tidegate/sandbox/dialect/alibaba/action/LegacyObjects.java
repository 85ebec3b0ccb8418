package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Job;

/** What a job moves, as the MigrationObject that would have configured it. */
final class LegacyObjects {
  private LegacyObjects() {}

  static String text(Job job) {
    ArrayNode objects = JsonNodeFactory.instance.arrayNode();
    for (DatabaseSelection selection : job.spec().objects()) {
      ObjectNode database = objects.addObject();
      database.put("DBName", selection.database());
      database.put("NewDBName", selection.targetDatabase());
      database.put("AllTable", selection.tables().isEmpty());
      if (!selection.tables().isEmpty()) {
        ArrayNode tables = database.putArray("TableIncludes");
        selection.tables().forEach(table -> tables.addObject().put("TableName", table));
      }
    }
    return objects.toString();
  }
}
