package io.tidegate.activity;

import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Provider;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a job and its precheck as one, also where the provider does not tell of the job which run
 * was its last, and the reference does.
 */
final class Readings {

  static PrecheckReport report(Provider provider, JobRef job) {
    String run = job.run();
    return run != null && provider instanceof DefinedProvider defined
        ? defined.report(job.job(), run)
        : provider.report(job.job());
  }

  static ChecksPage page(Provider provider, JobRef job, ChecksPart part, int page, int size) {
    String run = job.run();
    return run != null && part == ChecksPart.PRECHECK && provider instanceof DefinedProvider defined
        ? defined.reportPage(job.job(), run, page, size)
        : provider.reportPage(job.job(), part, page, size);
  }

  /**
   * The job as its precheck leaves it.
   *
   * @param alone as the provider tells of it
   */
  static JobView view(Provider provider, JobRef job, JobView alone, PrecheckReport report) {
    return isSpokenFor(provider, job)
        ? alone.in(DefinedProvider.checked(alone.state(), report))
        : alone;
  }

  static Baseline baseline(Provider provider, JobRef job) {
    Baseline alone = provider.baseline(job.job());
    if (!isSpokenFor(provider, job) || !DefinedProvider.rests(alone.state())) {
      return alone;
    }
    PrecheckReport report = report(provider, job);
    return new Baseline(
        DefinedProvider.checked(alone.state(), report),
        alone.status(),
        report.runId(),
        report.bootTime(),
        alone.takenAt());
  }

  /**
   * The job for somebody who waits for another to change it. While it rests, its run decides, which
   * nobody changes; so it is as it was seen while the provider's own word for it is the same.
   *
   * @param alone as the provider tells of it
   */
  static JobView asSeen(Provider provider, @Nullable JobView seen, JobView alone) {
    return provider instanceof DefinedProvider
            && seen != null
            && DefinedProvider.rests(alone.state())
            && seen.status().equals(alone.status())
        ? alone.in(seen.state())
        : alone;
  }

  private static boolean isSpokenFor(Provider provider, JobRef job) {
    return job.run() != null && provider instanceof DefinedProvider;
  }

  private Readings() {}
}
