package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.GrantedKey;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is done about access keys, on {@code /admin/keys}. */
final class KeyCalls {
  private static final String ONE = "/admin/keys/";

  private final AccessKeys keys;

  KeyCalls(AccessKeys keys) {
    this.keys = keys;
  }

  /** Adds a key, or makes one; the answer is the only one that tells its secret and token. */
  Answer add(Request request) {
    AdminRequests.NewKey body = AdminJson.read(request, AdminRequests.NewKey.class);
    return AdminJson.answer(201, report(granted(body)));
  }

  private GrantedKey granted(AdminRequests.NewKey body) {
    if (body.id() == null && body.secret() == null) {
      Duration ttl = AdminApi.duration(body.ttl(), "ttl");
      return ttl == null ? keys.issue() : keys.issue(ttl);
    }
    if (body.ttl() != null) {
      throw new AdminError(400, "a key with a 'ttl' is made: leave out 'id' and 'secret'");
    }
    String id = AdminRequests.required(body.id(), "id");
    String secret = AdminRequests.required(body.secret(), "secret");
    if (id.isBlank() || secret.isBlank()) {
      throw new AdminError(400, "'id' and 'secret' must not be blank");
    }
    return keys.add(new AccessKey(id, secret));
  }

  /**
   * @return empty where the request is not of a key
   */
  Optional<Answer> remove(Request request) {
    if (!request.method().equals("DELETE") || !request.path().startsWith(ONE)) {
      return Optional.empty();
    }
    if (!keys.remove(request.path().substring(ONE.length()))) {
      throw new AdminError(404, "there is no such key");
    }
    return Optional.of(AdminJson.answer(200, Map.of()));
  }

  private static Map<String, String> report(GrantedKey granted) {
    Map<String, String> report = new LinkedHashMap<>();
    report.put("id", granted.key().id());
    report.put("secret", granted.key().secret());
    String token = granted.token();
    Instant expires = granted.expires();
    if (token != null && expires != null) {
      report.put("token", token);
      report.put("expires", expires.toString());
    }
    return report;
  }
}
