package io.tidegate.sandbox.fault;

import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with one call, in whatever dialect; mostly nothing.
 *
 * @param armed the fault that met the call; empty for none
 */
public record Misbehaviour(Optional<ArmedFault> armed) {
  private static final Duration STANDARD_DELAY = Duration.ofSeconds(5);

  public Optional<Fault> fault() {
    return armed.map(ArmedFault::fault);
  }

  public boolean is(Fault wanted) {
    return fault().filter(wanted::equals).isPresent();
  }

  /** What a status read may see. */
  public Sight sight() {
    return is(Fault.STALE_STATUS) ? Sight.STALE : Sight.READ;
  }

  /** Until when the precheck that this call begins must not end; empty for no such order. */
  public Optional<Instant> precheckHeldUntil(InstantSource clock) {
    return armed
        .filter(found -> found.fault() == Fault.ENDLESS_CHECK)
        .map(
            found -> {
              Duration duration = found.duration();
              return duration == null ? JobService.NEVER : clock.instant().plus(duration);
            });
  }

  /** Whether a list is another one for each page of it, and a page holds one entry. */
  public boolean pagesChange() {
    return is(Fault.CHANGING_PAGE);
  }

  /**
   * The list as a page sees it when pages change: one step further on for each page. What was on
   * the page before comes again, and what should follow is on the page before.
   *
   * @param page counted from 0
   */
  public <T> List<T> moved(List<T> all, int page) {
    List<T> moved = new ArrayList<>(all);
    Collections.rotate(moved, page);
    return moved;
  }

  /** What becomes of an answer, after the work. */
  public Answer spoilt(Answer answer) {
    if (armed.isEmpty()) {
      return answer;
    }
    return switch (armed.get().fault()) {
      case RESET_BEFORE, DROP_AFTER -> Answer.none();
      case HALF_BODY -> answer.delivered(Answer.Delivery.HALF);
      case NOT_JSON ->
          Answer.of(200, "text/html", "<html><body><h1>Upstream is gone</h1></body></html>");
      case LATE -> {
        Duration delay = armed.get().duration();
        yield answer.after(delay == null ? STANDARD_DELAY : delay);
      }
      case THROTTLE,
          ERROR_500,
          SOFT_FAILURE,
          EXPIRED_TOKEN,
          CLOCK_SKEW,
          STALE_STATUS,
          UNKNOWN_STATUS,
          CHANGING_PAGE,
          ENDLESS_CHECK ->
          answer;
    };
  }
}
