package io.tidegate.activity;

import io.tidegate.provider.Provider.StepNames;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy.Warnings;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.policy.PolicyProblems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a start would do, in words, with the provider's calls by name. */
record PlanSteps(StepNames calls, Capability capability, List<String> neverItems) {

  List<String> of(PlanRequest.Entry entry, JobView view, Instant now) {
    List<String> steps = new ArrayList<>();
    firstStep(view).ifPresent(steps::add);
    if (mayBeChecked(view)) {
      steps.add(allowed(entry, now));
      if (capability.extras().hidesWarnings() && entry.policy().warnings() != Warnings.ACCEPT) {
        steps.add("the check shows no warnings: there will be none to ask about");
      }
      steps.add(
          "%s after each %s: at most %d rounds without a person"
              .formatted(
                  calls.recheck().equals(calls.submit())
                      ? calls.submit() + " again"
                      : calls.recheck(),
                  isShieldedByCall() ? "shield or fix" : "fix",
                  entry.rounds().max()));
      if (!capability.startFollowsCheck()) {
        steps.add("%s: sets the checked job moving".formatted(calls.start()));
      }
    }
    steps.add(end(entry, view));
    for (int i = 0; i < steps.size(); i++) {
      steps.set(i, (i + 1) + ". " + steps.get(i));
    }
    return steps;
  }

  private boolean isShieldedByCall() {
    return switch (capability.shieldReach()) {
      case NONE, BY_HAND -> false;
      case FINDING, STEP, ITEM_ON_TASK, ITEM_ON_INSTANCE -> true;
    };
  }

  private String end(PlanRequest.Entry entry, JobView view) {
    boolean ends = view.state() == JobState.COMPLETING || view.state() == JobState.FINISHED;
    if (ends || view.stage(Stage.INCREMENTAL_SYNC).isEmpty()) {
      return "watch until every configured stage has finished";
    }
    String near = "the target is at most %s behind".formatted(entry.maxLag());
    String cutover =
        switch (capability.cutover()) {
          case NONE -> "somebody ends the job at the provider";
          case COMPLETE -> "a cutover is asked for: %s, once %s".formatted(calls.complete(), near);
          case STOP ->
              "a cutover is asked for: %s, which stops the job, once %s"
                  .formatted(calls.complete(), near);
        };
    return switch (entry.until()) {
      case CAUGHT_UP -> "watch until " + near + "; the job goes on";
      case CUT_OVER -> "watch until " + cutover;
      case FINISHED -> "watch: a job with incremental sync does not end before " + cutover;
    };
  }

  private Optional<String> firstStep(JobView view) {
    String follows =
        capability.startFollowsCheck()
            ? ", and the migration follows by itself when it passes"
            : "";
    return switch (view.state()) {
      case NOT_STARTED, CHECK_PASSED ->
          Optional.of("%s: runs the precheck%s".formatted(calls.submit(), follows));
      case CHECKING -> Optional.of("wait for the precheck that runs already" + follows);
      case CHECK_FAILED -> Optional.of("hold the failed precheck that is there against the rules");
      case MOVING -> Optional.of("adopt the job as it is: it moves already");
      case COMPLETING -> Optional.of("adopt the job as it is: somebody has it completed");
      case FINISHED -> Optional.of("nothing to start: the job has ended");
      case FAILED -> Optional.of("ask a person: the job has failed while it moved; " + retry(view));
      case PAUSED -> Optional.of("ask a person: the job is paused, and a start would resume it");
      case NOT_CONFIGURED, HELD, UNKNOWN -> Optional.empty();
    };
  }

  private String retry(JobView view) {
    Capability.Extras extras = capability.extras();
    if (extras.failedIsChecked()) {
      return "a retry has it checked again";
    } else if (extras.resume().takes(view.status())) {
      return "a retry sends %s, without another check".formatted(extras.resume().call());
    }
    return "no call goes on with it in status %s".formatted(view.status())
        + (extras.modify().isEmpty()
            ? ""
            : ", and one that is changed (%s) is checked again".formatted(extras.modify()));
  }

  private boolean mayBeChecked(JobView view) {
    return switch (view.state()) {
      case NOT_STARTED, CHECK_PASSED, CHECKING, CHECK_FAILED -> true;
      case FAILED ->
          capability.extras().failedIsChecked() || !capability.extras().modify().isEmpty();
      case MOVING, COMPLETING, FINISHED, PAUSED, NOT_CONFIGURED, HELD, UNKNOWN -> false;
    };
  }

  private String allowed(PlanRequest.Entry entry, Instant now) {
    if (capability.shieldReach() == ShieldReach.NONE) {
      String modify = capability.extras().modify();
      return "nothing can be shielded: every failed item waits for a fix"
          + (modify.isEmpty() ? "" : ", or for 'tidegate modify' (" + modify + ")");
    }
    String items =
        entry.policy().rules().stream()
            .filter(r -> r.decision() == Rule.Decision.ALLOW && applies(r, entry.name(), now))
            .map(r -> "%s (allowed by %s)".formatted(r.item(), r.origin()))
            .collect(Collectors.joining(", "));
    if (capability.shieldReach() == ShieldReach.BY_HAND) {
      return items.isEmpty()
          ? "every failed item waits for a fix: no call shields one, and no rule allows it"
          : "no call shields an item; where an operator of the service has skipped them, these pass: "
              + items;
    }
    return items.isEmpty()
        ? "no rule allows a shield: every failed item waits for a fix"
        : "%s for, if they fail: %s; a shield of one passes over %s"
            .formatted(calls.shield(), items, PolicyProblems.reach(capability.shieldReach()));
  }

  private boolean applies(Rule rule, String migration, Instant now) {
    return !neverItems.contains(rule.item())
        && (rule.migrations().isEmpty() || rule.migrations().contains(migration))
        && (rule.expires() == null || now.isBefore(rule.expires()));
  }

  /** Why a start would get nowhere, as the job stands. */
  static Optional<String> problem(JobView view) {
    return switch (view.state()) {
      case NOT_CONFIGURED ->
          Optional.of(
              "the job is not configured (status %s): configure it at the provider first"
                  .formatted(view.status()));
      case HELD ->
          Optional.of(
              "the provider holds the job (status %s): start when it has let go"
                  .formatted(view.status()));
      case UNKNOWN ->
          Optional.of(
              "the provider reports the status '%s', which we do not know"
                  .formatted(view.status()));
      case NOT_STARTED,
          CHECKING,
          CHECK_FAILED,
          CHECK_PASSED,
          MOVING,
          COMPLETING,
          PAUSED,
          FAILED,
          FINISHED ->
          Optional.empty();
    };
  }
}
