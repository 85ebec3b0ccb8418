package io.tidegate.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set under {@code tidegate}.
 *
 * @param accounts by the name that migrations use
 * @param readyFile written once the worker polls, removed when it stops; absent means none
 * @param shutdownGrace how long running activities may take to end when the worker stops
 */
@ConfigurationProperties("tidegate")
public record WorkerProperties(
    Map<String, AccountProperties> accounts,
    @Nullable Path readyFile,
    @DefaultValue("30s") Duration shutdownGrace) {
  public WorkerProperties {
    accounts = accounts == null ? Map.of() : new TreeMap<>(accounts);
    List<String> problems = new ArrayList<>();
    accounts.forEach(
        (name, account) -> account.problems("tidegate.accounts." + name).forEach(problems::add));
    if (!problems.isEmpty()) {
      throw new AccountProblems(problems);
    }
  }
}
