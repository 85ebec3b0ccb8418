package io.tidegate.provider;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A configured account. Its constructor fills in what was left out (null or zero) and refuses what
 * could not work.
 *
 * @param name what migrations call it
 * @param provider e.g. {@code alibaba}
 * @param dialect the API of that provider; the provider's name unless said
 * @param region the provider's region
 * @param endpoint host, or host:port; empty means the provider's public one
 * @param plainHttp whether to speak HTTP without TLS; for loopback endpoints only, but for a
 *     service that has none unless its operator gives it a certificate
 * @param family which of the provider's sets of calls drives the jobs
 * @param callsPerSecond allowed per API action; zero means the dialect's own limit
 * @param quietWindow how long reads may still show the time before an effect
 * @param verdictGrace after which a failed verdict without a run identity counts for a new round
 * @param neverItems codes that nothing in this account lets pass
 * @param pollInterval the longest pause between two looks at a precheck
 * @param watchInterval the pause between two looks at a job that moves
 */
public record AccountSettings(
    String name,
    String provider,
    String dialect,
    String region,
    String endpoint,
    boolean plainHttp,
    Family family,
    CredentialsSource credentials,
    double callsPerSecond,
    Duration quietWindow,
    Duration verdictGrace,
    List<String> neverItems,
    Duration pollInterval,
    Duration watchInterval) {

  /** Sets of calls: two over the same migrations, and one for synchronisations. */
  public enum Family {
    /** {@code StartDtsJob}, {@code SkipPreCheck} and their like. */
    DTS,
    /** {@code StartMigrationJob}, {@code ShieldPrecheck} and their like. */
    LEGACY,
    /** {@code StartSynchronizationJob} and its like. */
    SYNCHRONIZATION
  }

  /** A name or an address, with or without a port: nothing of it can be a secret. */
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:\\d{1,5})?");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Services that people run themselves, without TLS unless they set it up. */
  private static final Set<String> SELF_HOSTED = Set.of("oms");

  public AccountSettings(
      String name,
      String provider,
      @Nullable String dialect,
      String region,
      @Nullable String endpoint,
      boolean plainHttp,
      @Nullable Family family,
      CredentialsSource credentials,
      double callsPerSecond,
      @Nullable Duration quietWindow,
      @Nullable Duration verdictGrace,
      @Nullable List<String> neverItems,
      @Nullable Duration pollInterval,
      @Nullable Duration watchInterval) {
    this.name = name;
    this.provider = provider;
    this.dialect = dialect == null || dialect.isBlank() ? provider : dialect;
    this.region = region;
    this.endpoint = endpoint == null ? "" : endpoint.strip();
    this.plainHttp = plainHttp;
    this.family = family == null ? Family.DTS : family;
    this.credentials = credentials;
    this.callsPerSecond = callsPerSecond;
    this.quietWindow = orElse(quietWindow, Duration.ofSeconds(60));
    this.verdictGrace = orElse(verdictGrace, Duration.ofSeconds(90));
    this.neverItems = neverItems == null ? List.of() : List.copyOf(neverItems);
    this.pollInterval = orElse(pollInterval, Duration.ofSeconds(5));
    this.watchInterval = orElse(watchInterval, Duration.ofSeconds(15));
    if (!this.endpoint.isEmpty() && !isHost(this.endpoint)) {
      // Not quoted: it may hold a password.
      throw new IllegalArgumentException(
          "account %s: the endpoint is not a host or host:port".formatted(name));
    }
    if (plainHttp && !mayBePlain(provider, this.endpoint)) {
      throw new IllegalArgumentException(
          "account %s: plain-http is allowed for loopback endpoints only, and %s is none; drop plain-http"
              .formatted(name, this.endpoint.isEmpty() ? "the public endpoint" : this.endpoint));
    }
  }

  /** Whether the way to an endpoint of a provider may be without TLS. */
  public static boolean mayBePlain(String provider, String endpoint) {
    return SELF_HOSTED.contains(provider) || LOOPBACK.contains(host(endpoint));
  }

  /** Whether an endpoint is a host or host:port, and nothing else. */
  public static boolean isHost(String endpoint) {
    return HOST.matcher(endpoint).matches() && HttpUrl.parse("http://" + endpoint + "/") != null;
  }

  private static Duration orElse(@Nullable Duration value, Duration otherwise) {
    return value == null ? otherwise : value;
  }

  private static String host(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    boolean port = colon > endpoint.lastIndexOf(']');
    return (port ? endpoint.substring(0, colon) : endpoint).toLowerCase(Locale.ROOT);
  }
}
