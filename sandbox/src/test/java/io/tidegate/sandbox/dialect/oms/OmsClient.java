package io.tidegate.sandbox.dialect.oms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** A client of the service, as bare as a test needs it to send wrong things. */
public final class OmsClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DEFINITION =
      List.of(
          "name",
          "type",
          "transferMapping",
          "commonTransferConfig",
          "enableStructTransfer",
          "structTransferConfig",
          "enableFullTransfer",
          "enableFullVerify",
          "fullTransferConfig",
          "enableIncrTransfer",
          "enableReverseIncrTransfer",
          "incrTransferConfig");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<String> address;

  OmsClient(SandboxFixture sandbox) {
    this(sandbox::address);
  }

  public OmsClient(Supplier<String> address) {
    this.address = address;
  }

  /** An HTTP answer; envelope is missing where it is not JSON. */
  public record Reply(
      int status, String text, Map<String, List<String>> headers, JsonNode envelope) {
    public boolean success() {
      return envelope.path("success").asBoolean();
    }

    /** The code of a refusal; empty for a yes, and where it has none. */
    public String code() {
      return envelope.path("code").asText("").replace("null", "");
    }

    public String message() {
      return envelope.path("message").asText("");
    }

    public JsonNode data() {
      return envelope.path("data");
    }

    public String data(String path) {
      return data().at(path).asText();
    }
  }

  static String basic(AccessKey key) {
    return basic(key.id() + ":" + key.secret());
  }

  static String basic(String account) {
    return "Basic " + Base64.getEncoder().encodeToString(account.getBytes(UTF_8));
  }

  HttpRequest.Builder request(String query, String body) {
    return HttpRequest.newBuilder(URI.create("http://" + address.get() + "/api/v2" + query))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  public Reply call(String action, String body) {
    return callAs(basic(SandboxFixture.KEY), action, body);
  }

  Reply callAs(String authorization, String action, String body) {
    return send(request("?Action=" + action, body).header("Authorization", authorization).build());
  }

  /** Calls an action that takes nothing but an id. */
  public Reply id(String action, String id) {
    return call(action, "{\"id\":\"" + id + "\"}");
  }

  /** The definition of a project, as somebody sends it who read the project. */
  ObjectNode definition(String project) {
    JsonNode read = id("DescribeProject", project).data().get(0);
    ObjectNode definition = JSON.createObjectNode();
    definition.put("projectId", project);
    DEFINITION.forEach(key -> definition.set(key, read.get(key)));
    definition.set("sourceEndpointId", read.at("/sourceConnectInfo/endpointId"));
    definition.set("sinkEndpointId", read.at("/sinkConnectInfo/endpointId"));
    return definition;
  }

  /** Asks for a precheck of a project as it is. */
  public Reply submit(String project) {
    return call("SubmitPreCheck", definition(project).toString());
  }

  /** Asks for such a precheck and waits for its end; gives its result. */
  JsonNode checked(String project) {
    String check = submit(project).data().asText();
    SandboxFixture.await(
        "the end",
        () -> id("GetPreCheckResult", check).data("/projectStatus").matches("FINISHED|FAILED"));
    return id("GetPreCheckResult", check).data();
  }

  /** Which items of a result failed, each with its end. */
  static List<String> failedItems(JsonNode result) {
    return StreamSupport.stream(result.get("preCheckResults").spliterator(), false)
        .filter(item -> item.get("status").asText().equals("FAILED"))
        .map(item -> item.get("endpointType").asText() + " " + item.get("checkType").asText())
        .toList();
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      return new Reply(
          response.statusCode(),
          text,
          response.headers().map(),
          text.startsWith("{") ? JSON.readTree(text) : JSON.missingNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
