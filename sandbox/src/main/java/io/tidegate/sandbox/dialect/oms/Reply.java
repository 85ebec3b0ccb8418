package io.tidegate.sandbox.dialect.oms;

import org.jspecify.annotations.Nullable;

/**
 * What an action answers with when it has done what was asked.
 *
 * @param data a record, a list or a text; null where the service has nothing to tell but yes
 * @param page null where the answer does not come in pages
 */
public record Reply(@Nullable Object data, @Nullable Page page) {
  /** Nothing but yes. */
  public static final Reply YES = new Reply(null, null);

  /** Which part of a list it is; pages count from 1. */
  public record Page(int number, int size, long total) {}

  public static Reply of(Object data) {
    return new Reply(data, null);
  }
}
