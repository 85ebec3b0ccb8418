package io.tidegate.cli.file;

import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code tidegate.yaml}: all of it understood, or all that is wrong with it said. */
public final class MigrationFileReader {
  /** Ten thousand migrations fit; a file of another kind does not. */
  private static final int MOST_BYTES = 1 << 20;

  /** What a job's id may be. */
  static final String JOB = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}";

  static final int MOST_MIGRATIONS = 10_000;

  /** In one policy: every migration carries the rules that may concern it. */
  static final int MOST_RULES = 500;

  private static final int MOST_ALIASES = 50;
  private static final List<String> KEYS =
      List.of("account", "policy", "rounds", "until", "max-lag", "migrations");
  private static final List<String> MIGRATION_KEYS =
      List.of("name", "job", "account", "policy", "rounds", "until", "max-lag", "definition");

  private final Problems problems;
  private final RoundsReader rounds;
  private final DefinitionReader definitions;
  private final Map<String, Integer> lineByName = new HashMap<>();
  private final Map<String, String> definitionByName = new HashMap<>();

  private MigrationFileReader(String name, Path folder) {
    problems = new Problems(name);
    rounds = new RoundsReader(problems);
    definitions = new DefinitionReader(problems, folder);
  }

  /**
   * Reads a file.
   *
   * @throws FileProblems naming every place that must be corrected
   */
  public static MigrationFile read(Path path) {
    String name = String.valueOf(path.getFileName());
    return parse(name, text(path), path.resolveSibling(""));
  }

  static MigrationFile parse(String name, String yaml) {
    return parse(name, yaml, Path.of(""));
  }

  /**
   * @param folder where the paths in it begin
   */
  private static MigrationFile parse(String name, String yaml, Path folder) {
    MigrationFileReader reader = new MigrationFileReader(name, folder);
    List<PlanRequest.Entry> migrations = reader.file(reader.compose(yaml));
    reader.problems.throwIfAny();
    return new MigrationFile(name, migrations, reader.lineByName, reader.definitionByName);
  }

  private static String text(Path path) {
    try {
      return BoundedText.read(path, MOST_BYTES);
    } catch (BoundedText.TooLong e) {
      throw new FileProblems(List.of(path + ": is larger than 1 MiB; split it"));
    } catch (NoSuchFileException e) {
      throw new FileProblems(List.of(path + ": there is no such file; name the file to use"));
    } catch (CharacterCodingException e) {
      throw new FileProblems(List.of(path + ": is not UTF-8 text"));
    } catch (IOException e) {
      throw new FileProblems(List.of(path + ": cannot be read: " + e.getMessage()));
    }
  }

  private Optional<Node> compose(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      Extent.check(new Parse(settings).parseString(yaml), problems);
      return new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      problems.add(e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (ReaderException e) {
      problems.addAt(yaml, e.getPosition(), "not YAML: a character that a file cannot have");
    } catch (YamlEngineException e) {
      problems.add(Optional.empty(), "not YAML: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // The parser takes what follows \x for digits without a look, and has no place for it.
      problems.add(
          Optional.empty(),
          "not YAML: in double quotes a backslash begins an escape, and one lacks its digits (such"
              + " as \\x41) or names no character; write the backslash twice to mean itself");
    }
    problems.throwIfAny();
    return Optional.empty();
  }

  private List<PlanRequest.Entry> file(Optional<Node> root) {
    if (root.isEmpty()) {
      problems.add(Optional.empty(), "is empty; it needs at least account and migrations");
      return List.of();
    }
    YamlMapping file = YamlMapping.of(root.get(), "the file", KEYS, problems);
    if (file == null) {
      return List.of();
    }
    Set<String> names = names(file);
    PolicyReader policies = new PolicyReader(problems, names);
    Defaults defaults =
        new Defaults(
            file.text("account"),
            policies.read(file.value("policy")),
            rounds.read(file.value("rounds")),
            rounds.end(file));
    return migrations(file, defaults, names);
  }

  private record Defaults(
      String account, PolicyReader.Said policy, RoundsReader.Said rounds, RoundsReader.End end) {}

  /** The names alone, before anything else is read: rules may refer to them. */
  private static Set<String> names(YamlMapping file) {
    Set<String> names = new LinkedHashSet<>();
    if (!(file.value("migrations") instanceof SequenceNode sequence)) {
      return names;
    }
    for (Node node : sequence.getValue()) {
      if (node instanceof MappingNode mapping) {
        for (NodeTuple entry : mapping.getValue()) {
          if (entry.getKeyNode() instanceof ScalarNode key
              && key.getValue().equals("name")
              && entry.getValueNode() instanceof ScalarNode value) {
            names.add(value.getValue().strip());
          }
        }
      }
    }
    return names;
  }

  private List<PlanRequest.Entry> migrations(
      YamlMapping file, Defaults defaults, Set<String> names) {
    List<Node> nodes = file.list("migrations", MOST_MIGRATIONS);
    if (!file.has("migrations")) {
      problems.add(
          file.node(), "migrations: missing; list what to migrate, each with name and job");
    } else if (file.value("migrations") instanceof SequenceNode empty
        && empty.getValue().isEmpty()) {
      problems.add(empty, "migrations: is empty; list what to migrate, each with name and job");
    }
    Map<String, String> nameByJob = new HashMap<>();
    List<PlanRequest.Entry> entries = new ArrayList<>();
    for (Node node : nodes) {
      PlanRequest.Entry entry = migration(node, defaults, names);
      if (entry == null) {
        continue;
      }
      refuseSecond(entry, node, nameByJob);
      entries.add(entry);
    }
    return entries;
  }

  private void refuseSecond(PlanRequest.Entry entry, Node node, Map<String, String> nameByJob) {
    Integer first =
        entry.name().isEmpty() ? null : lineByName.putIfAbsent(entry.name(), problems.line(node));
    if (first != null) {
      problems.add(
          node, "name: '" + entry.name() + "' is the name of the migration in line " + first);
      return;
    }
    String other =
        entry.job().isEmpty()
            ? null
            : nameByJob.putIfAbsent(entry.account() + "\n" + entry.job(), entry.name());
    if (other != null) {
      problems.add(
          node,
          "job: '" + entry.job() + "' is the job of '" + other + "'; a job has one migration");
    }
  }

  private PlanRequest.@Nullable Entry migration(Node node, Defaults defaults, Set<String> names) {
    YamlMapping migration = YamlMapping.of(node, "a migration", MIGRATION_KEYS, problems);
    if (migration == null) {
      return null;
    }
    String name = migration.requiredText("name", "a migration", "orders");
    if (!name.isEmpty() && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      problems.add(
          node,
          "name: '"
              + name
              + "' must be at most 63 letters, digits, dots, dashes or underscores, and begin with"
              + " a letter or digit");
    }
    String job = migration.requiredText("job", "a migration", "dtsi76118o3w92");
    if (!job.isEmpty() && !job.matches(JOB)) {
      problems.add(node, "job: '" + job + "' is not a job's id such as dtsi76118o3w92");
    }
    String account = migration.has("account") ? migration.text("account") : defaults.account();
    if (account.isEmpty() && !migration.has("account")) {
      problems.add(node, "account: missing here and at the top of the file");
    } else if (!account.isEmpty() && !account.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      problems.add(node, "account: '" + account + "' is not an account's name");
    }
    PolicyReader.Said own = new PolicyReader(problems, names).read(migration.value("policy"));
    RoundsReader.Said ownRounds = rounds.read(migration.value("rounds"));
    RoundsReader.End end = rounds.end(migration).over(defaults.end());
    String definition = definitions.read(migration);
    if (!definition.isEmpty()) {
      definitionByName.put(name, definition);
    }
    return new PlanRequest.Entry(
        name,
        account,
        job,
        policy(name, own, defaults.policy()),
        ownRounds.over(defaults.rounds()),
        end.untilOrFinished(),
        end.maxLagOrUsual(),
        !definition.isEmpty());
  }

  // A migration adds to the file's rules and cannot take one back: a "never" stays one.
  private static Policy policy(String name, PolicyReader.Said own, PolicyReader.Said file) {
    List<Rule> rules =
        Stream.concat(file.rulesOf(name).stream(), own.rulesOf(name).stream()).toList();
    Policy.Warnings said = own.warnings() != null ? own.warnings() : file.warnings();
    return new Policy(said == null ? Policy.Warnings.ASK : said, rules);
  }
}
