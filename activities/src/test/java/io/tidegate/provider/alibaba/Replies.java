package io.tidegate.provider.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Replies as the service sends them, and what an accident makes of them. At most 100 kB each. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private static final List<String> WORDS =
      List.of("Finished", "Failed", "Migrating", "Success", "Prechecking", "Nonsense", "");

  private static final List<String> HOSTILE =
      List.of(
          "null",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[{}]",
          "\"\"",
          "\" \"",
          "true",
          "-1",
          "0",
          "1e999",
          "-1e999",
          "9".repeat(400),
          "1" + "0".repeat(2_000),
          "0.1e-999",
          "\"NaN\"",
          "\"Infinity\"",
          "\"0x1p3\"",
          "\"١٢\"",
          "\"\\ud83d\"",
          "\"\\u0000\\u001b[2J\\n\\r\"",
          "\"\\u202e\\u2066\\u200b\"",
          "\"%s%n%d\"",
          "\"" + "x".repeat(40_000) + "\"",
          "\"" + "错".repeat(20_000) + "\"",
          "[".repeat(400) + "]".repeat(400),
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(400) + "1" + "}".repeat(400),
          "[" + "{},".repeat(2_000) + "{}]",
          "\"[\\\"a\\\",1,null,[]]\"",
          "\"[[[[\"");

  private static final List<String> PIECES =
      List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "\u0000", "null", "1e", "<html>", "\ufeff");

  /** Whole replies with one to four values replaced by others. */
  static Arbitrary<byte[]> changed() {
    Arbitrary<Consumer<ObjectNode>> change =
        Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.of(HOSTILE))
            .as((at, value) -> reply -> change(reply, at, value));
    return Combinators.combine(whole(), change.list().ofMinSize(1).ofMaxSize(4))
        .as(
            (reply, changes) -> {
              ObjectNode tree = tree(reply);
              changes.forEach(c -> c.accept(tree));
              return tree.toString().getBytes(StandardCharsets.UTF_8);
            });
  }

  /** Whole replies with bytes cut out or put in. */
  static Arbitrary<byte[]> damaged() {
    Arbitrary<byte[]> put =
        Arbitraries.oneOf(
            Arbitraries.of(PIECES).map(p -> p.getBytes(StandardCharsets.UTF_8)),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
    return Combinators.combine(
            whole(), Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 9), put)
        .as((reply, at, cut, in) -> damaged(reply.getBytes(StandardCharsets.UTF_8), at, cut, in));
  }

  static Arbitrary<String> whole() {
    return Combinators.combine(
            Arbitraries.of(PRECHECK, LIST, DETAIL, LEGACY), Arbitraries.of(WORDS))
        .as((reply, word) -> reply.replace("WORD", word));
  }

  private static ObjectNode tree(String reply) {
    try {
      return (ObjectNode) JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(ObjectNode reply, double at, String value) {
    List<Consumer<JsonNode>> places = new ArrayList<>();
    collect(reply, places);
    // Raw: the tree has no way to say half a character, or a number out of all range.
    places
        .get((int) (at * (places.size() - 1)))
        .accept(JSON.getNodeFactory().rawValueNode(new RawValue(value)));
  }

  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                places.add(value -> object.set(field.getKey(), value));
                collect(field.getValue(), places);
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(value -> array.set(index, value));
        collect(array.get(i), places);
      }
    }
  }

  private static byte[] damaged(byte[] whole, double at, int cut, byte[] in) {
    int from = (int) (at * whole.length);
    int to = Math.min(whole.length, from + cut);
    byte[] damaged = new byte[from + in.length + whole.length - to];
    System.arraycopy(whole, 0, damaged, 0, from);
    System.arraycopy(in, 0, damaged, from, in.length);
    System.arraycopy(whole, to, damaged, from + in.length, whole.length - to);
    return damaged;
  }

  private Replies() {}
}
