package io.tidegate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import io.tidegate.workflow.contract.CancelCommand;
import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationResult;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.MigrationWorkflow;
import io.tidegate.workflow.contract.ModifyCommand;
import io.tidegate.workflow.contract.OperatorCommand;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {
  private static final File FOLDER = new File("src/test/resources/histories");

  static Stream<File> histories() {
    File[] files = FOLDER.listFiles((dir, name) -> name.endsWith(".json"));
    assertThat(files).as("recorded histories in " + FOLDER).hasSizeGreaterThanOrEqualTo(7);
    return Arrays.stream(files).sorted();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void everyRecordedHistoryReplays(File history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history, MigrationWorkflowImpl.class);
  }

  @Test
  void aWorkflowThatForgetsToLookFirstBreaksReplay() {
    File recorded = new File(FOLDER, "migration-1-pass.json");
    assertThatThrownBy(
            () -> WorkflowReplayer.replayWorkflowExecution(recorded, ForgetsToLook.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /** What a careless change would look like: another order of commands. */
  public static final class ForgetsToLook implements MigrationWorkflow {
    @Override
    public MigrationResult migrate(MigrationRequest request) {
      MigrationActivities activities =
          Workflow.newActivityStub(
              MigrationActivities.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofSeconds(60))
                  .setTaskQueue("tidegate.hangzhou")
                  .build());
      activities.watchMigration(request.job(), null, null, null);
      throw new IllegalStateException("never reached in a replay");
    }

    @Override
    public MigrationStatus status() {
      throw new UnsupportedOperationException();
    }

    @Override
    public MigrationResult report() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int recheck(OperatorCommand command) {
      return 0;
    }

    @Override
    public void validateRecheck(OperatorCommand command) {}

    @Override
    public MigrationPhase retry(OperatorCommand command) {
      return MigrationPhase.CREATED;
    }

    @Override
    public void validateRetry(OperatorCommand command) {}

    @Override
    public int modify(ModifyCommand command) {
      return 0;
    }

    @Override
    public void validateModify(ModifyCommand command) {}

    @Override
    public MigrationPhase cutover(CutoverCommand command) {
      return MigrationPhase.CREATED;
    }

    @Override
    public void validateCutover(CutoverCommand command) {}

    @Override
    public MigrationPhase revokeCutover(OperatorCommand command) {
      return MigrationPhase.CREATED;
    }

    @Override
    public void validateRevokeCutover(OperatorCommand command) {}

    @Override
    public MigrationPhase cancel(CancelCommand command) {
      return MigrationPhase.CREATED;
    }

    @Override
    public void validateCancel(CancelCommand command) {}
  }
}
