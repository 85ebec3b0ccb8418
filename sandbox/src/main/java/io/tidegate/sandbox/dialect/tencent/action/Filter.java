package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.dialect.tencent.TencentError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list of jobs is narrowed and ordered by; what is left out narrows nothing, and the order
 * is a descending one.
 */
final class Filter {
  private Filter() {}

  static boolean isAny(@Nullable String wanted, String value) {
    return wanted == null || wanted.isEmpty() || wanted.equals(value);
  }

  static boolean isAny(@Nullable List<@Nullable String> wanted, String value) {
    return wanted == null || wanted.isEmpty() || wanted.contains(value);
  }

  /**
   * Whether OrderSeq asks for a descending order.
   *
   * @param up the action's word for the other one
   * @param down its word for this one
   */
  static boolean isDescending(@Nullable String orderSeq, String up, String down) {
    if (isAny(orderSeq, down)) {
      return true;
    }
    if (up.equals(orderSeq)) {
      return false;
    }
    throw TencentError.invalid("OrderSeq", up + " or " + down);
  }
}
