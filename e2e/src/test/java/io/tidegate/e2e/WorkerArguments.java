package io.tidegate.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker of a house is told: where the sandbox is, and to wait as little as it can. */
final class WorkerArguments {
  private static final String SECOND = House.SECOND_ACCOUNT + ".";

  /**
   * @param settings of the account, or of a second one where they begin with its name; they win
   *     over the usual ones
   */
  static List<String> of(Path ready, String endpoint, List<String> settings) {
    List<String> arguments = new ArrayList<>(List.of("--tidegate.ready-file=" + ready));
    List<String> second = new ArrayList<>();
    List<String> first = new ArrayList<>();
    settings.forEach(
        setting -> {
          if (setting.startsWith(SECOND)) {
            second.add(setting.substring(SECOND.length()));
          } else {
            first.add(setting);
          }
        });
    arguments.addAll(account(House.ACCOUNT, endpoint, first));
    if (!second.isEmpty()) {
      arguments.addAll(account(House.SECOND_ACCOUNT, endpoint, second));
    }
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
