package io.tidegate.provider.oms;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Replies as the service sends them. {@code WORD} stands wherever a status does. */
final class Replies {
  static final String PROGRESS =
      Wire.reply(
          """
          {"projectId":"np_1","status":"WORD","alarmLevel":"MEDIUM","currentStep":"PRE_CHECK",
           "enableIncrSync":true,"incrSyncCheckpoint":1760000000,"enableStructTransfer":true,
           "enableFullTransfer":true,"structTransferProgress":100,"fullTransferProgress":42,
           "enableReverseIncrTransfer":false,"reverseIncrTransferCheckpoint":null}""");

  static final String STEPS =
      Wire.reply(
          """
          [{"order":1,"name":"TRANSFER_PRECHECK","status":"WORD","progress":100,
            "startTime":"2025-01-02T03:04:05","extraInfo":{"errorCode":"E","errorMsg":"m",
             "errorDetails":[{"code":"d","reason":"r","proposal":"p"}],
             "failedTime":"2025-01-02T03:04:11.120"},"stepInfo":null},
           {"order":2,"name":"STRUCT_TRANSFER","status":"WORD","progress":100,"extraInfo":{},
            "stepInfo":[{"name":"TABLE","status":"WORD","progress":100}]},
           {"order":3,"name":"FULL_TRANSFER","status":"WORD","progress":40,"extraInfo":{}},
           {"order":4,"name":"INCR_TRANSFER","status":"WORD","progress":0,"extraInfo":null}]""");

  static final String RUN =
      Wire.reply(
          """
          {"projectId":"t_1","projectStatus":"WORD","progress":100.0,"preCheckResults":[
            {"checkType":"RDB_CONNECT","endpointType":"SOURCE","status":"PASSED"},
            {"checkType":"DB_UK_INDEX","endpointType":"SOURCE","role":"MASTER","status":"WORD",
             "skippable":true,"skipConsequence":"c","errorDetail":{"reason":"r"},"removable":true,
             "blackObjectsInfo":{"databases":[{"name":"shop","tables":[{"name":"orders"}]}]}}]}""");

  /** As the community's edition spells it. */
  static final String RUN_CE =
      RUN.replace("projectId", "preCheckId").replace("projectStatus", "preCheckStatus");

  static final String LIST =
      Wire.reply(
          """
          [{"id":"np_1","name":"orders","status":"WORD","steps":[
            {"name":"TRANSFER_PRECHECK","status":"WORD","progress":100,"extraInfo":{}},
            {"name":"FULL_TRANSFER","status":"WORD","progress":0,"extraInfo":null}]}]""");

  static final String VERIFIED =
      Wire.reply("{\"projectId\":\"np_1\",\"status\":\"WORD\",\"differentNumber\":0}");

  static final String SUBMITTED = Wire.reply("\"t_1\"");

  private static final List<String> WORDS =
      List.of(
          "INIT",
          "RUNNING",
          "FAILED",
          "FINISHED",
          "SUSPEND",
          "MONITORING",
          "SKIPPED",
          "Nonsense",
          "");

  static Arbitrary<String> whole() {
    return Combinators.combine(
            Arbitraries.of(
                PROGRESS,
                STEPS,
                RUN,
                RUN_CE,
                LIST,
                VERIFIED,
                SUBMITTED,
                Wire.refusal("GHANA-OPERAT000002", "WORD")),
            Arbitraries.of(WORDS))
        .as((reply, word) -> reply.replace("WORD", word));
  }

  private Replies() {}
}
