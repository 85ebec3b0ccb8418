package io.tidegate.sandbox.engine;

/**
 * A piece of a table between two checkpoints.
 *
 * @param rows the rows loaded; -1 before it was
 */
record Chunk(int number, KeyRange range, long rows) {
  boolean isLoaded() {
    return rows >= 0;
  }
}
