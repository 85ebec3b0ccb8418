package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which part of a list was asked for. */
record Page(int number, int size) {

  /**
   * @param largest a larger page is cut to this without a word, as the service does
   */
  static Page asked(
      Parameters parameters, String numberName, String sizeName, int standard, int largest) {
    return new Page(
        parameters.positive(numberName, 1),
        Math.min(parameters.positive(sizeName, standard), largest));
  }

  <T> List<T> of(List<T> all, Call call) {
    if (!call.pagesChange()) {
      return of(all);
    }
    // Each page sees the list one step further on: what was on it before comes again, and what
    // should follow is on the page before.
    List<T> moved = new ArrayList<>(all);
    Collections.rotate(moved, number - 1);
    return new Page(number, 1).of(moved);
  }

  <T> List<T> of(List<T> all) {
    int from = (int) Math.min(all.size(), (number - 1L) * size);
    return all.subList(from, Math.min(all.size(), from + size));
  }
}
