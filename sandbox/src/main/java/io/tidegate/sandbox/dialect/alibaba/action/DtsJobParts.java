package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobStatus;
import io.tidegate.sandbox.dialect.alibaba.Words;
import org.jspecify.annotations.Nullable;

/** Parts that several answers of the newer family hold in the same shape. */
final class DtsJobParts {
  /** Where everything is that this sandbox moves. */
  static final String REGION = "cn-hangzhou";

  private DtsJobParts() {}

  /** Which stages the job was configured with. */
  record MigrationMode(
      boolean structureInitialization, boolean dataInitialization, boolean dataSynchronization) {
    static MigrationMode of(Job job) {
      return new MigrationMode(
          job.spec().stages().structure(),
          job.spec().stages().fullLoad(),
          job.spec().stages().incremental());
    }
  }

  /** A database server, without its password. */
  record DtsEndpoint(
      String instanceType,
      String engineName,
      String region,
      String ip,
      String port,
      String databaseName,
      String userName,
      String sslSolutionEnum) {
    static DtsEndpoint of(Endpoint endpoint) {
      return new DtsEndpoint(
          "OTHER",
          "MySQL",
          REGION,
          endpoint.host(),
          Integer.toString(endpoint.port()),
          "",
          endpoint.user(),
          "DISABLE");
    }
  }

  /** How far a stage has got; the percentage is text. */
  record StageStatus(
      String status, String percent, @Nullable String progress, @Nullable String errorMessage) {
    static StageStatus of(StageProgress stage, JobStatus job) {
      return new StageStatus(
          Words.stage(stage, job),
          Integer.toString(stage.percent()),
          Long.toString(stage.done()),
          stage.error().isEmpty() ? null : stage.error());
    }

    static StageStatus of(Following following, JobStatus job) {
      return new StageStatus(
          Words.stage(following, job),
          Integer.toString(following.percent()),
          null,
          following.error().isEmpty() ? null : following.error());
    }
  }

  /** Up to when the source's changes are applied, in seconds of Unix time. */
  static @Nullable Long checkpoint(Following following) {
    return following.checkpointTime() == null
        ? null
        : Long.valueOf(following.checkpointTime().getEpochSecond());
  }

  /** What is moved, as the DbList that would have configured it. */
  static String dbList(Job job) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    for (DatabaseSelection selection : job.spec().objects()) {
      ObjectNode database = list.putObject(selection.database());
      database.put("name", selection.targetDatabase());
      database.put("all", selection.tables().isEmpty());
      if (!selection.tables().isEmpty()) {
        ObjectNode tables = database.putObject("Table");
        selection
            .tables()
            .forEach(table -> tables.putObject(table).put("name", table).put("all", true));
      }
    }
    return list.toString();
  }
}
