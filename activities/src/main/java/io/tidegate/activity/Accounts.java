package io.tidegate.activity;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The accounts of this worker, by name. */
public final class Accounts {
  private final Map<String, Account> byName = new TreeMap<>();
  private final Map<String, Account> forDefinitions = new TreeMap<>();

  /**
   * @param providers opens the provider of an account
   */
  public Accounts(
      Collection<AccountSettings> settings,
      Function<AccountSettings, Provider> providers,
      Clock clock) {
    for (AccountSettings account : settings) {
      Provider provider = providers.apply(account);
      byName.put(account.name(), new Account(account, provider, new StatusBoard(provider, clock)));
      Account.forDefinitions(account, provider, clock)
          .ifPresent(defined -> forDefinitions.put(account.name(), defined));
    }
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Collection<Account> all() {
    return byName.values();
  }

  Optional<Account> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The account for migrations that bring their definition, where its service takes one. */
  Optional<Account> findForDefinitions(String name) {
    return Optional.ofNullable(forDefinitions.get(name));
  }

  /** The account of a job: it must still be where the job is. */
  Account of(JobRef job) {
    Account account =
        find(job.account())
            .orElseThrow(() -> Failures.of(FailureType.UNKNOWN_ACCOUNT, unknown(job.account())));
    AccountSettings settings = account.settings();
    if (!settings.provider().equals(job.provider()) || !settings.region().equals(job.region())) {
      throw Failures.of(
          FailureType.UNKNOWN_ACCOUNT,
          "account %s is at %s in %s on this worker, but job %s is at %s in %s"
              .formatted(
                  job.account(),
                  settings.provider(),
                  settings.region(),
                  job.job(),
                  job.provider(),
                  job.region()));
    }
    return job.dialect().equals(Account.dialectOfDefined(settings.dialect()))
        ? findForDefinitions(job.account()).orElse(account)
        : account;
  }

  String unknown(String name) {
    return "this worker has no account '%s'; it has: %s"
        .formatted(name, byName.isEmpty() ? "none" : String.join(", ", byName.keySet()));
  }
}
