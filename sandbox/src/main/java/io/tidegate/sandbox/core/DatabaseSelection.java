package io.tidegate.sandbox.core;

import java.util.List;

/**
 * What a job moves out of one source database.
 *
 * @param database its name at the source
 * @param targetDatabase its name at the target
 * @param tables the tables to move; empty means every table, view and trigger of the database
 */
public record DatabaseSelection(String database, String targetDatabase, List<String> tables) {
  public DatabaseSelection {
    tables = List.copyOf(tables);
  }

  /** The same objects on their way back. */
  DatabaseSelection backwards() {
    return new DatabaseSelection(targetDatabase, database, tables);
  }
}
