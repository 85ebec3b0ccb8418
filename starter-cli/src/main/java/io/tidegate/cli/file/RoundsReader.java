package io.tidegate.cli.file;

import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads how long and how often a migration may try, and what counts as its end. */
final class RoundsReader {
  private static final List<String> KEYS =
      List.of("max", "give-up-after", "recheck-every", "start-window");
  private static final int MOST = 100;

  /** A workflow counts with what is said here; from lengths that no clock holds it would fail. */
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private final Problems problems;

  /** What a file or a migration says; parts are absent where it says nothing. */
  record Said(@Nullable Integer max, @Nullable Duration giveUpAfter) {
    static final Said NOTHING = new Said(null, null);

    Rounds over(Said file) {
      Integer most = max != null ? max : file.max;
      return new Rounds(
          most == null ? Rounds.DEFAULT_MAX : most,
          giveUpAfter != null ? giveUpAfter : file.giveUpAfter);
    }
  }

  /** What a file or a migration says of the end; parts are absent where it says nothing. */
  record End(@Nullable Until until, @Nullable Duration maxLag) {
    End over(End file) {
      return new End(until != null ? until : file.until, maxLag != null ? maxLag : file.maxLag);
    }

    Until untilOrFinished() {
      return until == null ? Until.FINISHED : until;
    }

    Duration maxLagOrUsual() {
      return maxLag == null ? MigrationRequest.DEFAULT_MAX_LAG : maxLag;
    }
  }

  RoundsReader(Problems problems) {
    this.problems = problems;
  }

  Said read(@Nullable Node node) {
    YamlMapping rounds = node == null ? null : YamlMapping.of(node, "rounds", KEYS, problems);
    if (rounds == null) {
      return Said.NOTHING;
    }
    refuse(rounds, "recheck-every", "recheck with ./tidegate recheck");
    refuse(rounds, "start-window", "start it when it may start");
    return new Said(
        rounds.parsed("max", "a whole number from 1 to " + MOST, RoundsReader::count),
        duration(rounds, "give-up-after", "PT15M or P3D", "; leave it out to wait for ever"));
  }

  /** The end that the mapping asks for. */
  End end(YamlMapping mapping) {
    String until = mapping.oneOf("until", List.of("finished", "caught-up", "cut-over"));
    return new End(
        until == null ? null : Until.valueOf(until.toUpperCase(Locale.ROOT).replace('-', '_')),
        duration(mapping, "max-lag", "PT5S", ""));
  }

  void refuse(YamlMapping mapping, String key, String instead) {
    Node value = mapping.value(key);
    if (value != null) {
      problems.add(value, key + ": is not available yet; remove it and " + instead);
    }
  }

  /** Null when absent or, which is a problem then, none or one that is too long. */
  private @Nullable Duration duration(
      YamlMapping mapping, String key, String example, String instead) {
    Duration duration =
        mapping.parsed(key, "a duration such as " + example, RoundsReader::duration);
    Node value = mapping.value(key);
    if (value != null && duration != null && duration.compareTo(LONGEST) > 0) {
      problems.add(
          value, key + ": '" + mapping.text(key) + "' is longer than ten years (P3650D)" + instead);
      return null;
    }
    return duration;
  }

  private static int count(String text) {
    int count = Integer.parseInt(text);
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException();
    }
    return count;
  }

  private static Duration duration(String text) {
    Duration duration = Duration.parse(text);
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException();
    }
    return duration;
  }
}
