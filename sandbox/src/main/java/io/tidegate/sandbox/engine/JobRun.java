package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Engine.Listener;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.engine.EngineStore.Stage;
import io.tidegate.sandbox.engine.MovedObject.Kind;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One launch of a job, from where its checkpoints say it is to its end. */
final class JobRun implements Runnable {
  private final JobContext context;
  private final String job;
  private final EngineStore store;
  private final Stages stages;
  private final Listener listener;
  private final BooleanSupplier onEnd;
  private final Workers workers;
  private final Structure structure;
  private final ViewsAndTriggers viewsAndTriggers;
  private final TableMover mover;
  private Stage stage = Stage.STRUCTURE;

  /**
   * @param onEnd called when nothing of the job works any more; says whether to tell the listener
   */
  JobRun(JobContext context, Listener listener, BooleanSupplier onEnd) {
    this.context = context;
    this.job = context.job();
    this.store = context.store();
    this.stages = context.spec().stages();
    this.listener = listener;
    this.onEnd = onEnd;
    this.workers = new Workers(context.spec(), context.settings(), context.stop());
    this.structure = new Structure(context);
    this.viewsAndTriggers = new ViewsAndTriggers(context);
    this.mover = new TableMover(context, workers, structure);
  }

  @Override
  public void run() {
    Runnable tell;
    try {
      move();
      tell = listener::finished;
    } catch (StopSignal.Stopped e) {
      tell = () -> {};
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      tell = () -> listener.failed(reason);
      workers.close();
      recordFailure(reason);
    }
    workers.close();
    if (onEnd.getAsBoolean()) {
      tell.run();
    }
  }

  private void recordFailure(String reason) {
    try {
      store.enter(job, stage, State.FAILED, reason);
    } catch (RuntimeException metadatabaseGone) {
      // The listener hears the reason; the place is kept as it was.
    }
  }

  /** Breaks off the statements that run, once the job was told to stop. */
  void breakOff() {
    workers.cancel();
  }

  private void move() {
    store.open(job);
    if (!isFinished()) {
      refuseIncremental();
      prepare();
      if (stages.fullLoad()) {
        load();
      }
      completeStructure();
      if (stages.fullLoad()) {
        verify();
      }
    }
    // Only now: until the job is known to have finished, the entries are what it goes on from.
    dropBookkeeping();
  }

  private boolean isFinished() {
    return store.state(job, stages.fullLoad() ? Stage.LOAD : Stage.STRUCTURE) == State.FINISHED;
  }

  private void refuseIncremental() {
    if (stages.incremental()) {
      throw new MoveFailure(
          "this engine does not follow changes; configure the job without the incremental stage");
    }
  }

  private void prepare() {
    enter(Stage.STRUCTURE);
    if (!store.isListed(job)) {
      workers.now(
          "reading the source's catalogue",
          lane ->
              store.list(job, lane.atSource(source -> ObjectLister.list(context.spec(), source))));
    }
    workers.now("creating databases", structure::createDatabases);
    // A table's default value may be a sequence's next.
    create(Kind.SEQUENCE);
    create(Kind.TABLE);
  }

  private void create(Kind kind) {
    for (MovedObject object : objects(kind)) {
      if (!store.isCreated(job, object)) {
        workers.submit(object.targetName(), lane -> structure.create(object, lane));
      }
    }
    workers.await();
  }

  private void load() {
    enter(Stage.LOAD);
    for (MovedObject table : objects(Kind.TABLE)) {
      mover.load(table);
    }
    workers.await();
  }

  private void completeStructure() {
    if (store.state(job, Stage.STRUCTURE) == State.FINISHED || !stages.structure()) {
      return;
    }
    stage = Stage.STRUCTURE;
    for (MovedObject sequence : objects(Kind.SEQUENCE)) {
      workers.submit(sequence.targetName(), lane -> structure.setSequence(sequence, lane));
    }
    for (MovedObject table : objects(Kind.TABLE)) {
      workers.submit(table.targetName(), lane -> structure.complete(table, lane));
    }
    workers.await();
    for (MovedObject table : objects(Kind.TABLE)) {
      workers.submit(table.targetName(), lane -> viewsAndTriggers.createTriggers(table, lane));
    }
    workers.await();
    workers.now("creating views", lane -> viewsAndTriggers.createViews(objects(Kind.VIEW), lane));
    store.enter(job, Stage.STRUCTURE, State.FINISHED, "");
  }

  private void verify() {
    enter(Stage.LOAD);
    for (MovedObject table : objects(Kind.TABLE)) {
      mover.verify(table);
    }
    workers.await();
    store.enter(job, Stage.LOAD, State.FINISHED, "");
  }

  private void dropBookkeeping() {
    for (DatabaseSelection selection : context.spec().objects()) {
      workers.now(
          "cleaning up in " + selection.targetDatabase(),
          lane -> new Bookkeeping(job, selection.targetDatabase()).drop(lane.target()));
    }
  }

  private void enter(Stage entered) {
    stage = entered;
    boolean wanted = entered == Stage.LOAD ? stages.fullLoad() : stages.structure();
    if (wanted && store.state(job, entered) != State.FINISHED) {
      store.enter(job, entered, State.RUNNING, "");
    }
  }

  private List<MovedObject> objects(Kind kind) {
    return store.objects(job).stream().filter(object -> object.kind() == kind).toList();
  }
}
