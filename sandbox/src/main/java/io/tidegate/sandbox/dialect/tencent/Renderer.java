package io.tidegate.sandbox.dialect.tencent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.http.Answer;

/**
 * Puts answers into the service's envelope. Record components become fields in capital camel case.
 */
final class Renderer {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .build();

  private Renderer() {}

  static Answer answer(Object body, String requestId) {
    return envelope(200, JSON.valueToTree(body), requestId);
  }

  /**
   * @param status 200, unless something before the service has failed
   */
  static Answer error(int status, TencentError error, String requestId) {
    ObjectNode response = JSON.createObjectNode();
    response.putObject("Error").put("Code", error.code()).put("Message", error.text());
    return envelope(status, response, requestId);
  }

  private static Answer envelope(int status, ObjectNode response, String requestId) {
    response.put("RequestId", requestId);
    ObjectNode envelope = JSON.createObjectNode();
    envelope.set("Response", response);
    return Answer.json(status, envelope.toString());
  }
}
