package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.lab.MariaDbServer;
import io.tidegate.sandbox.lab.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A job for tests: launched, awaited, asked. */
final class Move implements AutoCloseable {
  static final String JOB = "l3m1213ye7l0001";
  static final String FINISHED = "finished";

  private final JobSpec spec;
  private final Metadatabase metadatabase;
  final Engine engine;

  Move(JobSpec spec, EngineSettings settings) {
    this(spec, settings, TestDatabases.freshFolder().resolve("sandbox.db"));
  }

  Move(JobSpec spec, EngineSettings settings, Path file) {
    this.spec = spec;
    this.metadatabase = new Metadatabase(file);
    this.engine = new RowEngine(metadatabase, settings);
  }

  static JobSpec spec(String database, String targetDatabase, String... tables) {
    return new JobSpec(
        "test",
        TestDatabases.source().endpoint(),
        TestDatabases.target().endpoint(),
        List.of(new DatabaseSelection(database, targetDatabase, List.of(tables))),
        new Stages(true, true, false));
  }

  /** Between servers of the test's own. */
  static JobSpec spec(MariaDbServer source, MariaDbServer target, String database) {
    JobSpec usual = spec(database, database);
    return new JobSpec(
        "test", source.endpoint(), target.endpoint(), usual.objects(), usual.stages());
  }

  static JobSpec spec(String database, Stages stages) {
    JobSpec whole = spec(database, database);
    return new JobSpec("test", whole.source(), whole.target(), whole.objects(), stages);
  }

  /** Launches the job; completes with "finished" or the reason of its failure. */
  CompletableFuture<String> launch(String... shielded) {
    CompletableFuture<String> end = new CompletableFuture<>();
    engine.launch(
        JOB,
        spec,
        Set.of(shielded),
        new Engine.Listener() {
          @Override
          public void finished() {
            end.complete(FINISHED);
          }

          @Override
          public void failed(String reason) {
            end.complete(reason);
          }
        });
    return end;
  }

  String toItsEnd(String... shielded) throws Exception {
    return launch(shielded).get(120, TimeUnit.SECONDS);
  }

  /** Waits until some rows are loaded, and not yet all. */
  void awaitSomeRowsLoaded() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (progress().fullLoad().done() == 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no row was loaded in time: " + progress());
      }
      Thread.sleep(5);
    }
  }

  /** Launches the job and halts it when some rows are loaded. */
  void beginAndHalt(String... shielded) throws InterruptedException {
    CompletableFuture<String> end = launch(shielded);
    awaitSomeRowsLoaded();
    engine.halt(JOB);
    if (end.isDone()) {
      throw new AssertionError("it ended before it was halted: " + end.join());
    }
  }

  Engine.Progress progress() {
    return engine.progress(JOB);
  }

  @Override
  public void close() {
    engine.halt(JOB);
    metadatabase.close();
  }
}
