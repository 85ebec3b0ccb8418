package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An engine in a process of its own, to be killed. Prints how its job ended. */
public final class EngineProcess {
  private EngineProcess() {}

  public static void main(String[] args) throws Exception {
    JobSpec spec =
        new JobSpec(
            "test",
            endpoint(args[1], args[2]),
            endpoint(args[3], args[4]),
            List.of(new DatabaseSelection(args[5], args[5], List.of())),
            new Stages(true, true, Boolean.parseBoolean(args[7])));
    try (Move move = new Move(spec, new EngineSettings(3, 500, 50_000), Path.of(args[0]))) {
      CompletableFuture<String> end = move.launch(args[6].split(",", -1));
      if (Boolean.parseBoolean(args[8])) {
        move.engine.complete(Move.JOB);
      }
      System.out.println(end.get(120, TimeUnit.SECONDS));
    }
  }

  static Process start(Path metadatabase, JobSpec spec, String shielded, Path output)
      throws IOException {
    return start(metadatabase, spec, shielded, false, output);
  }

  /**
   * @param completing whether it is asked to complete at once
   */
  static Process start(
      Path metadatabase, JobSpec spec, String shielded, boolean completing, Path output)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName(),
            metadatabase.toString(),
            String.valueOf(spec.source().port()),
            spec.source().password(),
            String.valueOf(spec.target().port()),
            spec.target().password(),
            spec.objects().get(0).database(),
            shielded,
            String.valueOf(spec.stages().incremental()),
            String.valueOf(completing))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static Endpoint endpoint(String port, String password) {
    return new Endpoint("127.0.0.1", Integer.parseInt(port), "root", password);
  }
}
