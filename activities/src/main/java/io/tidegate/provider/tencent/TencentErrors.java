package io.tidegate.provider.tencent;

import io.tidegate.provider.ProviderException.Kind;
import java.util.Map;

/**
 * Which of the service's codes is which kind of trouble. A code is a category, or a category and a
 * detail behind a full stop: what is known of the whole code decides, then what is known of its
 * category. The message never does.
 */
final class TencentErrors {
  private static final Map<String, Kind> CODES =
      Map.ofEntries(
          Map.entry("FailedOperation.ProxyError", Kind.TRANSIENT),
          Map.entry("FailedOperation.UserNotAuthed", Kind.AUTH),
          Map.entry("FailedOperation.NotAllowOperation", Kind.CONFLICT),
          Map.entry("FailedOperation.StatusInConflict", Kind.CONFLICT),
          Map.entry("FailedOperation.StatusInConflictError", Kind.CONFLICT),
          Map.entry("FailedOperation.StartJobFailed", Kind.CONFLICT),
          Map.entry("InternalError.DuplicateJob", Kind.CONFLICT),
          Map.entry("InternalError.ParseBinlogError", Kind.CALLER),
          Map.entry("InternalError.NotEnoughMoneyError", Kind.QUOTA),
          Map.entry("InternalError.InternalTradeError", Kind.QUOTA),
          Map.entry("InvalidParameter.InstanceNotFound", Kind.NOT_FOUND),
          Map.entry("OperationDenied.MigrateServiceSupportError", Kind.CALLER),
          Map.entry("OperationDenied.NotEnoughMoneyError", Kind.QUOTA));

  private static final Map<String, Kind> CATEGORIES =
      Map.ofEntries(
          Map.entry("RequestLimitExceeded", Kind.THROTTLED),
          Map.entry("ServiceUnavailable", Kind.TRANSIENT),
          Map.entry("ResourceUnavailable", Kind.TRANSIENT),
          Map.entry("ResourceInUse", Kind.TRANSIENT),
          Map.entry("InternalError", Kind.TRANSIENT),
          Map.entry("AuthFailure", Kind.AUTH),
          Map.entry("UnauthorizedOperation", Kind.AUTH),
          Map.entry("IpInBlacklist", Kind.AUTH),
          Map.entry("IpNotInWhitelist", Kind.AUTH),
          Map.entry("OperationDenied", Kind.CONFLICT),
          Map.entry("ResourceNotFound", Kind.NOT_FOUND),
          Map.entry("LimitExceeded", Kind.QUOTA),
          Map.entry("ResourceInsufficient", Kind.QUOTA),
          Map.entry("ResourcesSoldOut", Kind.QUOTA));

  /**
   * @param code as sent; without one nobody knows what happened
   */
  static Kind kindOf(String code) {
    if (code.isEmpty()) {
      return Kind.TRANSIENT;
    }
    Kind known = CODES.get(code);
    return known == null ? CATEGORIES.getOrDefault(category(code), Kind.CALLER) : known;
  }

  private static String category(String code) {
    int end = code.indexOf('.');
    return end < 0 ? code : code.substring(0, end);
  }

  /** Whether it says that our clock and theirs disagree. */
  static boolean isClockSkew(String code) {
    return code.equals("AuthFailure.SignatureExpire");
  }

  /** What to do, where the code says more than its kind. */
  static String advice(String code) {
    return switch (code) {
      case "AuthFailure.SignatureExpire" -> "set the worker's clock";
      case "AuthFailure.SignatureFailure" ->
          "check the secret key, and that no blank stands before or behind it";
      case "AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId" ->
          "check the secret id: it does not exist, or is disabled";
      case "AuthFailure.TokenFailure" -> "renew the temporary key and its token";
      case "AuthFailure.MFAFailure" -> "the account asks for a second factor: use a key without";
      case "IpNotInWhitelist", "IpInBlacklist" -> "let the worker's address in at the provider";
      case "LimitExceeded.MaxUnusedJobs" -> "remove idle migration jobs at the provider";
      default -> "";
    };
  }

  private TencentErrors() {}
}
