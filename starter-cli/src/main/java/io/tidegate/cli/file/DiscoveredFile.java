package io.tidegate.cli.file;

import io.tidegate.cli.output.Texts;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.JobState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A file of migrations written from what an account has: {@link MigrationFileReader} takes it. */
public final class DiscoveredFile {
  private static final int LONGEST_NAME = 63;

  private final List<String> migrations = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final AccountJobs found;

  private DiscoveredFile(AccountJobs found) {
    this.found = found;
    for (AccountJobs.Listed listed : found.jobs()) {
      if (listed.state() == JobState.FINISHED || !listed.job().matches(MigrationFileReader.JOB)) {
        others.add(
            "#   "
                + comment("%s (%s): %s".formatted(listed.job(), listed.name(), listed.status())));
      } else {
        migrations.add("  - name: " + quoted(name(listed)));
        migrations.add("    job: " + quoted(listed.job()) + "  # " + comment(listed.status()));
      }
    }
  }

  /**
   * The lines of the file.
   *
   * @param readAt when the account's list was read
   */
  public static List<String> lines(AccountJobs found, Instant readAt) {
    return new DiscoveredFile(found).lines(readAt);
  }

  private List<String> lines(Instant readAt) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# "
            + comment(
                "What account %s has at %s (%s, %s), as listed at %s."
                    .formatted(
                        found.account(),
                        found.provider(),
                        found.dialect(),
                        found.region(),
                        readAt.truncatedTo(ChronoUnit.SECONDS))));
    if (found.more()) {
      lines.add(
          "# There are more jobs than the " + found.jobs().size() + " that were read; add them.");
    }
    lines.add("# Keep what is to be migrated. Nothing is passed over until a rule allows it.");
    lines.add("account: " + quoted(found.account()));
    if (migrations.isEmpty()) {
      lines.add("# No job is left to be migrated.");
    } else {
      lines.add("migrations:");
      lines.addAll(migrations);
    }
    if (!others.isEmpty()) {
      lines.add("# Left out: jobs that have ended, or whose id cannot stand in a file.");
      lines.addAll(others);
    }
    return lines;
  }

  /** As the service calls it where that can be a migration's name, and once only. */
  private String name(AccountJobs.Listed listed) {
    String name = plain(listed.name().isEmpty() ? listed.job() : listed.name());
    if (name.isEmpty()) {
      name = plain(listed.job());
    }
    String unique = name;
    for (int number = 2; !names.add(unique); number++) {
      String end = "-" + number;
      unique = name.substring(0, Math.min(name.length(), LONGEST_NAME - end.length())) + end;
    }
    return unique;
  }

  private static String plain(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
  }

  /** Only what YAML would read as something else needs quotes, and nothing here can end them. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9._-]*") && !isWord(text) ? text : '"' + text + '"';
  }

  private static boolean isWord(String text) {
    return Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n")
        .contains(text.toLowerCase(Locale.ROOT));
  }

  private static String comment(String text) {
    StringBuilder comment = new StringBuilder();
    Texts.line(text)
        .codePoints()
        .map(c -> StreamReader.isPrintable(c) ? c : '?')
        .forEach(comment::appendCodePoint);
    return comment.toString();
  }
}
