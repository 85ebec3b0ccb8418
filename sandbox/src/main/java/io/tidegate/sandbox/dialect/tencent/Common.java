package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.http.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every call says beside its action's parameters. The newer signature scheme has it in
 * headers, the older one among the parameters; it is taken from where the call's own scheme signs
 * it, and from nowhere else.
 */
final class Common {
  private static final Set<String> NAMES =
      Set.of(
          "Action",
          "Version",
          "Region",
          "Timestamp",
          "Nonce",
          "SecretId",
          "Signature",
          "SignatureMethod",
          "Token",
          "Language",
          "RequestClient");

  private final Request request;
  private final boolean inHeaders;
  private final Map<String, String> parameters = new HashMap<>();

  private Common(Request request) {
    this.request = request;
    this.inHeaders =
        request.header(TencentDialect.ACTION_HEADER).isPresent()
            || request.header("authorization").isPresent();
    request.query().forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
    request.form().forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
  }

  static Common of(Request request) {
    return new Common(request);
  }

  /** Whether the call is of the newer scheme. */
  boolean isInHeaders() {
    return inHeaders;
  }

  Optional<String> find(String name) {
    @Nullable String value =
        inHeaders ? request.header("x-tc-" + name).orElse(null) : parameters.get(name);
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /**
   * @throws TencentError MissingParameter
   */
  String get(String name) {
    return find(name).orElseThrow(() -> TencentError.missingCommon(name));
  }

  /** Every parameter, as the older scheme signs them. */
  Map<String, String> parameters() {
    return parameters;
  }

  /** The parameters of the action. */
  Map<String, String> own() {
    Map<String, String> own = new HashMap<>(parameters);
    if (!inHeaders) {
      own.keySet().removeAll(NAMES);
    }
    return own;
  }
}
