package io.tidegate.sandbox.dialect.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidegate.sandbox.Change;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Requests that were signed in each of the three ways and changed afterwards: refused in the
 * service's words, whatever it was.
 */
class SignatureFuzzTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static final String SECRET = SandboxFixture.KEY.secret();
  private static final String HOST = "127.0.0.1:1";
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final byte[] BODY = "{\"JobId\":\"dts-1\"}".getBytes(UTF_8);
  private static final String QUERY = "JobId=dts-1&Limit=1";
  private static final List<String> SIGNED = List.of("content-type", "host", "x-tc-action");

  /** What the older scheme is told to use; empty for nothing, which is HmacSHA1. */
  private static final List<String> METHODS = List.of("HmacSHA1", "HmacSHA256", "");

  private final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  private final Metadatabase metadatabase =
      new Metadatabase(Path.of("target", "signatures-" + UUID.randomUUID() + ".db"));
  private final AccessKeys keys = new AccessKeys(metadatabase, clock, SandboxFixture.KEY);

  @AfterProperty
  void close() {
    metadatabase.close();
  }

  /** The scheme itself signs values without the blanks about them, and in lower case. */
  @Property(seed = "1")
  void aTc3RequestIsAcceptedOnlyWithTheHeadersThatWereSigned(
      @ForAll("signedHeaders") String header, @ForAll("changes") Change change) {
    Map<String, String> headers = tc3("POST", JSON, "", BODY);
    String before = headers.get(header);
    String after = change.of(before);
    Assume.that(!after.strip().toLowerCase(Locale.ROOT).equals(before.toLowerCase(Locale.ROOT)));
    headers.put(header, after);

    assertRefused(request("POST", "", headers, BODY));
  }

  @Property(seed = "2")
  void aTc3RequestIsAcceptedOnlyWithTheBodyAndTheMethodThatWereSigned(
      @ForAll("changes") Change change) {
    byte[] after = change.of(new String(BODY, UTF_8)).getBytes(UTF_8);
    Assume.that(!new String(after, UTF_8).equals(new String(BODY, UTF_8)));
    Map<String, String> headers = tc3("POST", JSON, "", BODY);

    assertRefused(request("POST", "", headers, after));
    assertRefused(request("GET", "", headers, BODY));
  }

  @Property(seed = "3")
  void aTc3QueryIsAcceptedOnlyAsItWasSigned(@ForAll("changes") Change change) {
    String after = change.of(QUERY);
    Assume.that(!after.equals(QUERY));

    assertRefused(request("GET", after, tc3("GET", FORM, QUERY, new byte[0]), new byte[0]));
  }

  @Property(seed = "4")
  void anAuthorizationIsAcceptedOnlyWithTheSignersOwnParts(@ForAll("changes") Change change) {
    Map<String, String> headers = tc3("POST", JSON, "", BODY);
    String before = headers.get("authorization");
    String after = change.of(before);
    headers.put("authorization", after);

    Throwable thrown = judged(request("POST", "", headers, BODY));

    if (thrown == null) {
      // Blanks before a part are none of it.
      String scheme = "TC3-HMAC-SHA256 ";
      assertThat(after).startsWith(scheme);
      assertThat(after.substring(scheme.length()).split(",", -1))
          .extracting(String::stripLeading)
          .containsExactly(before.substring(scheme.length()).split(",", -1));
    } else {
      assertThat(thrown).isInstanceOf(TencentError.class);
    }
  }

  @Property(seed = "5")
  void anOlderRequestIsAcceptedOnlyAsItWasSigned(
      @ForAll("methods") String method,
      @ForAll("parameters") String name,
      @ForAll("changes") Change change,
      @ForAll boolean rename,
      @ForAll boolean form) {
    Map<String, String> signed = plain(method, form ? "POST" : "GET", Map.of());
    Assume.that(signed.containsKey(name));
    Map<String, String> parameters = new HashMap<>(signed);
    String before = signed.get(name);
    if (rename) {
      parameters.remove(name);
      parameters.put(change.of(name), before);
    } else {
      parameters.put(name, change.of(before));
    }
    Assume.that(!isTheSame(parameters, signed));

    assertRefused(form ? posted(parameters) : got(parameters));
  }

  @Property(seed = "6")
  void anOlderRequestIsAcceptedOnlyWithTheParametersThatWereSigned(
      @ForAll("methods") String method,
      @ForAll("values") String name,
      @ForAll("values") String value) {
    Map<String, String> signed = plain(method, "POST", Map.of());
    Map<String, String> parameters = new HashMap<>(signed);
    parameters.put(name, value);
    Assume.that(!isTheSame(parameters, signed));

    assertRefused(posted(parameters));
  }

  @Property(seed = "7")
  void anOlderRequestIsAcceptedOnlyAtTheHostAndByTheMethodThatWereSigned(
      @ForAll("methods") String method, @ForAll("changes") Change change) {
    Map<String, String> parameters = plain(method, "GET", Map.of());
    String host = change.of(HOST);
    Assume.that(!host.equals(HOST));

    assertRefused(got(parameters, host));
    assertRefused(posted(parameters));
  }

  @Property(seed = "8")
  void whatWasNotChangedIsAccepted(
      @ForAll("methods") String method, @ForAll("values") String value) {
    assertThat(judged(posted(plain(method, "POST", Map.of("JobName", value))))).isNull();
    assertThat(judged(got(plain(method, "GET", Map.of("JobName", value))))).isNull();

    byte[] body = value.getBytes(UTF_8);
    assertThat(judged(request("POST", "", tc3("POST", JSON, "", body), body))).isNull();
    String query = "JobName=" + URLEncoder.encode(value, UTF_8);
    Map<String, String> headers = tc3("GET", FORM, query, new byte[0]);
    assertThat(judged(request("GET", query, headers, new byte[0]))).isNull();
  }

  /** The vendor joins names and values as they are: two requests can read the same. */
  @Example
  void theOlderSchemeTakesForTheSameWhatReadsTheSame() {
    for (String method : METHODS) {
      Map<String, String> parameters = plain(method, "POST", Map.of("A", "1", "A_B", "2"));
      parameters.remove("A");
      parameters.remove("A_B");
      parameters.put("A", "1&A.B=2");

      assertThat(judged(posted(parameters))).isNull();
    }
  }

  private void assertRefused(Request request) {
    assertThat(judged(request)).isInstanceOf(TencentError.class);
  }

  /** What a check has against it. */
  private Throwable judged(Request request) {
    return catchThrowable(() -> new SignatureCheck(keys, clock).check(request, Common.of(request)));
  }

  /** Whether both read the same as they are signed, and bear the same signature. */
  private static boolean isTheSame(Map<String, String> one, Map<String, String> other) {
    return PlainSignature.source("", "", one).equals(PlainSignature.source("", "", other))
        && one.getOrDefault("Signature", "").equals(other.get("Signature"));
  }

  private static Request posted(Map<String, String> parameters) {
    return request(
        "POST",
        "",
        Map.of("host", HOST, "content-type", FORM),
        encoded(parameters).getBytes(UTF_8));
  }

  private static Request got(Map<String, String> parameters) {
    return got(parameters, HOST);
  }

  private static Request got(Map<String, String> parameters, String host) {
    List<Request.Parameter> query =
        parameters.entrySet().stream()
            .map(parameter -> new Request.Parameter(parameter.getKey(), parameter.getValue()))
            .toList();
    Map<String, List<String>> headers = Map.of("host", List.of(host));
    return new Request("GET", "/", encoded(parameters), query, headers, new byte[0]);
  }

  /** By the newer scheme, which signs a query as it is sent. */
  private static Request request(
      String method, String query, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Request(method, "/", query, List.of(), lists, body);
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                URLEncoder.encode(parameter.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(parameter.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> tc3(String method, String type, String query, byte[] body) {
    String timestamp = Long.toString(NOW.getEpochSecond());
    Tc3Signature.Scope scope = new Tc3Signature.Scope("2027-03-01", "dts");
    Map<String, String> headers = new HashMap<>();
    headers.put("host", HOST);
    headers.put("content-type", type);
    headers.put("x-tc-action", "DescribeMigrationJobs");
    headers.put("x-tc-version", "2021-12-06");
    headers.put("x-tc-region", "ap-guangzhou");
    headers.put("x-tc-timestamp", timestamp);
    String signature =
        Tc3Signature.sign(request(method, query, headers, body), SIGNED, timestamp, scope, SECRET);
    headers.put(
        "authorization",
        "TC3-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s"
            .formatted(SandboxFixture.KEY.id(), scope, String.join(";", SIGNED), signature));
    return headers;
  }

  private static Map<String, String> plain(
      String signatureMethod, String method, Map<String, String> own) {
    Map<String, String> parameters = new HashMap<>(own);
    parameters.put("Action", "DescribeMigrationJobs");
    parameters.put("Version", "2021-12-06");
    parameters.put("Region", "ap-guangzhou");
    parameters.put("JobId", "dts-1");
    parameters.put("SecretId", SandboxFixture.KEY.id());
    parameters.put("Nonce", "11886");
    parameters.put("Timestamp", Long.toString(NOW.getEpochSecond()));
    if (!signatureMethod.isEmpty()) {
      parameters.put("SignatureMethod", signatureMethod);
    }
    String mac = signatureMethod.isEmpty() ? "HmacSHA1" : signatureMethod;
    parameters.put("Signature", PlainSignature.sign(mac, method, HOST, parameters, SECRET));
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
            "/",
            "%",
            "%00",
            "+",
            "_",
            ".",
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
            "host",
            "Signature",
            "SignatureMethod",
            "Token",
            "Signature=",
            "UNSIGNED-PAYLOAD",
            "x".repeat(5_000)),
        Arbitraries.strings().ofMaxLength(5).filter(SignatureFuzzTest::isText));
  }

  /** Half a character cannot be sent. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of(METHODS);
  }

  /** The time is signed too, though it is none of the headers that are named. */
  @Provide
  Arbitrary<String> signedHeaders() {
    return Arbitraries.of("content-type", "host", "x-tc-action", "x-tc-timestamp");
  }

  @Provide
  Arbitrary<String> parameters() {
    return Arbitraries.of(plain("HmacSHA256", "GET", Map.of()).keySet().stream().sorted().toList());
  }
}
