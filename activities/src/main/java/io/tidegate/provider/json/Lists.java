package io.tidegate.provider.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list that may be absent, and have holes. */
public final class Lists {

  /** What is there of it. */
  public static <T> List<T> present(@Nullable List<@Nullable T> list) {
    List<T> present = new ArrayList<>();
    if (list != null) {
      for (T one : list) {
        if (one != null) {
          present.add(one);
        }
      }
    }
    return present;
  }

  private Lists() {}
}
