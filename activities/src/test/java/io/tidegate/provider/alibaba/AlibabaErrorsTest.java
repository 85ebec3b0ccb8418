package io.tidegate.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.ProviderException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlibabaErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "Throttling, THROTTLED",
    "Throttling.User, THROTTLED",
    "Throttling.Api, THROTTLED",
    "Rejected.Throttling, THROTTLED",
    "DTS.Msg.Throttling.User, THROTTLED",
    "ServiceUnavailable, TRANSIENT",
    "InternalError, TRANSIENT",
    "CheckJobFailed.ServerUnAvailable, TRANSIENT",
    "DescribeColumns.TimeOut, TRANSIENT",
    "DescribeStruct.TimeOut, TRANSIENT",
    "SQLExecuteError, TRANSIENT",
    "SignatureNonceUsed, TRANSIENT",
    "InvalidAccessKeyId.NotFound, AUTH",
    "InvalidAccessKeyId.Inactive, AUTH",
    "SignatureDoesNotMatch, AUTH",
    "IncompleteSignature, AUTH",
    "InvalidSignatureMethod, AUTH",
    "InvalidTimeStamp.Format, AUTH",
    "InvalidTimeStamp.Expired, AUTH",
    "IllegalTimestamp, AUTH",
    "InvalidSecurityToken.Expired, AUTH",
    "InvalidSecurityToken.Malformed, AUTH",
    "Forbidden.RAM, AUTH",
    "NoPermission, AUTH",
    "RamPermissionDenied, AUTH",
    "Forbidden.RiskControl, AUTH",
    "ActionUnauthorized, AUTH",
    "Forbidden.AliyunUIDNotFound, AUTH",
    "Forbidden.InstanceNotFound, NOT_FOUND",
    "DTS.Msg.Forbidden.InstanceNotFound, NOT_FOUND",
    "InvalidJobId, NOT_FOUND",
    "MissingParameter, CALLER",
    "MissingDtsJobId, CALLER",
    "InvalidParameter, CALLER",
    "InvalidParameterValid, CALLER",
    "InvalidParameter.KafkaTopic, CALLER",
    "InvalidDtsJobId, CALLER",
    "UnsupportedParameter, CALLER",
    "InvalidAction.NotFound, CALLER",
    "InvalidApi.NotFound, CALLER",
    "InvalidVersion, CALLER",
    "NoSuchVersion, CALLER",
    "UnsupportedOperation, CALLER",
    "UnsupportedHTTPMethod, CALLER",
    "DbTypeNotSupport.MySQL, CALLER",
    "UnSupportedTaskType, CALLER",
    "GetMongoDbShardInfo.Failed, CALLER",
    "InvalidEndpoint, CALLER",
    "LXCreateOrderError, QUOTA",
    "LXCreateOrder.NotFoundPricePlan, QUOTA",
    "LXPayOrder.InsufficientBalance, QUOTA",
    "InsufficientBalance, QUOTA",
    "OperationDenied.NotPurchased, CONFLICT",
    "UpdateJob.OperationDenied.InitStatus, CONFLICT",
    "CheckStatus.InvalidInitStatus, CONFLICT",
    "OperationDenied.JobStatusModifying, CONFLICT",
    "ModifyDenied.JobStatusNotRunning, CONFLICT",
    "InvalidJobStatus, CONFLICT",
    "InvalidTaskStatus, CONFLICT",
    "DTS.Msg.OperationDenied.JobStatus, CONFLICT",
    "OperationDenied.DBInstanceStatus, CONFLICT",
    "OperationDenied.DBInstanceType, CONFLICT",
    "SomethingNew.Altogether, CALLER",
  })
  void everyCodeOfTheFactSheetHasItsKind(String code, Kind kind) {
    assertThat(AlibabaErrors.kindOf(code, 403)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 500, TRANSIENT",
    "'', 404, TRANSIENT",
    "New.Code, 503, TRANSIENT",
    "'', 429, THROTTLED"
  })
  void theHttpStatusDecidesOnlyWhereNoCodeDoes(String code, int status, Kind kind) {
    assertThat(AlibabaErrors.kindOf(code, status)).isEqualTo(kind);
  }

  @Test
  void aKnownCodeBeatsTheHttpStatus() {
    assertThat(AlibabaErrors.kindOf("Throttling.User", 503)).isEqualTo(Kind.THROTTLED);
    assertThat(AlibabaErrors.kindOf("InvalidAccessKeyId.NotFound", 404)).isEqualTo(Kind.AUTH);
  }

  @Test
  void thePrefixOfABusinessErrorIsTakenOff() {
    assertThat(AlibabaErrors.plain("DTS.Msg.OperationDenied.JobStatus"))
        .isEqualTo("OperationDenied.JobStatus");
  }
}
