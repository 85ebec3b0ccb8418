package io.tidegate.worker;

import io.tidegate.provider.AccountSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set under {@code tidegate.accounts.<name>}.
 *
 * @param provider {@code alibaba}, {@code tencent} or {@code oms}
 * @param dialect which of the provider's APIs; empty means the usual one
 * @param region the provider's region, e.g. {@code cn-hangzhou}; of a service that has none, what
 *     its installation is called
 * @param endpoint host or host:port; absent means the provider's own for the region
 * @param plainHttp no TLS; for loopback endpoints only, but for services that have none by default
 * @param family which of Alibaba's sets of calls: {@code dts}, unless said, {@code legacy} or
 *     {@code synchronization}
 * @param callsPerSecond calls per API action; absent means the dialect's own limit
 * @param activitiesPerSecond the safety net across workers, kept by Temporal per task queue
 * @param quietWindow how long the provider's reads may still show the time before an effect
 * @param verdictGrace after which a failed verdict without a run identity counts for a new round
 * @param pollInterval between looks at a running precheck
 * @param watchInterval between looks at a moving job
 * @param neverItems item codes that no file may let pass on this account
 */
public record AccountProperties(
    @DefaultValue("") String provider,
    @DefaultValue("") String dialect,
    @DefaultValue("") String region,
    @DefaultValue("") String endpoint,
    @DefaultValue("false") boolean plainHttp,
    @DefaultValue("") String family,
    @Nullable Double callsPerSecond,
    @DefaultValue("10") double activitiesPerSecond,
    @DefaultValue("60s") Duration quietWindow,
    @DefaultValue("90s") Duration verdictGrace,
    @DefaultValue("5s") Duration pollInterval,
    @DefaultValue("15s") Duration watchInterval,
    @DefaultValue List<String> neverItems,
    @DefaultValue CredentialProperties credentials) {

  private static final List<String> FAMILIES =
      Arrays.stream(AccountSettings.Family.values())
          .map(family -> family.name().toLowerCase(Locale.ROOT))
          .toList();

  public AccountProperties {
    provider = provider.trim().toLowerCase(Locale.ROOT);
    dialect = dialect.trim().toLowerCase(Locale.ROOT);
    family = family.trim().toLowerCase(Locale.ROOT);
    neverItems = List.copyOf(neverItems);
  }

  /** As the activities want it. */
  AccountSettings settings(String name, Clock clock) {
    return new AccountSettings(
        name,
        provider,
        Dialects.nameOf(provider, dialect),
        region,
        endpoint,
        plainHttp,
        family.isEmpty() ? null : AccountSettings.Family.valueOf(family.toUpperCase(Locale.ROOT)),
        credentials.source(clock),
        callsPerSecond == null ? 0 : callsPerSecond,
        quietWindow,
        verdictGrace,
        neverItems,
        pollInterval,
        watchInterval);
  }

  /** What is wrong, one line each, every line beginning with the setting's full name. */
  List<String> problems(String prefix) {
    List<String> problems = new ArrayList<>();
    if (provider.isEmpty()) {
      problems.add(prefix + ".provider is missing: set it to " + Dialects.providers(" or "));
    } else if (!Dialects.knows(provider)) {
      problems.add(
          "%s.provider: '%s' is not known: %s are"
              .formatted(prefix, provider, Dialects.providers(" and ")));
    } else if (!Dialects.isWayToWrite(provider, dialect)) {
      problems.add(
          "%s.dialect: '%s' is not spoken with %s: say %s, or leave it out"
              .formatted(
                  prefix, dialect, provider, String.join(" or ", Dialects.waysToWrite(provider))));
    }
    if (region.isBlank()) {
      problems.add(prefix + ".region is missing: for example " + Dialects.exampleRegion(provider));
    }
    if (endpoint.isBlank() && provider.equals(Dialects.OMS)) {
      problems.add(prefix + ".endpoint is missing: the host of the OMS console, or host:8089");
    }
    if (!family.isEmpty() && Dialects.knows(provider) && !provider.equals(Dialects.ALIBABA)) {
      problems.add(prefix + ".family is for alibaba alone: remove it");
    } else if (!family.isEmpty() && !FAMILIES.contains(family)) {
      problems.add(
          "%s.family: '%s' is not one of %s"
              .formatted(prefix, family, String.join(", ", FAMILIES)));
    }
    if (!endpoint.isBlank() && !AccountSettings.isHost(endpoint.strip())) {
      // Not quoted: it may hold a password.
      problems.add(
          prefix
              + ".endpoint is not a host or host:port: leave out the https://, the path, and any user"
              + " or password, which belong under .credentials");
    } else if (plainHttp && !AccountSettings.mayBePlain(provider, endpoint)) {
      problems.add(
          prefix
              + ".plain-http: only for an endpoint on this machine, and '"
              + endpoint
              + "' is not: remove it, or name 127.0.0.1, localhost or [::1]");
    }
    if (activitiesPerSecond <= 0) {
      problems.add(prefix + ".activities-per-second must be greater than 0");
    }
    if (callsPerSecond != null && callsPerSecond <= 0) {
      problems.add(prefix + ".calls-per-second must be greater than 0");
    }
    mustBePositive(problems, prefix + ".poll-interval", pollInterval);
    mustBePositive(problems, prefix + ".watch-interval", watchInterval);
    mustNotBeNegative(problems, prefix + ".quiet-window", quietWindow);
    mustNotBeNegative(problems, prefix + ".verdict-grace", verdictGrace);
    problems.addAll(credentials.problems(prefix + ".credentials"));
    return problems;
  }

  private static void mustBePositive(List<String> problems, String setting, Duration value) {
    if (value.isZero() || value.isNegative()) {
      problems.add(setting + " must be longer than 0: for example 5s");
    }
  }

  private static void mustNotBeNegative(List<String> problems, String setting, Duration value) {
    if (value.isNegative()) {
      problems.add(setting + " must not be negative: for example 60s");
    }
  }
}
