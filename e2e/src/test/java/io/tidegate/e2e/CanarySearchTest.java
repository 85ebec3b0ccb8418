package io.tidegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that finds nothing proves nothing unless it can find. */
class CanarySearchTest {
  private static final String SECRET = CanaryIT.canary("planted");
  private final CanarySearch search = new CanarySearch(null);

  static Stream<String> waysToSlipThrough() {
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        SECRET,
        URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
        new TextNode(SECRET).toString(),
        SECRET.replace("&", "&amp;").replace("\"", "&quot;"),
        base64(SECRET),
        base64("x" + SECRET),
        base64("{\"secret\":\"" + SECRET + "\"}"),
        Base64.getUrlEncoder().encodeToString(bytes),
        HexFormat.of().formatHex(bytes),
        HexFormat.of().withUpperCase().formatHex(bytes));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("waysToSlipThrough")
  void aSecretInALogLineIsFoundHoweverItIsWritten(String written) {
    search.add("worker.log", "2027-01-01T00:00:00.000Z DEBUG logger=X key=" + written + ", 3 ms\n");

    assertThat(search.placesOf(SECRET)).containsExactly("worker.log #0");
    assertThat(search.placesOf(CanaryIT.canary("planted"))).isEmpty();
  }

  @Test
  void aSecretInTheArgumentsOfAProcessIsFound() throws IOException {
    // It waits for what never comes: its input is ours to close.
    Process process = new ProcessBuilder(List.of("cat", "-", SECRET)).start();
    try {
      assertThat(search.addProcesses()).isPositive();
      assertThat(search.placesOf(SECRET)).contains("arguments of " + process.pid() + " #0");
    } finally {
      process.destroyForcibly();
    }
  }
}
