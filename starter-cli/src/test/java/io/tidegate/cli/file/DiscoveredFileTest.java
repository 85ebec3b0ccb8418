package io.tidegate.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PlanRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever people call their jobs, the file is one that can be read. */
class DiscoveredFileTest {
  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00.123Z");

  @Property(tries = 300)
  void everyJobIsInTheFileOnceWhateverItIsCalled(
      @ForAll @Size(max = 12) List<String> names, @ForAll String status) {
    List<AccountJobs.Listed> jobs = new ArrayList<>();
    for (String name : names) {
      jobs.add(new AccountJobs.Listed("dts-" + jobs.size(), name, JobState.CHECK_FAILED, status));
    }
    jobs.add(new AccountJobs.Listed("dts-last", "null", JobState.MOVING, status));

    MigrationFile read = read(jobs);

    assertThat(read.migrations())
        .extracting(PlanRequest.Entry::job)
        .containsExactlyElementsOf(jobs.stream().map(AccountJobs.Listed::job).toList());
    assertThat(read.migrations()).extracting(PlanRequest.Entry::account).containsOnly("shop");
  }

  @Example
  void twoOfOneNameAreToldApartAndWhatHasEndedIsLeftOut() {
    String longest = "a".repeat(70);

    MigrationFile read =
        read(
            List.of(
                job("j1", "orders", JobState.NOT_STARTED),
                job("j2", "orders", JobState.MOVING),
                job("j3", "", JobState.PAUSED),
                job("j4", longest, JobState.UNKNOWN),
                job("j5", longest, JobState.FAILED),
                job("j 6", "id with a blank", JobState.NOT_STARTED),
                job("j7", "over", JobState.FINISHED)));

    assertThat(read.migrations())
        .extracting(PlanRequest.Entry::name)
        .containsExactly("orders", "orders-2", "j3", "a".repeat(63), "a".repeat(61) + "-2");
  }

  @Example
  void anAccountWithoutJobsSaysSo() {
    assertThat(DiscoveredFile.lines(found(List.of(), false), NOW))
        .containsExactly(
            "# What account shop has at tencent (tencent-2021, ap-guangzhou), as listed at"
                + " 2026-11-30T08:00:00Z.",
            "# Keep what is to be migrated. Nothing is passed over until a rule allows it.",
            "account: shop",
            "# No job is left to be migrated.");
    assertThat(DiscoveredFile.lines(found(List.of(), true), NOW).get(1))
        .isEqualTo("# There are more jobs than the 0 that were read; add them.");
  }

  private static MigrationFile read(List<AccountJobs.Listed> jobs) {
    return MigrationFileReader.parse(
        "found.yaml", String.join("\n", DiscoveredFile.lines(found(jobs, false), NOW)));
  }

  private static AccountJobs found(List<AccountJobs.Listed> jobs, boolean more) {
    return new AccountJobs("shop", "tencent", "tencent-2021", "ap-guangzhou", jobs, more, "");
  }

  private static AccountJobs.Listed job(String id, String name, JobState state) {
    return new AccountJobs.Listed(id, name, state, "as it is");
  }
}
