package io.tidegate.provider.report;

import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;

/** How many items of one report are taken. */
public final class ReportLimit {
  /** Far beyond what a service lists, though some have an item for each table. */
  public static final int MAX_ITEMS = 100_000;

  /**
   * @param requestId of the reply that brought the last of the items
   * @throws ProviderException where there are more items than are taken
   */
  public static void check(String provider, String action, String requestId, int items) {
    if (items > MAX_ITEMS) {
      throw ProviderException.of(Kind.TRANSIENT, provider, action)
          .code("UnexpectedReply")
          .requestId(requestId)
          .message("the report has more than %d items; none of it was taken".formatted(MAX_ITEMS))
          .build();
    }
  }

  private ReportLimit() {}
}
