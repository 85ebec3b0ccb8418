package io.tidegate.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plain HTTP address. Bodies, headers, time to send a request and threads are bounded; a
 * request that is larger is refused.
 */
public final class HttpHost implements AutoCloseable {
  /** The largest request body, in bytes; the largest parameter of the services is 1 MB. */
  public static final int MAX_BODY = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(HttpHost.class);
  private static final int THREADS = 32;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpHost(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to answer.
   *
   * @param handlers by path prefix; the longest that fits answers
   */
  public static HttpHost start(InetSocketAddress address, Map<String, Handler> handlers)
      throws IOException {
    // Read once per JVM, when the first server is made.
    System.setProperty("sun.net.httpserver.maxReqHeaders", "100");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "65536");
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server = HttpServer.create(address, 0);
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    handlers.forEach((prefix, handler) -> server.createContext(prefix, e -> serve(e, handler)));
    server.start();
    return new HttpHost(server, threads);
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  private static void serve(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Map<String, List<String>> headers = headers(exchange);
      Answer answer;
      try {
        answer = handler.answer(read(exchange, headers));
      } catch (BadRequest e) {
        answer = handler.refusal(headers, e.status(), String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        log.error("{} {} failed", exchange.getRequestMethod(), path(exchange), e);
        answer = handler.refusal(headers, 500, "The request processing has failed.");
      }
      if (!answer.delay().isZero()) {
        Thread.sleep(answer.delay().toMillis());
      }
      send(exchange, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, List<String>> headers(HttpExchange exchange) {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }

  private static Request read(HttpExchange exchange, Map<String, List<String>> headers)
      throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new BadRequest(413, "the body is larger than " + MAX_BODY + " bytes");
    }
    String rawQuery = exchange.getRequestURI().getRawQuery();
    String query = rawQuery == null ? "" : rawQuery;
    return new Request(
        exchange.getRequestMethod(),
        path(exchange),
        query,
        FormEncoding.decode(query),
        headers,
        body,
        elsewhere(exchange));
  }

  /** A machine can reach itself by any of its addresses, and sends from the same one then. */
  private static String elsewhere(HttpExchange exchange) {
    InetAddress from = exchange.getRemoteAddress().getAddress();
    return from.isLoopbackAddress() || from.equals(exchange.getLocalAddress().getAddress())
        ? ""
        : from.getHostAddress();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.delivery() == Answer.Delivery.NONE) {
      return;
    }
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    // A kept connection may be closed just as a client takes it up again, which looks like a fault
    // that nobody armed.
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, answer.delivery() == Answer.Delivery.HALF ? body.length / 2 : body.length);
      out.flush();
    }
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().getRawPath();
  }

  /** Stops at once; a request that is being answered gets no answer. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("a request does not end; it is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
