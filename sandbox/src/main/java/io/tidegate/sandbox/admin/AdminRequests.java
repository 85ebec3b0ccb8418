package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies that the admin API takes, name for name. */
final class AdminRequests {
  private AdminRequests() {}

  /** A job to be made. */
  record NewJob(
      @Nullable String dialect,
      @Nullable String name,
      @Nullable Server source,
      @Nullable Server target,
      @Nullable List<@Nullable Database> objects,
      @Nullable StageChoice stages,
      @Nullable String reverseOf) {

    /**
     * @throws AdminError if something is missing
     */
    JobSpec spec() {
      return new JobSpec(
          required(name, "name"),
          required(source, "source").endpoint("source"),
          required(target, "target").endpoint("target"),
          required(objects, "objects").stream()
              .map(database -> required(database, "objects[]").selection())
              .toList(),
          stages == null ? new Stages(true, true, false) : stages.stages(),
          reverseOf);
    }
  }

  /** A database server. */
  record Server(
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String user,
      @Nullable String password) {
    Endpoint endpoint(String role) {
      return new Endpoint(
          required(host, role + ".host"),
          required(port, role + ".port"),
          required(user, role + ".user"),
          password == null ? "" : password);
    }

    @Override
    public String toString() {
      return user + "@" + host + ":" + port;
    }
  }

  /** A database, whole or in part. */
  record Database(
      @Nullable String database,
      @Nullable String targetDatabase,
      @Nullable List<@Nullable String> tables) {
    DatabaseSelection selection() {
      String name = required(database, "objects[].database");
      return new DatabaseSelection(
          name,
          targetDatabase == null ? name : targetDatabase,
          tables == null
              ? List.of()
              : tables.stream().map(table -> required(table, "objects[].tables[]")).toList());
    }
  }

  /** What is not said is done, but for the incremental stage. */
  record StageChoice(
      @Nullable Boolean structure, @Nullable Boolean fullLoad, @Nullable Boolean incremental) {
    Stages stages() {
      return new Stages(
          structure == null || structure,
          fullLoad == null || fullLoad,
          incremental != null && incremental);
    }
  }

  /** A fault to be armed. */
  record NewFault(
      @Nullable String action,
      @Nullable String fault,
      @Nullable Integer times,
      @Nullable String duration) {}

  /** A key to be added: its id and secret, or how long one lives that is made. */
  record NewKey(@Nullable String id, @Nullable String secret, @Nullable String ttl) {}

  /** A service that its users run themselves, as it is to be. */
  record NewDeployment(
      @Nullable String version, @Nullable Map<String, @Nullable Boolean> skippable) {}

  /** What an assessment is to have found. */
  record NewAssessment(
      @Nullable String item,
      @Nullable String verdict,
      @Nullable String error,
      @Nullable String repair) {}

  /** A step of the clock. */
  record ClockStep(@Nullable String advance, @Nullable Boolean signatures) {}

  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new AdminError(400, "'" + name + "' is missing");
    }
    return value;
  }
}
