package io.tidegate.cli.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.workflow.contract.ModifyBody;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the definition that a migration brings: JSON in a file of its own, named by its path. */
final class DefinitionReader {
  /** It goes through Temporal with the migration, and again with each precheck. */
  static final int MOST_BYTES = 256 * 1024;

  /** Of all migrations of a file together. */
  private static final int MOST_TOGETHER = 64 * MOST_BYTES;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Problems problems;
  private final Path folder;
  private int together;

  /**
   * @param folder where relative paths begin
   */
  DefinitionReader(Problems problems, Path folder) {
    this.problems = problems;
    this.folder = folder;
  }

  /** The definition, on one line; empty where the migration brings none, or none that is good. */
  String read(YamlMapping migration) {
    Node value = migration.value("definition");
    String path = migration.text("definition");
    if (value == null || path.isEmpty()) {
      return "";
    }
    try {
      String definition = compact(text(inFolder(path)));
      together += definition.length();
      if (together <= MOST_TOGETHER) {
        return definition;
      }
      problems.add(value, "definition: the definitions of this file are too large; split it");
    } catch (Unreadable e) {
      problems.add(value, "definition: " + path + e.getMessage());
    } catch (InvalidPathException e) {
      problems.add(value, "definition: '" + path + "' is not a path");
    }
    return "";
  }

  /**
   * The real path of a file that is there. A migration file may be somebody else's: it has no part
   * of this machine carried to a service but what lies beside it.
   */
  private Path inFolder(String path) throws Unreadable {
    Path file = folder.resolve(path);
    Path named = file.toAbsolutePath().normalize();
    try {
      if (!named.startsWith(folder.toAbsolutePath().normalize())
          && !named.startsWith(folder.toRealPath())) {
        throw outside();
      }
      if (!Files.isRegularFile(file)) {
        throw new Unreadable(": there is no such file; its path begins where this file lies");
      }
      Path real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw outside();
      }
      return real;
    } catch (IOException e) {
      throw new Unreadable(": cannot be read: " + e.getMessage());
    }
  }

  private static Unreadable outside() {
    return new Unreadable(": lies outside of the folder of this file; put it beside it");
  }

  private static String text(Path file) throws Unreadable {
    try {
      return BoundedText.read(file, MOST_BYTES);
    } catch (BoundedText.TooLong e) {
      throw new Unreadable(": is larger than " + MOST_BYTES / 1024 + " KiB");
    } catch (CharacterCodingException e) {
      throw new Unreadable(": is not UTF-8 text");
    } catch (IOException e) {
      throw new Unreadable(": cannot be read: " + e.getMessage());
    }
  }

  private static String compact(String text) throws Unreadable {
    try {
      JsonNode tree = JSON.readTree(text);
      if (!tree.isObject()) {
        throw new Unreadable(": must be a JSON object");
      }
      for (Iterator<String> keys = tree.fieldNames(); keys.hasNext(); ) {
        String key = keys.next();
        if (key.equalsIgnoreCase("projectId")) {
          throw new Unreadable(": " + key + " is filled in from 'job'; remove it");
        }
      }
      String definition = JSON.writeValueAsString(tree);
      Optional<String> secret = ModifyBody.secret(definition);
      if (secret.isPresent()) {
        throw new Unreadable(
            ": has "
                + secret.get()
                + ": a secret must not be kept in a migration's history; leave it out, the service"
                + " has its endpoints' own");
      }
      return definition;
    } catch (JsonProcessingException e) {
      // Not in the parser's words: they quote what stands there.
      JsonLocation at = e.getLocation();
      throw new Unreadable(
          (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
              + ": no JSON from here on (a key stands once in its object, and nothing follows it)");
    }
  }

  /** What is wrong with the file, to be read behind its name. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String what) {
      super(what);
    }
  }
}
