package io.tidegate.provider.oms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.provider.http.SignedCalls;
import io.tidegate.provider.json.WireJson;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply that reports success.
 *
 * @param data what the call was made for
 */
record OmsReply(String action, String requestId, JsonNode data) implements SignedCalls.Reply {

  /** The one thing that it is about: some versions send it alone, and some in a list. */
  JsonNode one() {
    return data.isArray() ? data.path(0) : data;
  }

  /** The things that it is about. */
  List<JsonNode> all() {
    List<JsonNode> all = new ArrayList<>();
    if (data.isArray()) {
      data.forEach(all::add);
    } else if (data.isObject()) {
      all.add(data);
    }
    return all;
  }

  /** Reads the one thing as a record. */
  <T> T as(Class<T> type) {
    return as(one(), type);
  }

  /** Reads a part of it as a record; what is no object says nothing. */
  <T> T as(JsonNode part, Class<T> type) {
    JsonNode read = part.isObject() ? part : MissingNode.getInstance();
    return WireJson.read(OmsClient.PROVIDER, action, requestId, read, type);
  }
}
