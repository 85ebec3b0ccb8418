package io.tidegate.sandbox;

import io.tidegate.sandbox.core.DatabaseSelection;
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
  private final Map<String, JobSpec> specs = new ConcurrentHashMap<>();
  private final Map<String, Progress> progress = new ConcurrentHashMap<>();

  @Override
  public void launch(String jobId, JobSpec spec, Set<String> shielded, Listener listener) {
    launches.add(jobId + shielded);
    specs.put(jobId, spec);
    progress.put(jobId, at(spec, State.RUNNING, 40, ""));
    // Last: who waits for it looks at the others then.
    moving.put(jobId, listener);
    if (finishesAtOnce) {
      finish(jobId);
    }
  }

  public void finish(String jobId) {
    Listener listener = listener(jobId);
    progress.put(jobId, at(specs.get(jobId), State.FINISHED, 100, ""));
    listener.finished();
  }

  public void fail(String jobId, String reason) {
    Listener listener = listener(jobId);
    progress.put(jobId, at(specs.get(jobId), State.FAILED, 40, reason));
    listener.failed(reason);
  }

  /** Fails in the schema migration, before any table was made. */
  public void failStructure(String jobId, String reason) {
    Listener listener = listener(jobId);
    Progress now = progress.get(jobId);
    progress.put(
        jobId,
        new Progress(
            new StageProgress(State.FAILED, 0, now.objects().size(), reason),
            new StageProgress(State.NOT_STARTED, 0, 0, ""),
            now.objects().stream()
                .map(o -> new StructureObject(o.kind(), o.sourceName(), o.targetName(), ""))
                .toList(),
            List.of(),
            false,
            Following.NOT_STARTED));
    listener.failed(reason);
  }

  /** Has loaded everything, and follows the source's log. */
  public void follow(String jobId, Following following) {
    listener(jobId);
    Progress loaded = at(specs.get(jobId), State.FINISHED, 100, "");
    progress.put(
        jobId,
        new Progress(
            loaded.structure(),
            loaded.fullLoad(),
            loaded.objects(),
            loaded.tables(),
            true,
            following));
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
    StageProgress none = new StageProgress(State.NOT_STARTED, 0, 0, "");
    return progress.getOrDefault(
        jobId, new Progress(none, none, List.of(), List.of(), false, Following.NOT_STARTED));
  }

  /** Every table is made; each has 100 rows, of which so many are there. */
  private static Progress at(JobSpec spec, State fullLoad, long rows, String error) {
    List<StructureObject> objects = new ArrayList<>();
    List<TableProgress> tables = new ArrayList<>();
    for (DatabaseSelection selection : spec.objects()) {
      for (String table : selection.tables()) {
        String source = selection.database() + "." + table;
        String target = selection.targetDatabase() + "." + table;
        objects.add(
            new StructureObject(
                StructureObject.Kind.TABLE,
                source,
                target,
                "CREATE TABLE `" + table + "` (`id` int)"));
        tables.add(new TableProgress(source, target, 100, rows, fullLoad == State.FINISHED));
      }
    }
    return new Progress(
        new StageProgress(State.FINISHED, objects.size(), objects.size(), ""),
        new StageProgress(fullLoad, rows * tables.size(), 100L * tables.size(), error),
        objects,
        tables,
        fullLoad == State.FINISHED,
        Following.NOT_STARTED);
  }
}
