package io.tidegate.activity;

import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an account's jobs were last seen doing. A thousand migrations that ask at the same moment
 * cost the calls of one sweep: whoever asks first sweeps for everybody.
 */
final class StatusBoard {
  /** How old an answer may be that nobody has to wait for. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** A sweep covers what was asked for within this time: longer than any pause between polls. */
  private static final Duration ASKED_RECENTLY = Duration.ofMinutes(2);

  private final Provider provider;
  private final Clock clock;
  private final Map<String, Instant> askedAt = new HashMap<>();
  private final Map<String, Seen> latest = new HashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable Sweep running;

  /**
   * @param began when the read behind it began
   */
  private record Seen(JobView view, Instant began) {
    boolean answers(Instant notBefore) {
      return !began.isBefore(notBefore);
    }
  }

  /** One read of many jobs, which several may wait for. */
  private record Sweep(
      Set<String> jobs, Instant began, CompletableFuture<Map<String, JobView>> views) {
    boolean answers(String job, Instant notBefore) {
      return jobs.contains(job) && !began.isBefore(notBefore);
    }
  }

  StatusBoard(Provider provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * The job as the provider showed it at, or after, a moment.
   *
   * @param notBefore an answer from before is of no use to the caller
   */
  JobView view(String job, Instant notBefore) {
    while (true) {
      Sweep sweep;
      boolean ours = false;
      synchronized (this) {
        Instant now = clock.instant();
        askedAt.put(job, now);
        Seen known = latest.get(job);
        if (known != null && known.answers(notBefore) && !known.began().plus(FRESH).isBefore(now)) {
          return known.view();
        }
        sweep = running;
        if (sweep == null) {
          sweep = begin(now);
          ours = true;
        }
      }
      Map<String, JobView> views = ours ? run(sweep) : await(sweep);
      if (sweep.answers(job, notBefore)) {
        JobView listed = views.get(job);
        return listed == null ? readAlone(job) : listed;
      }
      if (ours) {
        // Our clock went back, or the caller asks for the future: no sweep can answer that.
        return readAlone(job);
      }
    }
  }

  private Sweep begin(Instant now) {
    askedAt.values().removeIf(at -> at.plus(ASKED_RECENTLY).isBefore(now));
    latest.keySet().retainAll(askedAt.keySet());
    Sweep sweep = new Sweep(Set.copyOf(askedAt.keySet()), now, new CompletableFuture<>());
    running = sweep;
    return sweep;
  }

  private Map<String, JobView> run(Sweep sweep) {
    try {
      Map<String, JobView> views = provider.listViews(sweep.jobs());
      synchronized (this) {
        views.forEach((job, view) -> latest.put(job, new Seen(view, sweep.began())));
        running = null;
      }
      sweep.views().complete(views);
      return views;
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        running = null;
      }
      sweep.views().completeExceptionally(e);
      throw e;
    }
  }

  /** How many wait for a sweep that somebody else began. */
  int waiting() {
    return waiting.get();
  }

  private Map<String, JobView> await(Sweep sweep) {
    waiting.incrementAndGet();
    try {
      return sweep.views().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ProviderException trouble) {
        throw trouble;
      }
      throw e;
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** A job that the list does not show: others may be reading theirs meanwhile. */
  private JobView readAlone(String job) {
    Instant began = clock.instant();
    JobView view = provider.view(job);
    synchronized (this) {
      latest.put(job, new Seen(view, began));
    }
    return view;
  }
}
