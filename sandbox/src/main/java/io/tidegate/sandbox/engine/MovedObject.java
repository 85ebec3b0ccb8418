package io.tidegate.sandbox.engine;

/**
 * Something that a job moves.
 *
 * @param ordinal its place in the job's list
 * @param batchRows rows to hold in memory at a time, by their mean length
 */
record MovedObject(
    int ordinal,
    Kind kind,
    String sourceDatabase,
    String targetDatabase,
    String name,
    int batchRows) {

  /** In the order in which they are created: each may need those before it. */
  enum Kind {
    SEQUENCE,
    TABLE,
    VIEW
  }

  String sourceName() {
    return sourceDatabase + "." + name;
  }

  String targetName() {
    return targetDatabase + "." + name;
  }
}
