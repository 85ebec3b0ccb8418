package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.Call;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which part of a list of jobs is asked for. */
record Paging(int limit, int offset) {
  private static final long STANDARD_PAGE = 20;
  private static final long LARGEST_PAGE = 100;

  static Paging of(@Nullable Long limit, @Nullable Long offset) {
    return new Paging(
        between(limit, STANDARD_PAGE, 1, LARGEST_PAGE, "Limit"),
        between(offset, 0, 0, Integer.MAX_VALUE, "Offset"));
  }

  List<JobView> page(List<JobView> found, Call call) {
    boolean change = call.misbehaviour().pagesChange();
    List<JobView> all = change ? call.misbehaviour().moved(found, offset) : found;
    int from = Math.min(all.size(), offset);
    return all.subList(from, (int) Math.min(all.size(), (long) from + (change ? 1 : limit)));
  }

  private static int between(
      @Nullable Long sent, long standard, long least, long most, String name) {
    long value = sent == null ? standard : sent;
    if (value < least || value > most) {
      throw TencentError.invalid(name, "between " + least + " and " + most);
    }
    return (int) value;
  }
}
