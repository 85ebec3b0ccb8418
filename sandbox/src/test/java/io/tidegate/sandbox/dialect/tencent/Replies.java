package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.util.ArrayList;
import java.util.List;

/** What tests want of answers. */
final class Replies {
  private Replies() {}

  static void assertYes(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.text()).isEmpty();
  }

  static void assertRefused(Reply reply, String code) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.at("/Error/Message")).isNotBlank();
    assertThat(reply.get("RequestId").asText()).isNotBlank();
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
