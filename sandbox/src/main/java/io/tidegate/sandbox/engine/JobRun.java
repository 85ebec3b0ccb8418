package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Engine.Listener;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.engine.EngineStore.Stage;
import io.tidegate.sandbox.engine.MovedObject.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final SnapshotLoad snapshotLoad;
  private final AtomicBoolean completing = new AtomicBoolean();
  private boolean following;
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
    this.snapshotLoad = new SnapshotLoad(context, structure);
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
      if (following) {
        store.follow().enter(job, State.FAILED, reason);
      } else {
        store.enter(job, stage, State.FAILED, reason);
      }
    } catch (RuntimeException metadatabaseGone) {
      // The listener hears the reason; the place is kept as it was.
    }
  }

  /** Breaks off the statements that run, once the job was told to stop. */
  void breakOff() {
    workers.cancel();
  }

  /** Has the following end as soon as the target has all that the source has now. */
  void complete() {
    completing.set(true);
  }

  private void move() {
    store.open(job);
    if (!isFinished()) {
      prepare();
      if (stages.incremental()) {
        loadAndFollow();
      } else {
        loadOnly();
      }
    }
    // Only now: until the job is known to have finished, the entries are what it goes on from.
    dropBookkeeping();
  }

  private boolean isFinished() {
    return stages.incremental()
        ? store.follow().state(job) == State.FINISHED
        : store.state(job, stages.fullLoad() ? Stage.LOAD : Stage.STRUCTURE) == State.FINISHED;
  }

  private void loadOnly() {
    if (stages.fullLoad()) {
      load();
    }
    completeTables();
    createTriggers();
    createViews();
    if (stages.fullLoad()) {
      verify();
    }
  }

  private void loadAndFollow() {
    enter(Stage.LOAD);
    workers.now("loading", snapshotLoad::load);
    store.enter(job, Stage.LOAD, State.FINISHED, "");
    completeTables();
    createViews();
    List<MovedObject> tables = objects(Kind.TABLE);
    for (MovedObject table : tables) {
      workers.now(table.sourceName(), lane -> FollowRules.checkCascades(table, tables, lane));
    }
    following = true;
    store.follow().enter(job, State.RUNNING, "");
    // Kept before the first trigger is there: a change that was followed into a table with its
    // trigger would be made twice.
    if (!store.follow().isLevel(job)) {
      new Follower(context, workers, snapshotLoad, completing::get).follow();
      store.follow().level(job);
    }
    setSequences();
    // Not before: what they do at the source is in its log.
    createTriggers();
    store.follow().enter(job, State.FINISHED, "");
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

  private void completeTables() {
    if (isStructureDone()) {
      return;
    }
    stage = Stage.STRUCTURE;
    setSequences();
    for (MovedObject table : objects(Kind.TABLE)) {
      workers.submit(table.targetName(), lane -> structure.complete(table, lane));
    }
    workers.await();
  }

  private boolean isStructureDone() {
    return store.state(job, Stage.STRUCTURE) == State.FINISHED || !stages.structure();
  }

  private void setSequences() {
    if (!stages.structure()) {
      return;
    }
    for (MovedObject sequence : objects(Kind.SEQUENCE)) {
      workers.submit(sequence.targetName(), lane -> structure.setSequence(sequence, lane));
    }
    workers.await();
  }

  private void createTriggers() {
    if (!stages.structure() || (!stages.incremental() && isStructureDone())) {
      return;
    }
    for (MovedObject table : objects(Kind.TABLE)) {
      workers.submit(table.targetName(), lane -> viewsAndTriggers.createTriggers(table, lane));
    }
    workers.await();
  }

  private void createViews() {
    if (isStructureDone()) {
      return;
    }
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
    if (stages.incremental()) {
      workers.now(
          "cleaning up", lane -> new PositionTable(job, context.spec()).drop(lane.target()));
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
