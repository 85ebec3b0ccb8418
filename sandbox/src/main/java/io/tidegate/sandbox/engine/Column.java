package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A column, and how its values travel unchanged.
 *
 * <p>Texts travel as the bytes they are stored as, whatever their character set: cast to binary at
 * the source, and given to the target as a binary text, which it takes over as it is. Numbers and
 * times travel in their decimal form.
 *
 * @param type the bare type, e.g. {@code varchar}
 * @param fullType the type as declared, e.g. {@code varchar(20)}
 * @param charset empty if it is not a text
 * @param collation empty if it is not a text
 */
record Column(
    String name,
    String type,
    String fullType,
    String charset,
    String collation,
    boolean nullable,
    boolean generated) {

  private static final Set<String> BYTES =
      Set.of(
          "binary",
          "varbinary",
          "tinyblob",
          "blob",
          "mediumblob",
          "longblob",
          "bit",
          "vector",
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection");
  private static final Set<String> TEXTS =
      Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "set");
  private static final Set<String> INTEGERS =
      Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
  private static final Map<String, Integer> ADDRESSES = Map.of("inet4", 4, "inet6", 16, "uuid", 16);
  private static final Set<String> TIMES = Set.of("date", "datetime", "timestamp", "time", "year");

  Column {
    type = type.toLowerCase(Locale.ROOT);
  }

  String quoted() {
    return Sql.name(name);
  }

  /** Whether values are read and written as bytes. */
  boolean travelsAsBytes() {
    return BYTES.contains(type) || TEXTS.contains(type);
  }

  /** An enum travels as its number: two of its texts can be the same empty one. */
  boolean travelsAsNumber() {
    return type.equals("enum");
  }

  /** What to select at the source. */
  String reading() {
    if (BYTES.contains(type)) {
      return quoted();
    }
    if (TEXTS.contains(type)) {
      return "cast(" + quoted() + " as binary)";
    }
    if (travelsAsNumber()) {
      return "cast(" + quoted() + " as unsigned)";
    }
    if (type.equals("float")) {
      // A float shows six digits; as a double it shows all that it takes to be the same again.
      return "cast((" + quoted() + " + 0e0) as char)";
    }
    return "cast(" + quoted() + " as char)";
  }

  /** A short text that differs where the values differ; never null, and without a bar. */
  String fingerprint() {
    if (type.equals("bit")) {
      return "ifnull(cast(" + quoted() + " as unsigned), '-')";
    }
    boolean long_ = travelsAsBytes() || type.equals("json");
    return "ifnull(" + (long_ ? "md5(" + reading() + ")" : reading()) + ", '-')";
  }

  /** Whether its order in an index is the order of the comparisons that {@link #literal} allows. */
  boolean canBeKey() {
    return INTEGERS.contains(type)
        || TIMES.contains(type)
        || Set.of("decimal", "char", "varchar", "binary", "varbinary").contains(type);
  }

  /** What to select for {@link #literal}. */
  String keyReading() {
    return isTextOrBinary() ? "hex(" + quoted() + ")" : "cast(" + quoted() + " as char)";
  }

  /**
   * A literal that compares as the column's own values do, out of what {@link #keyReading} gave.
   */
  String literal(String read) {
    if (!charset.isEmpty()) {
      return "_" + charset + " x'" + read + "' collate " + collation;
    }
    if (isTextOrBinary()) {
      return "x'" + read + "'";
    }
    return TIMES.contains(type) ? "'" + read + "'" : read;
  }

  private boolean isTextOrBinary() {
    return !charset.isEmpty() || BYTES.contains(type);
  }

  /** How many bits of the log's signed number are the unsigned one; 0 if it is signed. */
  int unsignedBits() {
    if (type.equals("set")) {
      return Long.SIZE;
    }
    if (!fullType.toLowerCase(Locale.ROOT).contains("unsigned")) {
      return 0;
    }
    return switch (type) {
      case "tinyint" -> 8;
      case "smallint" -> 16;
      case "mediumint" -> 24;
      case "int" -> 32;
      case "bigint" -> Long.SIZE;
      default -> 0;
    };
  }

  /** Whether it is stored as bytes and written as a text. */
  boolean isAddress() {
    return ADDRESSES.containsKey(type);
  }

  /** How many bytes every value has; 0 if that differs. */
  int fixedBytes() {
    if (type.equals("binary")) {
      return Integer.parseInt(fullType.replaceAll("\\D", ""));
    }
    return ADDRESSES.getOrDefault(type, 0);
  }

  /** Compares it with a parameter as its index does; for columns of a key. */
  String equalTo() {
    return charset.isEmpty()
        ? quoted() + " = ?"
        : quoted() + " = convert(? using " + charset + ") collate " + collation;
  }

  /** Compares it with a parameter byte by byte, null with null. */
  String identicalTo() {
    if (type.equals("set") || travelsAsNumber()) {
      return "cast(" + quoted() + " as unsigned) <=> ?";
    }
    if (travelsAsBytes()) {
      return "cast(" + quoted() + " as binary) <=> ?";
    }
    return (type.equals("year") ? reading() : quoted()) + " <=> ?";
  }

  /** What must be the same in a table that exists already, for its rows to be the same. */
  String signature() {
    String width = fullType.toLowerCase(Locale.ROOT);
    if (INTEGERS.contains(type)) {
      // MySQL 8 no longer tells the display width.
      width = width.replaceAll("int\\(\\d+\\)", "int");
    }
    return quoted()
        + " "
        + width
        + (charset.isEmpty() ? "" : " character set " + charset)
        + (nullable ? "" : " not null")
        + (generated ? " generated" : "");
  }
}
