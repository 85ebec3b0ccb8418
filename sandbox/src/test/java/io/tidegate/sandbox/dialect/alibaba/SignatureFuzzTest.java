package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidegate.sandbox.Change;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Signed requests that were changed afterwards: refused in the service's words, whatever it was.
 */
class SignatureFuzzTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static final String SECRET = SandboxFixture.KEY.secret();
  private static final byte[] BODY = "DtsJobId=j1".getBytes(UTF_8);
  private static final List<Request.Parameter> QUERY =
      List.of(new Request.Parameter("RegionId", "cn-x"), new Request.Parameter("DtsJobId", "j1"));
  private static final List<String> SIGNED =
      List.of(
          "host",
          "x-acs-action",
          "x-acs-content-sha256",
          "x-acs-date",
          "x-acs-signature-nonce",
          "x-acs-version");

  private final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  private final Metadatabase metadatabase =
      new Metadatabase(Path.of("target", "signatures-" + UUID.randomUUID() + ".db"));
  private final AccessKeys keys = new AccessKeys(metadatabase, clock, SandboxFixture.KEY);

  @AfterProperty
  void close() {
    metadatabase.close();
  }

  @Property(seed = "1")
  void anAcs3RequestIsAcceptedOnlyAsItWasSigned(
      @ForAll("signedHeaders") String header, @ForAll("changes") Change change) {
    Map<String, String> headers = headers();
    String before = headers.get(header);
    String after = change.of(before);
    Assume.that(!after.strip().equals(before));
    headers.put(header, after);

    assertRefused(request("POST", QUERY, headers, BODY), Map.of());
  }

  @Property(seed = "2")
  void anAcs3QueryIsAcceptedOnlyAsItWasSigned(
      @ForAll("changes") Change change, @ForAll boolean first, @ForAll boolean name) {
    List<Request.Parameter> query = new ArrayList<>(QUERY);
    Request.Parameter one = query.get(first ? 0 : 1);
    Request.Parameter other =
        name
            ? new Request.Parameter(change.of(one.name()), one.value())
            : new Request.Parameter(one.name(), change.of(one.value()));
    Assume.that(!other.equals(one));
    query.set(first ? 0 : 1, other);
    assertRefused(request("POST", query, headers(), BODY), Map.of());

    List<Request.Parameter> longer = new ArrayList<>(QUERY);
    longer.add(other);
    assertRefused(request("POST", longer, headers(), BODY), Map.of());
  }

  @Property(seed = "3")
  void anAcs3BodyIsAcceptedOnlyAsItWasSigned(@ForAll("changes") Change change) {
    String after = change.of(new String(BODY, UTF_8));
    Assume.that(!after.equals(new String(BODY, UTF_8)));

    assertRefused(request("POST", QUERY, headers(), after.getBytes(UTF_8)), Map.of());
    assertRefused(request("GET", QUERY, headers(), BODY), Map.of());
  }

  @Property(seed = "4")
  void anAuthorizationIsAcceptedOnlyWithTheSignersOwnParts(@ForAll("changes") Change change) {
    Map<String, String> headers = headers();
    String before = headers.get("authorization");
    String after = change.of(before);
    headers.put("authorization", after);

    Throwable thrown = judged(request("POST", QUERY, headers, BODY), Map.of());

    if (thrown == null) {
      String signature = before.substring(before.indexOf("Signature="));
      assertThat(after).contains(signature, "Credential=testid", String.join(";", SIGNED));
    } else {
      assertThat(thrown).isInstanceOf(AlibabaError.class);
    }
  }

  @Example
  void aPartWhoseNameOrValueHasABlankTooManyIsNone() {
    for (String change : List.of("Credential =", "Credential= ")) {
      Map<String, String> headers = headers();
      headers.compute("authorization", (name, sent) -> sent.replace("Credential=", change));

      assertRefused(request("POST", QUERY, headers, BODY), Map.of());
    }
  }

  @Property(seed = "5")
  void anRpcRequestIsAcceptedOnlyAsItWasSigned(
      @ForAll("parameters") String name, @ForAll("changes") Change change, @ForAll boolean drop) {
    Map<String, String> parameters = rpc();
    String before = parameters.get(name);
    String after = change.of(before);
    Assume.that(!after.equals(before));
    if (drop) {
      parameters.remove(name);
      parameters.put(change.of(name), before);
      Assume.that(!parameters.equals(rpc()));
    } else {
      parameters.put(name, after);
    }

    assertRefused(request("POST", List.of(), Map.of(), new byte[0]), parameters);
  }

  @Property(seed = "6")
  void whatWasNotChangedIsAccepted(@ForAll("values") String value) {
    Map<String, String> parameters = rpc();
    parameters.put("Name", value);
    parameters.remove("Signature");
    parameters.put("Signature", RpcSignature.sign("POST", parameters, SECRET, true));
    assertThat(judged(request("POST", List.of(), Map.of(), new byte[0]), parameters)).isNull();

    List<Request.Parameter> query = List.of(new Request.Parameter("Name", value));
    Map<String, String> headers = headers();
    sign(headers, query);
    assertThat(judged(request("POST", query, headers, BODY), Map.of())).isNull();
  }

  private void assertRefused(Request request, Map<String, String> parameters) {
    assertThat(judged(request, parameters)).isInstanceOf(AlibabaError.class);
  }

  /** What a check that knows no nonce yet has against it. */
  private Throwable judged(Request request, Map<String, String> parameters) {
    return catchThrowable(() -> new SignatureCheck(keys, clock).check(request, parameters));
  }

  private static Request request(
      String method, List<Request.Parameter> query, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Request(method, "/", "", query, lists, body);
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("host", "127.0.0.1:1");
    headers.put("x-acs-action", "StartDtsJob");
    headers.put("x-acs-version", "2020-01-01");
    headers.put("x-acs-date", NOW.toString());
    headers.put("x-acs-signature-nonce", "nonce");
    headers.put("x-acs-content-sha256", Digests.sha256Hex(BODY));
    sign(headers, QUERY);
    return headers;
  }

  private static void sign(Map<String, String> headers, List<Request.Parameter> query) {
    String signature =
        Acs3Signature.sign(
            request("POST", query, headers, BODY),
            SIGNED,
            headers.get("x-acs-content-sha256"),
            SECRET);
    headers.put(
        "authorization",
        "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=%s,Signature=%s"
            .formatted(String.join(";", SIGNED), signature));
  }

  private static Map<String, String> rpc() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Action", "StartDtsJob");
    parameters.put("Version", "2020-01-01");
    parameters.put("DtsJobId", "j1");
    parameters.put("AccessKeyId", SandboxFixture.KEY.id());
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", "nonce");
    parameters.put("Timestamp", NOW.toString());
    parameters.put("Signature", RpcSignature.sign("POST", parameters, SECRET, true));
    return parameters;
  }

  @Provide
  Arbitrary<Change> changes() {
    return Change.by(values());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            " ",
            "=",
            "&",
            ",",
            ";",
            "%",
            "%00",
            "+",
            "~",
            "*",
            "\n",
            "\r\n",
            "\u0000",
            "\u0085",
            "é",
            "错",
            "\ud83d\ude00",
            "\ufeff",
            "A",
            "0",
            "/",
            "host",
            "Signature=",
            "x".repeat(5_000)),
        Arbitraries.strings().ofMaxLength(5).filter(SignatureFuzzTest::isText));
  }

  /** Half a character cannot be sent. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Provide
  Arbitrary<String> signedHeaders() {
    return Arbitraries.of(SIGNED);
  }

  @Provide
  Arbitrary<String> parameters() {
    return Arbitraries.of(List.copyOf(rpc().keySet()).stream().sorted().toList());
  }
}
