package io.tidegate.e2e;

import io.tidegate.sandbox.DatabaseParts;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.sandbox.SandboxSettings;
import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.JobTiming;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.Prechecks;
import io.tidegate.sandbox.engine.EngineSettings;
import io.tidegate.sandbox.engine.RowEngine;
import io.tidegate.sandbox.precheck.DatabasePrechecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sandbox, to be killed, with a second kind of job beside those on databases: one that costs
 * nothing, and is what its name says: {@code failing}, {@code failing once}, {@code warning},
 * {@code endless}, {@code following}, {@code breaking}, which is once.
 */
public final class SceneSandbox {
  /** The host of both endpoints of a job without databases. */
  static final String HOST = "scene.invalid";

  /** Takes the options of the real one that matter here. */
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    Path data = Path.of(options.get("--data"));
    Sandbox.start(
        new SandboxSettings(
            "127.0.0.1",
            Integer.parseInt(options.get("--port")),
            data,
            new AccessKey(House.KEY, House.SECRET),
            new JobTiming(Duration.parse(options.get("--staleness")), Duration.ZERO),
            0),
        new DatabaseParts(
            new Checks(new DatabasePrechecks(), data),
            metadatabase ->
                new Movement(new RowEngine(metadatabase, EngineSettings.DEFAULT), data)));
    Files.createFile(Path.of(options.get("--ready-file")));
    Thread.currentThread().join();
  }

  /** Whether this has been asked before; remembered through a death. */
  private static boolean hasHappened(Path data, String what) {
    try {
      return !data.resolve(what).toFile().createNewFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isScene(JobSpec spec) {
    return spec.source().host().equals(HOST);
  }

  /**
   * @param data where it is remembered, through a death, what has failed once
   */
  private record Checks(Prechecks real, Path data) implements Prechecks {
    @Override
    public List<String> codes(CheckSet set, JobSpec spec) {
      return isScene(spec) ? List.of(ScenePrechecks.skippable(set)) : real.codes(set, spec);
    }

    @Override
    public List<CheckResult> run(
        CheckSet set, JobSpec spec, List<Neighbour> neighbours, Consumer<CheckResult> onResult)
        throws InterruptedException {
      if (!isScene(spec)) {
        return real.run(set, spec, neighbours, onResult);
      }
      CheckResult result = result(ScenePrechecks.skippable(set), spec.name());
      onResult.accept(result);
      return List.of(result);
    }

    @Override
    public NetworkTrial tryNetwork(Endpoint endpoint) {
      return endpoint.host().equals(HOST) ? ScenePrechecks.REACHED : real.tryNetwork(endpoint);
    }

    private CheckResult result(String code, String name) {
      boolean fails =
          name.contains("failing") && !(name.contains("once") && hasHappened(data, name));
      boolean warns = name.contains("warning");
      return fails || warns
          ? new CheckResult(
              code,
              fails ? Verdict.FAILED : Verdict.WARNING,
              "it is there",
              "shop.orders",
              "drop it",
              true,
              List.of("orders"))
          : new CheckResult(code, Verdict.PASSED, "", "", "", true, List.of());
    }
  }

  /** A job without databases moves for a moment, without an end, or until it is completed. */
  private static final class Movement implements Engine {
    private final RowEngine real;
    private final Path data;
    private final Map<String, Listener> moving = new ConcurrentHashMap<>();
    private final Set<String> following = ConcurrentHashMap.newKeySet();

    private Movement(RowEngine real, Path data) {
      this.real = real;
      this.data = data;
    }

    @Override
    public void launch(String jobId, JobSpec spec, Set<String> shielded, Listener listener) {
      if (!isScene(spec)) {
        real.launch(jobId, spec, shielded, listener);
      } else if (moving.putIfAbsent(jobId, listener) == null) {
        if (spec.name().contains("breaking") && !hasHappened(data, spec.name())) {
          soon(jobId, its -> its.failed("the source does not answer"));
        } else if (spec.name().contains("following")) {
          following.add(jobId);
        } else if (!spec.name().contains("endless")) {
          endSoon(jobId);
        }
      }
    }

    private void endSoon(String jobId) {
      soon(jobId, Listener::finished);
    }

    private void soon(String jobId, Consumer<Listener> end) {
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                Listener listener = moving.remove(jobId);
                if (listener != null) {
                  end.accept(listener);
                }
              });
    }

    @Override
    public void halt(String jobId) {
      moving.remove(jobId);
      real.halt(jobId);
    }

    @Override
    public void complete(String jobId) {
      if (moving.containsKey(jobId)) {
        endSoon(jobId);
      } else {
        real.complete(jobId);
      }
    }

    @Override
    public Progress progress(String jobId) {
      Progress progress = real.progress(jobId);
      if (!progress.tables().isEmpty()) {
        return progress;
      }
      StageProgress structure = new StageProgress(StageProgress.State.FINISHED, 1, 1, "");
      boolean runs = moving.containsKey(jobId);
      boolean follows = following.contains(jobId);
      StageProgress load =
          runs && !follows
              ? new StageProgress(StageProgress.State.RUNNING, 40, 100, "")
              : new StageProgress(StageProgress.State.FINISHED, 100, 100, "");
      return new Progress(
          structure,
          load,
          List.of(),
          List.of(),
          !runs || follows,
          follows ? level(runs) : Following.NOT_STARTED);
    }

    private static Following level(boolean runs) {
      StageProgress.State state = runs ? StageProgress.State.RUNNING : StageProgress.State.FINISHED;
      return new Following(state, 0, "binlog.000001:4", Instant.now(), 0, 0, 0, "");
    }
  }

  private SceneSandbox() {}
}
