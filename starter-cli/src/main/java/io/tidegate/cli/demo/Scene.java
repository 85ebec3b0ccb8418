package io.tidegate.cli.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the demo's migrations, and what a person does about it.
 *
 * @param name also of the database that moves
 * @param account whose jobs it is one of
 * @param api as the sandbox calls it
 * @param user of the servers, for the transfer service
 * @param sourceScripts what fills the source, and puts what is wrong there
 * @param targetScripts the same of the target
 * @param repair what a person does who has read the precheck; null where rules say enough
 * @param isWritten whether somebody writes to it all the time, until it is cut over
 */
record Scene(
    String name,
    Account account,
    String api,
    String user,
    List<String> sourceScripts,
    List<String> targetScripts,
    @Nullable Repair repair,
    boolean isWritten) {

  /** Access to one API of a provider, as a worker has it. */
  record Account(String name, String provider, String dialect, String region) {}

  /** On one of the servers. */
  record Repair(boolean atSource, String sql) {}

  private static final String COURIER = "courier";
  private static final String GUANGZHOU = "ap-guangzhou";

  static final List<Scene> ALL =
      List.of(
          new Scene(
              "shop",
              new Account("alibaba", "alibaba", "alibaba", "cn-hangzhou"),
              "alibaba",
              "transfer",
              List.of("shop-source.sql"),
              List.of("shop-target.sql"),
              new Repair(true, "GRANT SHOW VIEW ON shop.* TO 'transfer'@'%'"),
              false),
          new Scene(
              "depot",
              new Account("tencent2018", "tencent", "2018", GUANGZHOU),
              "tencent-2018",
              COURIER,
              List.of("depot-source.sql"),
              List.of("depot-target.sql"),
              new Repair(false, "DROP TABLE depot.parcels"),
              false),
          ledger("market", new Account("tencent", "tencent", "2021", GUANGZHOU), "tencent"),
          ledger("wallet", new Account("sync", "tencent", "sync", GUANGZHOU), "tencent-sync"));

  private static Scene ledger(String name, Account account, String api) {
    return new Scene(
        name, account, api, COURIER, List.of("ledger-source.sql"), List.of(), null, true);
  }
}
