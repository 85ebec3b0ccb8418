package io.tidegate.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP request, read whole. */
public final class Request {
  private final String method;
  private final String path;
  private final String rawQuery;
  private final List<Parameter> query;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final String elsewhere;

  /** One name and value of a query or a form, decoded. A name may come more than once. */
  public record Parameter(String name, String value) {}

  /**
   * @param rawQuery the query as it was sent; empty for none
   * @param query the same, decoded
   * @param headers by lower-case name
   * @param elsewhere the address of the machine that sent it; empty for this one
   */
  public Request(
      String method,
      String path,
      String rawQuery,
      List<Parameter> query,
      Map<String, List<String>> headers,
      byte[] body,
      String elsewhere) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.query = List.copyOf(query);
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
    this.elsewhere = elsewhere;
  }

  /** One of this machine. */
  public Request(
      String method,
      String path,
      String rawQuery,
      List<Parameter> query,
      Map<String, List<String>> headers,
      byte[] body) {
    this(method, path, rawQuery, query, headers, body, "");
  }

  public String method() {
    return method;
  }

  /** The path, as it was sent. */
  public String path() {
    return path;
  }

  /** The address of the machine that sent it; empty for this one. */
  public String elsewhere() {
    return elsewhere;
  }

  /** The query as it was sent, which is what some services have signed; empty for none. */
  public String rawQuery() {
    return rawQuery;
  }

  public List<Parameter> query() {
    return query;
  }

  /** The parameters of a form body; empty where the body is something else. */
  public List<Parameter> form() {
    boolean isForm =
        header("content-type")
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    return isForm ? FormEncoding.decode(new String(body, UTF_8)) : List.of();
  }

  public byte[] body() {
    return body.clone();
  }

  /** The header's value; several headers of one name are joined by commas. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(",", values));
  }
}
