package io.tidegate.sandbox;

import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine without databases: a movement ends when the test says so, or at once. */
public final class FakeEngine implements Engine {
  public final List<String> launches = new CopyOnWriteArrayList<>();
  public final List<String> halts = new CopyOnWriteArrayList<>();
  public final List<String> completed = new CopyOnWriteArrayList<>();
  public volatile boolean finishesAtOnce;
  private final Map<String, Listener> moving = new ConcurrentHashMap<>();
  private final Map<String, Progress> progress = new ConcurrentHashMap<>();

  @Override
  public void launch(String jobId, JobSpec spec, Set<String> shielded, Listener listener) {
    launches.add(jobId + shielded);
    moving.put(jobId, listener);
    progress.put(jobId, at(State.FINISHED, State.RUNNING, 40));
    if (finishesAtOnce) {
      finish(jobId);
    }
  }

  public void finish(String jobId) {
    Listener listener = listener(jobId);
    progress.put(jobId, at(State.FINISHED, State.FINISHED, 100));
    listener.finished();
  }

  public void fail(String jobId, String reason) {
    listener(jobId).failed(reason);
  }

  /** The listener of the last launch, which follows the job's status by a moment. */
  public Listener listener(String jobId) {
    SandboxFixture.await("a launch", () -> moving.containsKey(jobId));
    return moving.get(jobId);
  }

  @Override
  public void halt(String jobId) {
    halts.add(jobId);
  }

  @Override
  public void complete(String jobId) {
    completed.add(jobId);
  }

  @Override
  public Progress progress(String jobId) {
    return progress.getOrDefault(jobId, at(State.NOT_STARTED, State.NOT_STARTED, 0));
  }

  private static Progress at(State structure, State fullLoad, long rows) {
    List<TableProgress> tables = new ArrayList<>();
    tables.add(
        new TableProgress(
            "shop.orders",
            "shop_new.orders",
            100,
            rows,
            fullLoad == State.FINISHED,
            "CREATE TABLE `orders` (`id` int)"));
    return new Progress(
        new StageProgress(structure, structure == State.FINISHED ? 1 : 0, 1, ""),
        new StageProgress(fullLoad, rows, 100, ""),
        tables,
        fullLoad == State.FINISHED,
        Following.NOT_STARTED);
  }
}
