package io.tidegate.provider.alibaba;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Replies as the service sends them. */
final class Replies {
  /** {@code WORD} stands wherever a status does. */
  static final String PRECHECK =
      """
      {"RequestId":"R1","Success":true,"HttpStatusCode":200,"State":"WORD","JobId":"run1",
       "TotalRecordCount":2,"ErrorItem":1,"ErrorAnalysisItem":0,"PageNumber":1,
       "JobProgress":[
        {"Item":"CHECK_SAME_OBJ","State":"WORD","CanSkip":true,"Skip":false,"IgnoreFlag":"N",
         "BootTime":"2022-03-16T08:01:31.000+00:00","ErrMsg":"exists","ErrDetail":"d",
         "RepairMethod":"drop it","Sub":"[\\"shop.orders\\"]","SourceSchema":"shop",
         "TargetNames":"orders"},
        {"Item":"CHECK_SRC","State":"Success","Skip":"false","BootTime":"2022-03-16T08:01:32Z"}],
       "AnalysisJobProgress":[],
       "SubDistributedJobStatus":[{"JobId":"p","JobName":"n","Code":"01","State":"WORD",
         "JobProgress":[{"Item":"CHECK_CONN_SRC","State":"Failed"}]}],
       "FullNetCheckJobStatus":[]}""";

  static final String LIST =
      """
      {"RequestId":"R2","Success":true,"TotalRecordCount":1,"DtsJobList":[
        {"DtsJobId":"j1","DtsInstanceId":"dtsj1","DtsJobName":"n","JobType":"MIGRATION",
         "Status":"WORD","CreateTime":"2022-03-16T08:01:31Z","Delay":12,"Checkpoint":"1610540493",
         "ErrorMessage":"e","MigrationMode":{"StructureInitialization":true,
          "DataInitialization":true,"DataSynchronization":true},
         "StructureInitializationStatus":{"Status":"WORD","Percent":"100"},
         "DataInitializationStatus":{"Status":"WORD","Percent":"40%","Progress":"1/2"},
         "DataSynchronizationStatus":{"Status":"WORD","Delay":"3","ErrorMessage":"x"}}]}""";

  static final String DETAIL =
      """
      {"RequestId":"R3","Success":true,"DtsJobId":"j1","DtsInstanceID":"dtsj1","Status":"WORD",
       "Delay":-1,"Checkpoint":"","ErrorMessage":"","MigrationMode":{"DataInitialization":true},
       "DataSynchronizationStatus":{"Status":"WORD"}}""";

  static final String LEGACY =
      """
      {"RequestId":"R4","Success":true,"MigrationJobId":"dtsj1","TaskId":"j1",
       "MigrationJobName":"n","MigrationJobStatus":"WORD",
       "PrecheckStatus":{"Status":"WORD","Percent":"100","Detail":{"CheckItem":[
         {"ItemName":"CHECK_SRC","CheckStatus":"WORD","ErrorMessage":"e","RepairMethod":"r"}]}},
       "MigrationMode":{"StructureInitialization":true,"DataInitialization":true},
       "StructureInitializationStatus":{"Status":"WORD","Percent":"1"},
       "DataInitializationStatus":{"Status":"WORD","Percent":"2"},
       "DataSynchronizationStatus":{"Status":"WORD","Delay":"9"}}""";

  static final String SYNCHRONIZATION =
      """
      {"RequestId":"R5","Success":true,"SynchronizationJobId":"j1","TaskId":"j1",
       "SynchronizationDirection":"Forward","SynchronizationJobName":"n","Status":"WORD",
       "ErrorMessage":"e","Delay":"1","DelayMillis":900,"Checkpoint":"1610540493",
       "StructureInitialization":"true","DataInitialization":true,
       "PrecheckStatus":{"Status":"WORD","Percent":"100","Detail":[
         {"ItemName":"CHECK_SRC","CheckStatus":"WORD","ErrorMessage":"e","RepairMethod":"r"}]},
       "StructureInitializationStatus":{"Status":"WORD","Percent":"100"},
       "DataInitializationStatus":{"Status":"WORD","Percent":"40","Progress":"7"},
       "DataSynchronizationStatus":{"Status":"WORD","Delay":"1","DelayMillis":900}}""";

  static final String SYNCHRONIZATIONS =
      """
      {"RequestId":"R6","PageNumber":1,"PageRecordCount":1,"TotalRecordCount":1,
       "SynchronizationInstances":[
        {"SynchronizationJobId":"j1","SynchronizationDirection":"Forward",
         "SynchronizationJobName":"n","Status":"WORD","Delay":"1","DataInitialization":"true",
         "PrecheckStatus":{"Status":"WORD","Detail":[
           {"ItemName":"CHECK_SRC","CheckStatus":"WORD"}]},
         "DataInitializationStatus":{"Status":"WORD","Percent":"40"},
         "DataSynchronizationStatus":{"Status":"WORD","Delay":"1"}}]}""";

  private static final List<String> WORDS =
      List.of("Finished", "Failed", "Migrating", "Success", "Prechecking", "Nonsense", "");

  static Arbitrary<String> whole() {
    return Combinators.combine(
            Arbitraries.of(PRECHECK, LIST, DETAIL, LEGACY, SYNCHRONIZATION, SYNCHRONIZATIONS),
            Arbitraries.of(WORDS))
        .as((reply, word) -> reply.replace("WORD", word));
  }

  private Replies() {}
}
