package io.tidegate.sandbox.dialect.oms.action;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service calls its checks, and what it says of them whatever they find. */
record CheckWords(String title, @Nullable String code, String consequence, boolean removable) {
  private static final String AS_IT_IS = "what it found stays as it is";
  private static final String LATER = "a later step fails for want of the privilege";

  private static final Map<String, CheckWords> WORDS =
      Map.ofEntries(
          fixed("RDB_CONNECT", "Database connectivity check", "GHANA-PCHKNP000010"),
          fixed("RDB_SCHEMA_EXIST", "Database existence check", "GHANA-PCHKNP001011"),
          objects(
              "RDB_TABLE_EXIST",
              "Table existence check",
              "GHANA-PCHKNP002010",
              "tables that are not there are not migrated"),
          fixed("DB_TABLE_CYCLICALLY", "Circular migration check", null),
          server("DB_VERSION", "Database version check", "steps may fail half way"),
          objects(
              "DB_ENGINE",
              "Storage engine check",
              null,
              "tables of other engines may be migrated empty, or not at all"),
          fixed("DB_INCR_LOG", "Incremental log check", null),
          server(
              "DB_CHARSET", "Character set check", "texts may be refused, or read as other texts"),
          server(
              "DB_LOWER_CASE_TABLE_NAMES",
              "Name case check",
              "statements may not find tables that are written otherwise"),
          server("DB_SQL_MODE", "SQL mode check", "the target may refuse what the source took"),
          server("DB_MAX_ALLOWED_PACKET", "Packet size check", "long rows may be refused"),
          server("DB_TIMEZONE", "Time zone check", "times without a zone may mean another moment"),
          objects(
              "DB_FOREIGN_REFERENCE",
              "Foreign key dependency check",
              null,
              "constraints may be missing in the destination"),
          objects(
              "DB_NO_FOREIGN_KEY",
              "Foreign key check",
              null,
              "rows are loaded in no order, and their references are not checked"),
          objects(
              "DB_UK_INDEX",
              "Unique key check",
              null,
              "equal rows cannot be told apart, and verification is coarser"),
          objects(
              "DB_DATA_TYPE_INDEX",
              "Key data type check",
              null,
              "rows may not be found by their keys again"),
          server("DB_ACCOUNT_FULL_READ_PRIVILEGE", "Full read privilege check", LATER),
          server("DB_ACCOUNT_INCR_READ_PRIVILEGE", "Incremental read privilege check", LATER),
          server("DB_ACCOUNT_WRITER_PRIVILEGE", "Write privilege check", LATER),
          server("DB_ACCOUNT_CREATE_PRIVILEGE", "Create privilege check", LATER),
          server("DB_STRUCT_PRIVILEGE", "Schema migration privilege check", "triggers stay behind"),
          server("DB_MYSQL_SHOW_VIEW_PRIVILEGE", "SHOW VIEW privilege check", LATER),
          objects(
              "SYNC_SCHEMA_CONSISTENCY",
              "Schema consistency check",
              null,
              "rows are loaded into tables that are there already, beside the rows that they have"));

  private static Map.Entry<String, CheckWords> fixed(
      String type, String title, @Nullable String code) {
    return Map.entry(type, new CheckWords(title, code, AS_IT_IS, false));
  }

  private static Map.Entry<String, CheckWords> server(
      String type, String title, String consequence) {
    return Map.entry(type, new CheckWords(title, null, consequence, false));
  }

  private static Map.Entry<String, CheckWords> objects(
      String type, String title, @Nullable String code, String consequence) {
    return Map.entry(type, new CheckWords(title, code, consequence, true));
  }

  static CheckWords of(String type) {
    return WORDS.getOrDefault(type, new CheckWords(type, null, AS_IT_IS, false));
  }
}
