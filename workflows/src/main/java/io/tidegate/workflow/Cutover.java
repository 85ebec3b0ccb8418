package io.tidegate.workflow;

import io.tidegate.workflow.contract.CutoverCommand;
import io.tidegate.workflow.contract.CutoverRecord;
import io.tidegate.workflow.contract.CutoverRecord.State;
import io.tidegate.workflow.contract.OperatorCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cutovers that were asked for: at most one of them waits, and one that was sent is the last.
 */
final class Cutover {
  private final List<CutoverRecord> records = new ArrayList<>();

  /** Whether the last was seen to take: sent and accepted, or shown by a read. */
  private boolean taken;

  void ask(CutoverCommand order) {
    records.add(new CutoverRecord(order, Logbook.now(), State.WAITING, null, ""));
  }

  void revoke(OperatorCommand command) {
    change(
        State.REVOKED,
        "revoked by "
            + command.by()
            + (command.reason().isEmpty() ? "" : " (" + command.reason() + ")"));
  }

  /** From here on nobody can take it back. */
  void sending(String why) {
    change(State.SENT, why);
  }

  /** Nothing came of the send, and of none before: it waits again, and can be taken back. */
  void notSent() {
    change(State.WAITING, "its send was refused, and it waits again");
  }

  void taken() {
    taken = true;
  }

  private void change(State state, String why) {
    CutoverRecord last = records.remove(records.size() - 1);
    Instant changedAt = state == State.WAITING ? null : Logbook.now();
    records.add(new CutoverRecord(last.order(), last.askedAt(), state, changedAt, why));
  }

  /** The one that is to be sent, or sent again because nobody knows whether it was. */
  Optional<CutoverCommand> open() {
    return taken ? Optional.empty() : last(State.WAITING).or(() -> last(State.SENT));
  }

  boolean isWaiting() {
    return last(State.WAITING).isPresent();
  }

  boolean isOpen() {
    return open().isPresent();
  }

  /** The one that was sent, or may have been. */
  Optional<CutoverCommand> sent() {
    return last(State.SENT);
  }

  private Optional<CutoverCommand> last(State state) {
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(records.get(records.size() - 1))
            .filter(r -> r.state() == state)
            .map(CutoverRecord::order);
  }

  List<CutoverRecord> records() {
    return List.copyOf(records);
  }

  /** Why an order makes no sense, whatever the job does; null where it does. */
  static @Nullable String problem(CutoverCommand order, Instant now) {
    Instant frozenAt = order.frozenAt();
    if (order.acceptLoss()) {
      return order.reason().isBlank() ? "to accept a loss wants a reason" : null;
    }
    if (frozenAt == null) {
      return "a cutover wants to know since when nobody writes to the source";
    }
    return frozenAt.isAfter(now) ? "writes are said to stop only at " + frozenAt : null;
  }
}
