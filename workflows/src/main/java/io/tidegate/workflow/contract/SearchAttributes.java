package io.tidegate.workflow.contract;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** What a migration can be found by in the Web UI and in {@code tidegate list}. */
public final class SearchAttributes {
  public static final SearchAttributeKey<String> MIGRATION =
      SearchAttributeKey.forKeyword("TidegateMigration");
  public static final SearchAttributeKey<String> ACCOUNT =
      SearchAttributeKey.forKeyword("TidegateAccount");
  public static final SearchAttributeKey<String> DIALECT =
      SearchAttributeKey.forKeyword("TidegateDialect");
  public static final SearchAttributeKey<String> PHASE =
      SearchAttributeKey.forKeyword("TidegatePhase");
  public static final SearchAttributeKey<Long> ROUND = SearchAttributeKey.forLong("TidegateRound");
  public static final SearchAttributeKey<List<String>> FAILED_ITEMS =
      SearchAttributeKey.forKeywordList("TidegateFailedItems");
  public static final SearchAttributeKey<Boolean> NEEDS_HUMAN =
      SearchAttributeKey.forBoolean("TidegateNeedsHuman");

  /** Everything that must be registered before the first workflow task. */
  public static List<SearchAttributeKey<?>> all() {
    return List.of(MIGRATION, ACCOUNT, DIALECT, PHASE, ROUND, FAILED_ITEMS, NEEDS_HUMAN);
  }

  private SearchAttributes() {}
}
