package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.fault.Misbehaviour;
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
    Misbehaviour misbehaviour = call.misbehaviour();
    return misbehaviour.pagesChange()
        ? new Page(number, 1).of(misbehaviour.moved(all, number - 1))
        : of(all);
  }

  <T> List<T> of(List<T> all) {
    int from = (int) Math.min(all.size(), (number - 1L) * size);
    return all.subList(from, Math.min(all.size(), from + size));
  }
}
