package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Provider.StepNames;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.Capability.Cutover;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanStepsTest {
  private static final StepNames CALLS = new StepNames("Check", "Shield", "Start", "Complete");

  @Test
  void aCheckThatIsHeldIsFollowedByAStartAndAFollowerByItsEnd() {
    assertThat(steps(Cutover.COMPLETE, Stage.FULL_LOAD, Stage.INCREMENTAL_SYNC))
        .containsExactly(
            "1. Check: runs the precheck",
            "2. no rule allows a shield: every failed item waits for a fix",
            "3. Check again after each shield or fix: at most 5 rounds without a person",
            "4. Start: sets the checked job moving",
            "5. watch until a cutover is asked for: Complete, once the target is at most PT5S"
                + " behind");
  }

  @Test
  void whereAStopIsTheOnlyEndThatIsSaidToo() {
    assertThat(steps(Cutover.STOP, Stage.INCREMENTAL_SYNC).get(4))
        .contains("Complete, which stops the job, once");
    assertThat(steps(Cutover.NONE, Stage.INCREMENTAL_SYNC).get(4))
        .endsWith("until somebody ends the job at the provider");
  }

  @Test
  void aJobThatFollowsNothingEndsByItself() {
    assertThat(steps(Cutover.COMPLETE, Stage.FULL_LOAD).get(4))
        .isEqualTo("5. watch until every configured stage has finished");
  }

  @Test
  void ofAJobThatEndsAlreadyItIsNotSaid() {
    for (JobState state : List.of(JobState.COMPLETING, JobState.FINISHED)) {
      assertThat(steps(state, Cutover.COMPLETE, Stage.INCREMENTAL_SYNC))
          .last()
          .isEqualTo("2. watch until every configured stage has finished");
    }
  }

  private static List<String> steps(Cutover cutover, Stage... stages) {
    return steps(JobState.NOT_STARTED, cutover, stages);
  }

  @Test
  void theEndIsTheOneThatTheFileAsksFor() {
    assertThat(steps(Until.CAUGHT_UP, JobState.MOVING, Cutover.COMPLETE, Stage.INCREMENTAL_SYNC))
        .last()
        .isEqualTo("2. watch until the target is at most PT5S behind; the job goes on");
    assertThat(steps(Until.FINISHED, JobState.MOVING, Cutover.COMPLETE, Stage.INCREMENTAL_SYNC))
        .last()
        .asString()
        .startsWith("2. watch: a job with incremental sync does not end before a cutover");
  }

  @Test
  void whatAShieldPassesOverIsSaidBesideWhatMayBeShielded() {
    Map.of(
            Capability.ShieldReach.FINDING, "one finding",
            Capability.ShieldReach.STEP, "a step with all its findings",
            Capability.ShieldReach.ITEM_ON_TASK, "the item on the whole task",
            Capability.ShieldReach.ITEM_ON_INSTANCE, "the item on the whole instance, for good")
        .forEach(
            (reach, words) -> {
              Capability capability =
                  new Capability(
                      reach,
                      List.of(),
                      Map.of(),
                      false,
                      Cutover.COMPLETE,
                      Duration.ZERO,
                      Duration.ZERO);

              assertThat(steps(capability, Policy.Warnings.ACCEPT, allow("SOME_ITEM")))
                  .contains(
                      "2. Shield for, if they fail: SOME_ITEM (allowed by tidegate.yaml:6); a shield"
                          + " of one passes over "
                          + words);
            });
  }

  private static Rule allow(String item) {
    return new Rule(
        item,
        Rule.Decision.ALLOW,
        "known",
        null,
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        "tidegate.yaml:6");
  }

  @Test
  void whereNothingIsShieldedThatIsSaidWithWhatIsThereInstead() {
    Capability capability =
        new Capability(
            Capability.ShieldReach.NONE,
            List.of(),
            Map.of(),
            false,
            Cutover.COMPLETE,
            Duration.ZERO,
            Duration.ZERO,
            new Capability.Extras("ModifyJob", true, true));

    assertThat(steps(capability, Policy.Warnings.ASK))
        .containsSubsequence(
            "2. nothing can be shielded: every failed item waits for a fix, or for 'tidegate modify'"
                + " (ModifyJob)",
            "3. the check shows no warnings: there will be none to ask about",
            "4. Check again after each fix: at most 5 rounds without a person");
    assertThat(steps(capability, Policy.Warnings.ACCEPT)).noneMatch(s -> s.contains("warnings"));
  }

  @Test
  void ofAJobThatFailedWhileItMovedTheCallThatGoesOnWithItIsNamed() {
    Capability.Resume resume = new Capability.Resume("ResumeJob", List.of("error"));

    assertThat(stepsOfFailed(Capability.Extras.NONE))
        .hasSize(5)
        .first()
        .asString()
        .endsWith("failed while it moved; a retry has it checked again");
    assertThat(stepsOfFailed(new Capability.Extras("", false, false, resume)))
        .containsExactly(
            "1. ask a person: the job has failed while it moved; a retry sends ResumeJob, without"
                + " another check",
            "2. watch until every configured stage has finished");
    assertThat(stepsOfFailed(new Capability.Extras("ModifyJob", true, true)))
        .contains(
            "1. ask a person: the job has failed while it moved; no call goes on with it in status"
                + " error, and one that is changed (ModifyJob) is checked again",
            "4. Start: sets the checked job moving");
  }

  @Test
  void ofOneThatNothingGoesOnWithNoCheckIsPlanned() {
    Capability.Resume other = new Capability.Resume("ResumeJob", List.of("interrupted"));

    assertThat(stepsOfFailed(new Capability.Extras("", false, false, other)))
        .containsExactly(
            "1. ask a person: the job has failed while it moved; no call goes on with it in status"
                + " error",
            "2. watch until every configured stage has finished");
  }

  private static List<String> stepsOfFailed(Capability.Extras extras) {
    Capability capability =
        new Capability(
            Capability.ShieldReach.STEP,
            List.of(),
            Map.of(),
            false,
            Cutover.COMPLETE,
            Duration.ZERO,
            Duration.ZERO,
            extras);
    JobView view = new JobView(JobState.FAILED, "error", List.of(), null, "", "", Instant.EPOCH);
    return steps(capability, view, Policy.Warnings.ACCEPT);
  }

  private static List<String> steps(
      Capability capability, Policy.Warnings warnings, Rule... rules) {
    JobView view = new JobView(JobState.NOT_STARTED, "1", List.of(), null, "", "", Instant.EPOCH);
    return steps(capability, view, warnings, rules);
  }

  private static List<String> steps(
      Capability capability, JobView view, Policy.Warnings warnings, Rule... rules) {
    return steps(capability, view, new Policy(warnings, List.of(rules)), Until.FINISHED);
  }

  private static List<String> steps(JobState state, Cutover cutover, Stage... stages) {
    return steps(Until.CUT_OVER, state, cutover, stages);
  }

  private static List<String> steps(Until until, JobState state, Cutover cutover, Stage... stages) {
    Capability capability =
        new Capability(
            Capability.ShieldReach.STEP,
            List.of(),
            Map.of(),
            false,
            cutover,
            Duration.ZERO,
            Duration.ZERO);
    List<StageProgress> progress =
        Arrays.stream(stages)
            .map(s -> new StageProgress(s, StageState.NOT_STARTED, "", -1, ""))
            .toList();
    JobView view = new JobView(state, "word", progress, null, "", "", Instant.EPOCH);
    return steps(capability, view, new Policy(Policy.Warnings.ACCEPT, List.of()), until);
  }

  private static List<String> steps(
      Capability capability, JobView view, Policy policy, Until until) {
    PlanRequest.Entry entry =
        new PlanRequest.Entry("orders", "gz", "j1", policy, new Rounds(5, null), until, null);
    return new PlanSteps(CALLS, capability, List.of()).of(entry, view, Instant.EPOCH);
  }
}
