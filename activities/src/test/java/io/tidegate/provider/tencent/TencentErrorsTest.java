package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.ProviderException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TencentErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "RequestLimitExceeded, THROTTLED",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded, THROTTLED",
    "RequestLimitExceeded.IPLimitExceeded, THROTTLED",
    "RequestLimitExceeded.UinLimitExceeded, THROTTLED",
    "RequestLimitExceeded.RequestLimitExceededError, THROTTLED",
    "ServiceUnavailable, TRANSIENT",
    "ResourceUnavailable, TRANSIENT",
    "ResourceUnavailable.ResourceUnavailableError, TRANSIENT",
    "ResourceInUse, TRANSIENT",
    "ResourceInUse.ResourceInUseError, TRANSIENT",
    "InternalError, TRANSIENT",
    "InternalError.AddTaskError, TRANSIENT",
    "InternalError.CeleryError, TRANSIENT",
    "InternalError.CgwSystemError, TRANSIENT",
    "InternalError.DatabaseError, TRANSIENT",
    "InternalError.ExecHttpRequestError, TRANSIENT",
    "InternalError.InternalErrorError, TRANSIENT",
    "InternalError.InternalHttpServerError, TRANSIENT",
    "InternalError.InternalInnerCommonError, TRANSIENT",
    "InternalError.LockError, TRANSIENT",
    "InternalError.ProtocolError, TRANSIENT",
    "InternalError.UndefinedError, TRANSIENT",
    "InternalError.UnknownError, TRANSIENT",
    "FailedOperation.ProxyError, TRANSIENT",
    "AuthFailure, AUTH",
    "AuthFailure.InvalidAuthorization, AUTH",
    "AuthFailure.InvalidSecretId, AUTH",
    "AuthFailure.MFAFailure, AUTH",
    "AuthFailure.SecretIdNotFound, AUTH",
    "AuthFailure.SignatureExpire, AUTH",
    "AuthFailure.SignatureFailure, AUTH",
    "AuthFailure.TokenFailure, AUTH",
    "AuthFailure.UnauthorizedOperation, AUTH",
    "AuthFailure.AuthFailureError, AUTH",
    "AuthFailure.AuthorizedOperationDenyError, AUTH",
    "AuthFailure.UnauthorizedOperationError, AUTH",
    "UnauthorizedOperation, AUTH",
    "UnauthorizedOperation.NotEnoughPrivileges, AUTH",
    "UnauthorizedOperation.PermissionDenied, AUTH",
    "UnauthorizedOperation.UnauthorizedOperationError, AUTH",
    "FailedOperation.UserNotAuthed, AUTH",
    "IpInBlacklist, AUTH",
    "IpNotInWhitelist, AUTH",
    "FailedOperation.NotAllowOperation, CONFLICT",
    "FailedOperation.StatusInConflict, CONFLICT",
    "FailedOperation.StatusInConflictError, CONFLICT",
    "FailedOperation.StartJobFailed, CONFLICT",
    "OperationDenied, CONFLICT",
    "OperationDenied.OperationDenied, CONFLICT",
    "OperationDenied.OperationDeniedError, CONFLICT",
    "OperationDenied.BizOperationDeniedError, CONFLICT",
    "OperationDenied.JobOperationDeniedError, CONFLICT",
    "InternalError.DuplicateJob, CONFLICT",
    "ResourceNotFound, NOT_FOUND",
    "ResourceNotFound.JobNotExist, NOT_FOUND",
    "ResourceNotFound.ResourceNotFound, NOT_FOUND",
    "ResourceNotFound.ResourceNotFoundError, NOT_FOUND",
    "ResourceNotFound.BizResourceNotFoundError, NOT_FOUND",
    "InvalidParameter.InstanceNotFound, NOT_FOUND",
    "InvalidParameter, CALLER",
    "InvalidParameter.InvalidParameterError, CALLER",
    "InvalidParameter.BizInvalidParameterValueError, CALLER",
    "InvalidParameter.InvalidIpAddress, CALLER",
    "InvalidParameter.ControllerNotFoundError, CALLER",
    "InvalidParameterValue, CALLER",
    "InvalidParameterValue.InvalidParameterValue, CALLER",
    "InvalidParameterValue.InvalidParameterValueError, CALLER",
    "InvalidParameterValue.BizInvalidParameterValueError, CALLER",
    "InvalidParameterValue.DataConvertError, CALLER",
    "MissingParameter, CALLER",
    "MissingParameter.MissingParameterError, CALLER",
    "UnknownParameter, CALLER",
    "UnsupportedOperation, CALLER",
    "UnsupportedOperation.IntraNetUserNotTaggedError, CALLER",
    "UnsupportedOperation.IntraNetUserNotTaggedForSyncJobError, CALLER",
    "UnsupportedOperation.UnsupportedOperationError, CALLER",
    "OperationDenied.MigrateServiceSupportError, CALLER",
    "InvalidAction, CALLER",
    "NoSuchVersion, CALLER",
    "NoSuchProduct, CALLER",
    "ActionOffline, CALLER",
    "UnsupportedRegion, CALLER",
    "UnsupportedProtocol, CALLER",
    "InvalidRequest, CALLER",
    "RequestSizeLimitExceeded, CALLER",
    "DryRunOperation, CALLER",
    "InternalError.ParseBinlogError, CALLER",
    "LimitExceeded, QUOTA",
    "LimitExceeded.MaxUnusedJobs, QUOTA",
    "LimitExceeded.LimitExceededError, QUOTA",
    "ResourceInsufficient, QUOTA",
    "ResourcesSoldOut, QUOTA",
    "OperationDenied.NotEnoughMoneyError, QUOTA",
    "InternalError.NotEnoughMoneyError, QUOTA",
    "InternalError.InternalTradeError, QUOTA",
  })
  void everyDocumentedCodeHasItsKind(String code, Kind kind) {
    assertThat(TencentErrors.kindOf(code)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "OperationDenied.SomethingNew, CONFLICT",
    "InternalError.SomethingNew, TRANSIENT",
    "ResourceNotFound.SomethingNew, NOT_FOUND",
    "FailedOperation, CALLER",
    "FailedOperation.SomethingNew, CALLER",
    "SomethingNew, CALLER",
    "SomethingNew.OperationDenied, CALLER",
    "RequestLimitExceededToo, CALLER",
    "'', TRANSIENT",
  })
  void aNewCodeIsOfItsCategoryOrTheCallers(String code, Kind kind) {
    assertThat(TencentErrors.kindOf(code)).isEqualTo(kind);
  }

  @Test
  void adviceIsGivenWhereTheCodeSaysWhatHelps() {
    assertThat(TencentErrors.advice("AuthFailure.SignatureFailure")).contains("blank");
    assertThat(TencentErrors.advice("LimitExceeded.MaxUnusedJobs")).contains("idle");
    assertThat(TencentErrors.advice("InternalError")).isEmpty();
  }
}
