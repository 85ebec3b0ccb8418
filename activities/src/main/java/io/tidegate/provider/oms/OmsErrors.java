package io.tidegate.provider.oms;

import io.tidegate.provider.ProviderException.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which refusal is which kind of trouble. The service publishes no complete table: a code decides
 * that is known as a whole, then its beginning, then the HTTP status. Of what it writes in words
 * one sentence counts, for which no code is published: that it does not know the action.
 */
final class OmsErrors {
  private static final Map<String, Kind> CODES =
      Map.ofEntries(
          Map.entry("INNER_ERROR", Kind.TRANSIENT),
          Map.entry("PARAM_ERROR", Kind.CALLER),
          // The cluster manager may be away.
          Map.entry("GHANA-OPERAT000001", Kind.TRANSIENT),
          // Of a database's account, and not of the one that calls.
          Map.entry("GHANA-OPERAT000101", Kind.CALLER),
          Map.entry("GHANA-PROJECT000001", Kind.NOT_FOUND),
          Map.entry("CM-RESONF000003", Kind.QUOTA));

  private static final Map<String, Kind> BEGINNINGS =
      Map.of(
          "GHANA-OPERIE", Kind.TRANSIENT,
          "GHANA-OPERAT", Kind.CONFLICT,
          "CM-RESONF", Kind.TRANSIENT,
          "CM-RESOAT", Kind.TRANSIENT);

  /** What is too old to precheck a definition. */
  static final String NO_RUNS =
      "this OMS has no prechecks of their own (Enterprise 4.2.2, Community 4.2.12 are the first"
          + " that do)";

  private static final String UNSUPPORTED = "unsupported action";

  /**
   * @param code as sent, or empty
   * @param status of HTTP; refusals come with 200 too
   * @param message the service's words
   */
  static Kind kindOf(String code, int status, String message) {
    if (isUnsupported(message)) {
      return Kind.CALLER;
    }
    return known(code)
        .or(() -> ofStatus(status))
        // With neither a code nor a status nobody knows what happened.
        .orElse(code.isEmpty() ? Kind.TRANSIENT : Kind.CALLER);
  }

  private static Optional<Kind> known(String code) {
    Kind whole = CODES.get(code);
    return whole != null
        ? Optional.of(whole)
        : BEGINNINGS.entrySet().stream()
            .filter(e -> code.startsWith(e.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  private static Optional<Kind> ofStatus(int status) {
    return switch (status) {
      case 200 -> Optional.empty();
      case 401, 403 -> Optional.of(Kind.AUTH);
      case 429 -> Optional.of(Kind.THROTTLED);
      case 408 -> Optional.of(Kind.TRANSIENT);
      default -> Optional.of(status >= 500 ? Kind.TRANSIENT : Kind.CALLER);
    };
  }

  /** Whether the service is older than the call. */
  static boolean isUnsupported(String message) {
    return message.toLowerCase(Locale.ROOT).contains(UNSUPPORTED);
  }

  /** What to do, where more is known than the kind, besides what the service advises. */
  static String advice(String action, String code, int status, String message) {
    if (isUnsupported(message)) {
      return action.endsWith("PreCheck") || action.endsWith("PreCheckResult")
          ? NO_RUNS
              + ": cancel --detach, remove 'definition' from the migration, and"
              + " start again; the precheck is the project's first step then"
          : "this OMS is too old for the call: do it in its console";
    }
    if (status == 401 || status == 403) {
      return "check user and password of the account at the OMS console: they expire there";
    }
    return switch (code) {
      case "GHANA-OPERAT000101" ->
          "correct account or password of the data source in OMS; the account that calls is well";
      case "CM-RESONF000003" -> "stop or release idle projects, or give OMS another machine";
      default -> "";
    };
  }

  private OmsErrors() {}
}
