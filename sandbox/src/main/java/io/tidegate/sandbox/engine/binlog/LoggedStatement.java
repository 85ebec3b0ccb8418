package io.tidegate.sandbox.engine.binlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a logged statement does to tables.
 *
 * @param databases dropped as a whole
 */
public record LoggedStatement(Effect effect, List<Table> tables, List<String> databases) {

  /** What is done. */
  public enum Effect {
    /** Nothing that matters to rows and columns. */
    NONE,
    /** All rows are gone. */
    EMPTIES,
    /** Columns or keys may be others now, or the table is gone. */
    REDEFINES,
    /** Rows may be others now; which, the log does not say. */
    CHANGES_ROWS
  }

  /** A table's full name. */
  public record Table(String database, String name) {}

  private static final Pattern COMMENT =
      Pattern.compile("/\\*(?!M?!).*?\\*/|(?:--\\s|#)[^\\n]*", Pattern.DOTALL);
  private static final Pattern VERSIONED = Pattern.compile("/\\*M?!\\d*|\\*/");
  private static final Pattern TOKEN =
      Pattern.compile(
          "`((?:[^`]|``)*)`|'(?:[^'\\\\]|''|\\\\.)*'|\"(?:[^\"\\\\]|\"\"|\\\\.)*\""
              + "|([\\w$\\x{80}-\\x{10FFFF}]+)|[^\\s]",
          Pattern.DOTALL);

  public LoggedStatement {
    tables = List.copyOf(tables);
    databases = List.copyOf(databases);
  }

  /**
   * @param database the default database
   */
  public static LoggedStatement of(String database, String sql) {
    return new Parser(database, tokens(sql)).parse();
  }

  /**
   * @param name a word in capitals, or empty for what is none
   * @param text as it was written, or the identifier
   */
  private record Token(String name, String text, boolean isIdentifier) {
    static final Token END = new Token("", "", false);
  }

  private static List<Token> tokens(String sql) {
    String plain = VERSIONED.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll(" ");
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(plain);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      String word = matcher.group(2);
      if (quoted != null) {
        tokens.add(new Token("", quoted.replace("``", "`"), true));
      } else if (word != null) {
        tokens.add(new Token(word.toUpperCase(Locale.ROOT), word, true));
      } else {
        tokens.add(new Token("", matcher.group(), false));
      }
    }
    return tokens;
  }

  private static final class Parser {
    private static final LoggedStatement NOTHING =
        new LoggedStatement(Effect.NONE, List.of(), List.of());

    private final String database;
    private final List<Token> tokens;
    private final List<Table> tables = new ArrayList<>();
    private int at;

    Parser(String database, List<Token> tokens) {
      this.database = database;
      this.tokens = tokens;
    }

    LoggedStatement parse() {
      String verb = next().name();
      return switch (verb) {
        case "SET" -> skip("STATEMENT") ? afterSettings() : NOTHING;
        case "ALTER" -> alter();
        case "CREATE" -> create();
        case "DROP" -> drop();
        case "RENAME" -> rename();
        case "TRUNCATE" -> {
          skip("TABLE");
          name();
          yield result(Effect.EMPTIES);
        }
        case "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "MERGE" -> everyName();
        default -> NOTHING;
      };
    }

    /** Settings for one statement are logged in front of it. */
    private LoggedStatement afterSettings() {
      while (at < tokens.size()) {
        if (next().name().equals("FOR")) {
          return parse();
        }
      }
      return NOTHING;
    }

    private LoggedStatement alter() {
      skip("ONLINE", "OFFLINE", "IGNORE");
      if (!skip("TABLE")) {
        return NOTHING;
      }
      skip("IF", "EXISTS");
      name();
      // A partition may change places with another table.
      while (at < tokens.size()) {
        if (next().name().equals("WITH") && skip("TABLE")) {
          name();
        }
      }
      return result(Effect.REDEFINES);
    }

    private LoggedStatement create() {
      boolean replaces = skip("OR");
      skip("REPLACE", "ONLINE", "OFFLINE");
      if (skip("TABLE")) {
        // Without it the table was not there, or it stays as it is.
        name();
        return replaces ? result(Effect.REDEFINES) : NOTHING;
      }
      skip("UNIQUE", "FULLTEXT", "SPATIAL", "VECTOR");
      return skip("INDEX") ? index() : NOTHING;
    }

    private LoggedStatement index() {
      while (at < tokens.size()) {
        if (next().name().equals("ON")) {
          name();
          return result(Effect.REDEFINES);
        }
      }
      return NOTHING;
    }

    private LoggedStatement drop() {
      if (skip("TABLE", "TABLES")) {
        skip("IF", "EXISTS");
        names();
        return result(Effect.REDEFINES);
      }
      if (skip("DATABASE", "SCHEMA")) {
        skip("IF", "EXISTS");
        return new LoggedStatement(Effect.REDEFINES, List.of(), List.of(next().text()));
      }
      return skip("INDEX") ? index() : NOTHING;
    }

    private LoggedStatement rename() {
      if (!skip("TABLE", "TABLES")) {
        return NOTHING;
      }
      skip("IF", "EXISTS");
      names();
      return result(Effect.REDEFINES);
    }

    private LoggedStatement everyName() {
      while (at < tokens.size()) {
        if (tokens.get(at).isIdentifier()) {
          name();
        } else {
          at++;
        }
      }
      return result(Effect.CHANGES_ROWS);
    }

    /** Names with commas or TO between them. */
    private void names() {
      do {
        name();
      } while (skip("TO") || skipComma());
    }

    private boolean skipComma() {
      if (peek().text().equals(",") && !peek().isIdentifier()) {
        at++;
        return true;
      }
      return false;
    }

    private void name() {
      String first = next().text();
      if (peek().text().equals(".") && !peek().isIdentifier()) {
        at++;
        tables.add(new Table(first, next().text()));
      } else {
        tables.add(new Table(database, first));
      }
    }

    /** Skips all of these words that come next; whether there was any. */
    private boolean skip(String... words) {
      int before = at;
      while (List.of(words).contains(peek().name())) {
        at++;
      }
      return at > before;
    }

    private Token peek() {
      return at < tokens.size() ? tokens.get(at) : Token.END;
    }

    private Token next() {
      Token token = peek();
      at++;
      return token;
    }

    private LoggedStatement result(Effect effect) {
      return new LoggedStatement(effect, tables, List.of());
    }
  }
}
