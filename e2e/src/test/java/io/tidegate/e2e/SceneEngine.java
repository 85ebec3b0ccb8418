package io.tidegate.e2e;

import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.JobSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Moves no rows: a movement lasts until somebody ends or completes it. */
final class SceneEngine implements Engine {
  private final Map<String, Listener> moving = new ConcurrentHashMap<>();
  private volatile boolean following;
  private volatile boolean finished;

  @Override
  public void launch(String jobId, JobSpec spec, Set<String> shielded, Listener listener) {
    moving.put(jobId, listener);
  }

  void finish(String jobId) throws InterruptedException {
    // The launch follows the job's status by a moment.
    Wait.until("a launch", Duration.ofMinutes(2), () -> moving.containsKey(jobId));
    finished = true;
    moving.get(jobId).finished();
  }

  void fail(String jobId) throws InterruptedException {
    Wait.until("a launch", Duration.ofMinutes(2), () -> moving.containsKey(jobId));
    moving.remove(jobId).failed("the source does not answer");
  }

  /** From now on all is loaded, and the target is level with the source. */
  void follow() {
    following = true;
  }

  @Override
  public void halt(String jobId) {
    moving.remove(jobId);
  }

  @Override
  public void complete(String jobId) {
    finished = true;
    moving.get(jobId).finished();
  }

  @Override
  public Progress progress(String jobId) {
    StageProgress structure = new StageProgress(State.FINISHED, 1, 1, "");
    StageProgress load =
        finished || following
            ? new StageProgress(State.FINISHED, 100, 100, "")
            : new StageProgress(State.RUNNING, 40, 100, "");
    return new Progress(structure, load, List.of(), List.of(), finished, following());
  }

  private Following following() {
    return following
        ? new Following(
            finished ? State.FINISHED : State.RUNNING, 0, "binlog.000001:4", null, 0, 0, 0, "")
        : Following.NOT_STARTED;
  }
}
