package io.tidegate.cli.temporal;

import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes requests of a file's entries, and compares what two ask for. */
public final class Requests {

  /** What an entry asks for, of the job as the provider identifies it. */
  public static MigrationRequest of(PlanRequest.Entry entry, JobRef job, String requestedBy) {
    return new MigrationRequest(
        entry.name(), job, entry.policy(), entry.rounds(), entry.until(), requestedBy);
  }

  /** In what the two differ, as a few words; empty when both ask for the same. */
  static Optional<String> difference(MigrationRequest running, MigrationRequest wanted) {
    MigrationRequest a = withoutPlaces(running);
    MigrationRequest b = withoutPlaces(wanted);
    if (a.asksTheSameAs(b)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    if (!a.name().equals(b.name())) {
      parts.add("its name is " + a.name());
    }
    if (a.policy().warnings() != b.policy().warnings()) {
      parts.add("its policy.warnings is " + a.policy().warnings());
    }
    if (!a.policy().rules().equals(b.policy().rules())) {
      parts.add("its rules are others: " + rules(a));
    }
    if (!a.rounds().equals(b.rounds())) {
      parts.add(
          "its rounds are " + a.rounds().max() + ", give-up-after " + a.rounds().giveUpAfter());
    }
    if (a.until() != b.until()) {
      parts.add("its until is " + a.until());
    }
    return Optional.of(String.join(", ", parts));
  }

  private static String rules(MigrationRequest request) {
    return request.policy().rules().isEmpty()
        ? "none"
        : String.join(
            ", ",
            request.policy().rules().stream().map(r -> r.decision() + " " + r.item()).toList());
  }

  // A rule that moved to another line of its file is still the same rule.
  private static MigrationRequest withoutPlaces(MigrationRequest request) {
    return new MigrationRequest(
        request.name(),
        request.job(),
        new Policy(
            request.policy().warnings(),
            request.policy().rules().stream().map(Requests::withoutPlace).toList()),
        request.rounds(),
        request.until(),
        "");
  }

  private static Rule withoutPlace(Rule rule) {
    return new Rule(
        rule.item(),
        rule.decision(),
        rule.reason(),
        rule.expires(),
        rule.approvers(),
        rule.migrations(),
        rule.objects(),
        rule.endpoint(),
        "");
  }

  private Requests() {}
}
