package io.tidegate.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands on the wire between {@link KillableWorker}s and a sandbox. It passes every call on byte by
 * byte, and holds those for which a snare is set, once, at its point, until they are let go.
 */
final class Trap implements AutoCloseable {
  private static final Pattern WORD =
      Pattern.compile("AT (before|after) (\\S+) (\\S+)\r\n.*", Pattern.DOTALL);
  private static final Pattern ACTION =
      Pattern.compile("(?im)^x-(?:acs|tc)-action: *(\\S+)|[?&]Action=(\\w+)");

  /** In a query or in a body. */
  private static final Pattern JOB =
      Pattern.compile(
          "[?&](?:DtsJobId|DtsInstanceId|MigrationJobId|SynchronizationJobId)=([^&\\s]+)"
              + "|\"(?:JobId|id|projectId)\":\"([^\"]+)\"");

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

  /** Less than the deadline of a send, which begins a moment before the first is caught. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** What is held for longer may have been given up by the attempt that sent it. */
  private static final Duration MOST_HELD = Duration.ofSeconds(7);

  private static final Duration ARRIVAL = Duration.ofMinutes(3);

  private final String sandboxHost;
  private final int sandboxPort;
  private final ServerSocket server;
  private final Map<String, Snare> snares = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "trap");
            thread.setDaemon(true);
            return thread;
          });

  /** What is to happen to one effect of one job, once. */
  static final class Snare {
    private enum State {
      SET,
      CAUGHT,
      MISSED
    }

    private final String method;
    private final String action;
    private final KillPoint point;
    private final Duration lateness;
    private final AtomicReference<State> state = new AtomicReference<>(State.SET);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean answers;
    private volatile long caughtAt;
    private volatile boolean heldTooLong;

    private Snare(String method, String action, KillPoint point, Duration lateness) {
      this.method = method;
      this.action = action;
      this.point = point;
      this.lateness = lateness;
    }

    boolean hasCaught() {
      return state.get() == State.CAUGHT;
    }

    /** Whether its attempt was still waiting at its point when it was let go. */
    boolean wasHeld() {
      return hasCaught() && !heldTooLong;
    }

    /**
     * Holds the caller until it is let go.
     *
     * @return false where this is not its point, or no longer
     */
    private boolean holds(KillPoint here) throws InterruptedException {
      if (here != point) {
        return false;
      }
      long now = System.nanoTime();
      if (!state.compareAndSet(State.SET, State.CAUGHT)) {
        return false;
      }
      caughtAt = now;
      letGo.await();
      return true;
    }

    /**
     * Lets go what was caught, and from now on whatever comes.
     *
     * @param answered whether a reply that has been held back is passed on after all
     */
    void letGo(boolean answered) {
      if (state.compareAndSet(State.SET, State.MISSED)) {
        over.countDown();
      }
      heldTooLong = System.nanoTime() - caughtAt > MOST_HELD.toNanos();
      answers = answered;
      letGo.countDown();
    }

    /** Waits until nothing of it is under way any more. */
    void awaitOver() throws InterruptedException {
      if (!over.await(1, TimeUnit.MINUTES)) {
        throw new AssertionError("a call is held for ever: " + action + ", " + point);
      }
    }
  }

  /**
   * @param sandbox its address, host:port
   */
  Trap(String sandbox) throws IOException {
    int colon = sandbox.lastIndexOf(':');
    sandboxHost = sandbox.substring(0, colon);
    sandboxPort = Integer.parseInt(sandbox.substring(colon + 1));
    server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /**
   * @param onWire what calls name the job by
   * @param method of the provider, which sends the effect
   * @param action which it is on the wire
   * @param lateness after which a call that was held under way arrives, counted from its release
   */
  Snare set(
      String job, String onWire, String method, String action, KillPoint point, Duration lateness) {
    Snare snare = new Snare(method, action, point, lateness);
    snares.put(job, snare);
    snares.put(onWire, snare);
    return snare;
  }

  /** Until all of them hold something; or not longer than what is held stays where it is. */
  static void awaitCaught(Collection<Snare> set) throws InterruptedException {
    awaitFirst(set);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!set.stream().allMatch(Snare::hasCaught) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  static void awaitFirst(Collection<Snare> set) throws InterruptedException {
    Wait.until("anything to be caught", ARRIVAL, () -> set.stream().anyMatch(Snare::hasCaught));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String head = head(in);
      Matcher word = WORD.matcher(head);
      if (word.matches()) {
        hear(word.group(1), word.group(2), word.group(3));
        client.getOutputStream().write('.');
      } else {
        client.getOutputStream().write(passOn(head, in));
      }
    } catch (IOException e) {
      // One of the two ends has died, which is what it is all about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(String moment, String method, String job) throws InterruptedException {
    Snare snare = snares.get(job);
    if (snare != null && snare.method.equals(method)) {
      KillPoint here = moment.equals("before") ? KillPoint.BEFORE_SEND : KillPoint.ANSWERED;
      if (snare.holds(here)) {
        snare.over.countDown();
      }
    }
  }

  private byte[] passOn(String head, InputStream in) throws IOException, InterruptedException {
    Matcher length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    Snare snare = snareFor(head, new String(body, ISO_8859_1));
    if (snare == null) {
      return call(head, body);
    }
    boolean held = snare.holds(KillPoint.LOST) || snare.holds(KillPoint.LATE);
    try {
      // Nothing arrives so long after it was sent as what had to be held for others would.
      if (held && (snare.point == KillPoint.LOST || snare.heldTooLong)) {
        throw new IOException("lost");
      }
      if (held) {
        TimeUnit.MILLISECONDS.sleep(snare.lateness.toMillis());
      }
      byte[] reply = call(head, body);
      if (snare.holds(KillPoint.DONE)) {
        held = true;
        if (!snare.answers) {
          throw new IOException("not answered");
        }
      }
      return reply;
    } finally {
      if (held) {
        snare.over.countDown();
      }
    }
  }

  private Snare snareFor(String head, String body) {
    List<String> action = found(ACTION, head);
    return found(JOB, head + body).stream()
        .map(snares::get)
        .filter(snare -> snare != null && action.contains(snare.action))
        .findFirst()
        .orElse(null);
  }

  private static List<String> found(Pattern either, String text) {
    return either
        .matcher(text)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .toList();
  }

  /** The sandbox closes every connection after its answer. */
  private byte[] call(String head, byte[] body) throws IOException {
    try (Socket sandbox = new Socket(sandboxHost, sandboxPort)) {
      sandbox.getOutputStream().write(head.getBytes(ISO_8859_1));
      sandbox.getOutputStream().write(body);
      return sandbox.getInputStream().readAllBytes();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended within a head");
      }
      head.write(next);
      last = last << 8 | next;
    }
    return head.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
