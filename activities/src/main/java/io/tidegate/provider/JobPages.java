package io.tidegate.provider;

import io.tidegate.workflow.contract.AccountJobs.Listed;
import io.tidegate.workflow.contract.JobState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Reads a list of jobs page after page. */
public final class JobPages {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_TEXT = 200;

  /**
   * One page.
   *
   * @param total how many jobs the service says that the whole list has; negative where it does not
   *     say
   */
  public record Page(List<Listed> jobs, long total) {}

  /** A job as the service lists it, made safe to keep. */
  public static Listed listed(String job, String name, JobState state, String status) {
    return new Listed(
        Texts.line(job, LONGEST_ID),
        Texts.line(name, LONGEST_TEXT),
        state,
        Texts.line(status, LONGEST_TEXT));
  }

  /**
   * The jobs of all pages, each once; not many more than {@code most}.
   *
   * @param page by its number, from 1; one without jobs is the last, for a service may give less
   *     than was asked for
   */
  public static List<Listed> read(int most, IntFunction<Page> page) {
    Map<String, Listed> found = new LinkedHashMap<>();
    long total = Long.MAX_VALUE;
    // A job that moved to a later page meanwhile is seen twice.
    for (int number = 1; found.size() <= most && found.size() < total; number++) {
      Page read = page.apply(number);
      int before = found.size();
      read.jobs().forEach(job -> found.put(job.job(), job));
      if (found.size() == before) {
        break;
      }
      total = read.total() < 0 ? total : read.total();
    }
    return List.copyOf(found.values());
  }

  private JobPages() {}
}
