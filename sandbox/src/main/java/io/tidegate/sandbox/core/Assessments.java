package io.tidegate.sandbox.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What an assessment is said to have found of a job. No service publishes a question of one, so
 * that none is asked: what there is was planted, to try what comes of it, and is forgotten when the
 * process ends. It neither fails a precheck nor holds a job.
 */
public final class Assessments {
  /** More are no trial of anything. */
  public static final int MOST = 100;

  private final Map<String, List<Item>> planted = new ConcurrentHashMap<>();

  /** What was found of one item. */
  public record Item(String code, CheckResult.Verdict verdict, String error, String repair) {
    public boolean failed() {
      return verdict == CheckResult.Verdict.FAILED;
    }
  }

  /**
   * @return false where the job has as many as it can have
   */
  public boolean plant(String job, Item item) {
    List<Item> now =
        planted.merge(
            job,
            List.of(item),
            (before, one) ->
                before.size() < MOST
                    ? Stream.concat(before.stream(), one.stream()).toList()
                    : before);
    return now.contains(item);
  }

  public void clear(String job) {
    planted.remove(job);
  }

  public List<Item> of(String job) {
    return planted.getOrDefault(job, List.of());
  }
}
