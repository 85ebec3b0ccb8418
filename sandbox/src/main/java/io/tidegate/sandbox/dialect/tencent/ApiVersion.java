package io.tidegate.sandbox.dialect.tencent;

import java.util.Map;

/** A version of the API. What is refused has other codes in each. */
public enum ApiVersion {
  V2018("2018-03-30"),
  V2021("2021-12-06");

  /** What the version of 2021 tells apart, and the one before does not, or calls another name. */
  private static final Map<String, String> IN_2018 =
      Map.of(
          "MissingParameter.MissingParameterError", "InvalidParameter",
          "InvalidParameterValue.InvalidParameterValueError", "InvalidParameter",
          "ResourceNotFound.ResourceNotFoundError", "ResourceNotFound.JobNotExist",
          "OperationDenied.OperationDeniedError", "FailedOperation.NotAllowOperation");

  private final String text;

  ApiVersion(String text) {
    this.text = text;
  }

  /** As requests name it. */
  public String text() {
    return text;
  }

  /** The same refusal with the code that this version has for it. */
  TencentError worded(TencentError error) {
    return this == V2018
        ? new TencentError(IN_2018.getOrDefault(error.code(), error.code()), error.text())
        : error;
  }
}
