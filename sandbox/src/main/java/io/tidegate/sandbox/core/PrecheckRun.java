package io.tidegate.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job's precheck.
 *
 * @param number counted from 1 within the job
 * @param id new for each run
 * @param rests whether a pass leaves the job at rest, to be started; else it runs on
 * @param shields with which the run was decided; until then, what it passes over by itself
 * @param heldUntil the run does not end before, though every item may be known
 * @param network null until the ways to both servers were tried
 */
public record PrecheckRun(
    int number,
    String id,
    State state,
    boolean rests,
    Instant bootTime,
    @Nullable Instant heldUntil,
    @Nullable Instant finishTime,
    Set<String> shields,
    List<Item> items,
    @Nullable Network network) {

  /** How a run stands as a whole. */
  public enum State {
    RUNNING,
    PASSED,
    FAILED
  }

  /**
   * One question of the run.
   *
   * @param result null until it is answered
   */
  public record Item(
      String id, String code, @Nullable Instant finishTime, @Nullable CheckResult result) {

    public boolean failed() {
      return result != null && result.verdict() == CheckResult.Verdict.FAILED;
    }
  }

  /** The ways to both servers, tried before anything was asked. */
  public record Network(
      Instant bootTime, Instant finishTime, NetworkTrial source, NetworkTrial target) {}

  public PrecheckRun {
    shields = Set.copyOf(shields);
    items = List.copyOf(items);
  }

  /** How many items are answered. */
  public int answered() {
    return (int) items.stream().filter(item -> item.result() != null).count();
  }

  public Optional<Item> item(String code) {
    return items.stream().filter(item -> item.code().equals(code)).findFirst();
  }

  /** The failed items that no shield passes over. */
  public List<Item> blocking(Set<String> passedOver) {
    return items.stream()
        .filter(item -> item.failed() && !passedOver.contains(item.code()))
        .toList();
  }

  PrecheckRun with(CheckResult result, Instant now) {
    List<Item> next = new ArrayList<>();
    for (Item item : items) {
      next.add(
          item.code().equals(result.code()) ? new Item(item.id(), item.code(), now, result) : item);
    }
    return new PrecheckRun(
        number, id, state, rests, bootTime, heldUntil, finishTime, shields, next, network);
  }

  PrecheckRun with(Network tried) {
    return new PrecheckRun(
        number, id, state, rests, bootTime, heldUntil, finishTime, shields, items, tried);
  }

  PrecheckRun ended(State end, Set<String> decidedWith, Instant now) {
    return new PrecheckRun(
        number, id, end, rests, bootTime, heldUntil, now, decidedWith, items, network);
  }

  PrecheckRun released() {
    return new PrecheckRun(
        number, id, state, rests, bootTime, null, finishTime, shields, items, network);
  }

  PrecheckRun unanswered() {
    List<Item> blank =
        items.stream().map(item -> new Item(item.id(), item.code(), null, null)).toList();
    return new PrecheckRun(
        number, id, state, rests, bootTime, heldUntil, null, shields, blank, null);
  }
}
