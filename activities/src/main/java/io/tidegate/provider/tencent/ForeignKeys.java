package io.tidegate.provider.tencent;

import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a shield says; of the check of foreign keys it must say what becomes of them. */
final class ForeignKeys {
  private static final String CHECK = "ConstraintCheck";
  private static final List<String> WORDS = List.of("shield", "migrate");

  static final Map<String, List<String>> CHOICES = Map.of(CHECK, WORDS);

  /**
   * The parameters of {@code SkipCheckItem}.
   *
   * @throws ProviderException where nobody has chosen what becomes of foreign keys
   */
  static Map<String, Object> parameters(
      String job, List<String> items, Map<String, String> choices) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("JobId", job);
    parameters.put("StepIds", items);
    if (items.contains(CHECK)) {
      parameters.put("ForeignKeyFlag", chosen(choices.getOrDefault(CHECK, "")));
    }
    return parameters;
  }

  private static String chosen(String choice) {
    if (!WORDS.contains(choice)) {
      throw ProviderException.of(Kind.CALLER, TencentClient.PROVIDER, "SkipCheckItem")
          .effect(Effect.NONE)
          .code("NoForeignKeyFlag")
          .message("a shield of %s must say what becomes of the foreign keys".formatted(CHECK))
          .advice(
              "write into the rule either 'foreign-keys: shield', which leaves the keys behind, or"
                  + " 'foreign-keys: migrate', which moves them with their actions")
          .build();
    }
    return choice;
  }

  private ForeignKeys() {}
}
