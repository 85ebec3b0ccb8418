package io.tidegate.provider.tencent;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Replies as the service sends them. {@code WORD} stands wherever a status does. */
final class Replies {
  static final String CHECK =
      """
      {"Response":{"Status":"success","CheckFlag":"checkNotPass","BriefMsg":"b","StepInfo":[
        {"StepNo":0,"StepId":"ConnectDBCheck","StepName":"n","StepStatus":"pass","StepMessage":"",
         "HasSkipped":false,"DetailCheckItems":[]},
        {"StepNo":1,"StepId":"OptimizeCheck","StepName":"n","StepStatus":"WORD","StepMessage":"m",
         "HasSkipped":false,"DetailCheckItems":[{"CheckItemName":"c","Description":"d",
          "CheckResult":"WORD","FailureReason":"f","Solution":"s","ErrorLog":["e"],
          "HelpDoc":["https://h"],"SkipInfo":"risk"}]}],"RequestId":"R1"}}""";

  static final String DETAIL =
      """
      {"Response":{"JobId":"j1","JobName":"n","Status":"WORD","BriefMsg":"b","RunMode":"immediate",
       "MigrateOption":{"MigrateType":"fullAndIncrement"},
       "CheckStepInfo":{"StartAt":"2024-01-01 00:00:00","EndAt":"","Progress":{"Status":"success",
        "Percent":100,"Steps":[]}},
       "StepInfo":{"StepAll":3,"StepNow":2,"MasterSlaveDistance":0,"SecondsBehindMaster":7,
        "StepInfo":[
         {"StepNo":1,"StepId":"dumper","Status":"WORD","StartTime":"2024-01-01 00:00:00",
          "StepMessage":"m","Percent":100,"Errors":[{"Message":"e","Solution":"s","HelpDoc":"h"}],
          "Warnings":[]},
         {"StepNo":2,"StepId":"loader","Status":"WORD","Percent":40,"Errors":null},
         {"StepNo":3,"StepId":"sinker","Status":"WORD","Percent":0,"Warnings":null}]},
       "ErrorInfo":[{"Code":"c","Solution":"s","ErrorLog":"l","HelpDoc":"h"}],"RequestId":"R2"}}""";

  static final String LIST =
      """
      {"Response":{"TotalCount":1,"JobList":[{"JobId":"j1","JobName":"n","Status":"WORD",
       "BriefMsg":"b","CreateTime":"2024-01-01 00:00:00","StartTime":"0000-00-00 00:00:00",
       "Action":{"AllAction":["view"],"AllowedAction":["view","view"]},
       "StepInfo":{"SecondsBehindMaster":-1,"StepInfo":[
        {"StepId":"loader","Status":"WORD","Percent":40},
        {"StepId":"sinker","Status":"WORD","Percent":0}]}}],"RequestId":"R3"}}""";

  static final String SYNC_CHECK =
      """
      {"Response":{"Status":"failed","StepCount":3,"StepCur":3,"Progress":100,"StepInfos":[
        {"StepNo":1,"StepId":"ConnectDBCheck","StepName":"n","Status":"finished","StartTime":"",
         "Progress":100,"Errors":[],"Warnings":null},
        {"StepNo":2,"StepId":"OptimizeCheck","StepName":"n","Status":"WORD",
         "StartTime":"2024-01-01 00:00:00","Progress":100,"Errors":null,
         "Warnings":[{"Code":"Error: OptimizeCheck","Message":"m","Solution":"s","HelpDoc":"h",
          "SkipInfo":""}]},
        {"StepNo":3,"StepId":"DstEmptyCheck","StepName":"n","Status":"failed","StartTime":"",
         "Progress":100,"Warnings":[],"Errors":[{"Code":"c","Message":"m","Solution":"s",
          "HelpDoc":"h","SkipInfo":"risk"}]}],"RequestId":"R4"}}""";

  static final String SYNC_LIST =
      """
      {"Response":{"TotalCount":1,"JobList":[{"JobId":"j1","JobName":"n","Status":"WORD",
       "TradeStatus":"Normal","Actions":["view"],"AllActions":["view"],
       "Options":{"InitType":"Full"},
       "Detail":{"StepAll":4,"StepNow":4,"Progress":-1,"SecondsBehindMaster":7,"Message":"m",
        "StepInfos":[
         {"StepNo":1,"StepId":"schema-init","Status":"WORD","Progress":100,"Errors":[],
          "Warnings":[]},
         {"StepNo":2,"StepId":"dumper","Status":"WORD","Progress":100,"Errors":[{"Message":"e"}]},
         {"StepNo":3,"StepId":"loader","Status":"WORD","Progress":40,"Errors":null},
         {"StepNo":4,"StepId":"sinker","Status":"WORD","Progress":-1,"Warnings":null}],
        "ErrInfo":{"Reason":"r","Message":"m","Solution":"s"}}}],"RequestId":"R5"}}""";

  static final String CHECK_2018 =
      """
      {"Response":{"Status":"WORD","ErrorCode":-1,"ErrorMessage":"m","Progress":"100",
       "CheckFlag":0,"RequestId":"R6"}}""";

  static final String LIST_2018 =
      """
      {"Response":{"TotalCount":1,"JobList":[{"JobId":"j1","JobName":"n","Status":"WORD",
       "MigrateOption":{"RunMode":1,"MigrateType":3},
       "SrcInfo":{"Ip":"10.0.0.1","Port":3306,"User":"u"},"DatabaseInfo":"[]",
       "Detail":{"StepAll":2,"StepNow":2,"Progress":"40","SecondsBehindMaster":7,"StepInfo":[
        {"StepNo":1,"StepId":"loader","Status":"WORD","StartTime":null},
        {"StepNo":2,"StepId":"sinker","Status":3}]},
       "ErrorInfo":[{"ErrorLog":"l","HelpDoc":"h"}],"SrcInfoMulti":null}],"RequestId":"R7"}}""";

  private static final List<String> WORDS =
      List.of(
          "failed",
          "running",
          "checkNotPass",
          "warning",
          "finished",
          "CheckNotPass",
          "Nonsense",
          "");

  static Arbitrary<String> whole() {
    return Combinators.combine(
            Arbitraries.of(CHECK, DETAIL, LIST, SYNC_CHECK, SYNC_LIST, CHECK_2018, LIST_2018),
            Arbitraries.of(WORDS))
        .as((reply, word) -> reply.replace("WORD", word));
  }

  private Replies() {}
}
