package io.tidegate.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker of a house is told: where the sandbox is, and to wait as little as it can. */
final class WorkerArguments {
  private static final List<String> FURTHER = List.of(House.SECOND_ACCOUNT, House.THIRD_ACCOUNT);

  /**
   * @param settings of the account, or of a further one where they begin with its name; they win
   *     over the usual ones
   */
  static List<String> of(Path ready, String endpoint, List<String> settings) {
    Map<String, List<String>> byAccount = new LinkedHashMap<>();
    byAccount.put(House.ACCOUNT, new ArrayList<>());
    for (String setting : settings) {
      String[] named = setting.split("\\.", 2);
      boolean further = FURTHER.contains(named[0]);
      byAccount
          .computeIfAbsent(further ? named[0] : House.ACCOUNT, a -> new ArrayList<>())
          .add(further ? named[1] : setting);
    }
    List<String> arguments = new ArrayList<>(List.of("--tidegate.ready-file=" + ready));
    byAccount.forEach((name, its) -> arguments.addAll(account(name, endpoint, its)));
    return arguments;
  }

  private static List<String> account(String name, String endpoint, List<String> settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "provider=alibaba",
                "region=cn-hangzhou",
                "endpoint=" + endpoint,
                "plain-http=true",
                "poll-interval=200ms",
                "watch-interval=200ms",
                "quiet-window=" + House.QUIET_WINDOW.toSeconds() + "s",
                "verdict-grace=6s",
                "activities-per-second=100"));
    all.addAll(settings);
    Map<String, String> lastOfEach = new LinkedHashMap<>();
    all.forEach(setting -> lastOfEach.put(setting.split("=", 2)[0], setting));
    return lastOfEach.values().stream()
        .map(setting -> "--tidegate.accounts." + name + "." + setting)
        .toList();
  }

  private WorkerArguments() {}
}
