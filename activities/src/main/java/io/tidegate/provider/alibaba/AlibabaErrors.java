package io.tidegate.provider.alibaba;

import io.tidegate.provider.ProviderException.Kind;
import java.util.List;
import java.util.Locale;

/**
 * Which of the service's codes is which kind of trouble. The code decides; the HTTP status only
 * where there is no code that we know, because the service sends the same code with several.
 */
final class AlibabaErrors {
  private static final String BUSINESS = "DTS.Msg.";

  /** The first that fits decides. */
  private record Row(Kind kind, boolean prefix, String text) {
    boolean fits(String code) {
      return prefix ? code.startsWith(text) : code.contains(text);
    }
  }

  private static Row starts(Kind kind, String text) {
    return new Row(kind, true, text.toLowerCase(Locale.ROOT));
  }

  private static Row contains(Kind kind, String text) {
    return new Row(kind, false, text.toLowerCase(Locale.ROOT));
  }

  private static final List<Row> ROWS =
      List.of(
          contains(Kind.THROTTLED, "Throttling"),
          starts(Kind.TRANSIENT, "ServiceUnavailable"),
          starts(Kind.TRANSIENT, "InternalError"),
          starts(Kind.TRANSIENT, "CheckJobFailed.ServerUnAvailable"),
          starts(Kind.TRANSIENT, "DescribeColumns.TimeOut"),
          starts(Kind.TRANSIENT, "DescribeStruct.TimeOut"),
          starts(Kind.TRANSIENT, "SQLExecuteError"),
          // Something between us and them sent the request twice: the next one has its own nonce.
          starts(Kind.TRANSIENT, "SignatureNonceUsed"),
          starts(Kind.AUTH, "InvalidAccessKeyId"),
          starts(Kind.AUTH, "SignatureDoesNotMatch"),
          starts(Kind.AUTH, "IncompleteSignature"),
          starts(Kind.AUTH, "InvalidSignatureMethod"),
          starts(Kind.AUTH, "InvalidTimeStamp"),
          starts(Kind.AUTH, "IllegalTimestamp"),
          starts(Kind.AUTH, "InvalidSecurityToken"),
          starts(Kind.AUTH, "MissingSecurityToken"),
          starts(Kind.AUTH, "Forbidden.RAM"),
          starts(Kind.AUTH, "NoPermission"),
          starts(Kind.AUTH, "RamPermissionDenied"),
          starts(Kind.AUTH, "Forbidden.RiskControl"),
          starts(Kind.AUTH, "ActionUnauthorized"),
          starts(Kind.AUTH, "Forbidden.AliyunUIDNotFound"),
          starts(Kind.NOT_FOUND, "Forbidden.InstanceNotFound"),
          starts(Kind.NOT_FOUND, "InvalidJobId"),
          contains(Kind.QUOTA, "InsufficientBalance"),
          contains(Kind.QUOTA, "QuotaExceed"),
          starts(Kind.QUOTA, "LXCreateOrder"),
          starts(Kind.QUOTA, "LXPayOrder"),
          contains(Kind.CONFLICT, "OperationDenied"),
          contains(Kind.CONFLICT, "ModifyDenied"),
          contains(Kind.CONFLICT, "JobStatus"),
          contains(Kind.CONFLICT, "TaskStatus"),
          contains(Kind.CONFLICT, "InitStatus"),
          starts(Kind.CALLER, "Missing"),
          starts(Kind.CALLER, "Invalid"),
          starts(Kind.CALLER, "Unsupported"),
          starts(Kind.CALLER, "NoSuchVersion"),
          starts(Kind.CALLER, "DbTypeNotSupport"),
          starts(Kind.CALLER, "GetMongoDbShardInfo"));

  /** The code as it is called without the mark of a business error. */
  static String plain(String code) {
    return code.startsWith(BUSINESS) ? code.substring(BUSINESS.length()) : code;
  }

  /**
   * @param code as sent, or empty
   * @param httpStatus of the reply that carried it
   */
  static Kind kindOf(String code, int httpStatus) {
    String plain = plain(code).toLowerCase(Locale.ROOT);
    for (Row row : ROWS) {
      if (row.fits(plain)) {
        return row.kind();
      }
    }
    if (httpStatus == 429) {
      return Kind.THROTTLED;
    }
    return httpStatus >= 500 || plain.isEmpty() ? Kind.TRANSIENT : Kind.CALLER;
  }

  /** Whether it says that our clock and theirs disagree. */
  static boolean isClockSkew(String code) {
    String plain = plain(code).toLowerCase(Locale.ROOT);
    return plain.startsWith("invalidtimestamp.expired") || plain.startsWith("illegaltimestamp");
  }

  /** What to do, where the code says more than its kind. */
  static String advice(String code) {
    String plain = plain(code).toLowerCase(Locale.ROOT);
    if (isClockSkew(code)) {
      return "set the worker's clock";
    }
    if (plain.contains("throttling")) {
      return "the service advises to wait 15 to 30 s";
    }
    if (plain.startsWith("operationdenied.notpurchased")) {
      return "buy the instance first";
    }
    return "";
  }

  private AlibabaErrors() {}
}
