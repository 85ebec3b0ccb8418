package io.tidegate.activity;

import io.temporal.failure.ApplicationFailure;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Receipt.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule that effects happen once, for all of them: look, send at most once per attempt, confirm.
 *
 * <p>Only a first attempt knows that nobody sent before it. Any other reads for a quiet window, in
 * which an effect of the attempt before must show, and sends only if nothing changed all that time.
 * The window begins with this attempt and is longer by one send, because the attempt before may
 * have been given up while its send was still within its deadline.
 */
final class Effects {
  /** Ends well before an attempt that stopped to heartbeat is given up. */
  static final Duration SEND = Duration.ofSeconds(8);

  /**
   * Attempts that ran, after which a service that never takes it is a person's affair: about twenty
   * minutes of them at the longest interval between retries.
   */
  static final int MAX_ATTEMPTS = 40;

  /** How long a refusal as "wrong state" is looked into: the state may be the one we want. */
  private static final Duration CONFLICT = Duration.ofSeconds(20);

  private static final Duration CONFIRM = Duration.ofSeconds(3);
  private static final Duration BETWEEN_READS = Duration.ofMillis(1_500);
  private static final Logger log = LoggerFactory.getLogger(Effects.class);

  private final Clock clock;
  private final CallBudget.Pause pause;

  Effects(Clock clock, CallBudget.Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * @param quietWindow how long reads may still show the time before an effect
   * @throws io.temporal.failure.ApplicationFailure of a {@link FailureType}
   */
  Receipt perform(Effect effect, Attempt attempt, Duration quietWindow) {
    try {
      return lookThenSend(effect, attempt, quietWindow);
    } catch (ApplicationFailure e) {
      boolean unavailable = FailureType.PROVIDER_UNAVAILABLE.name().equals(e.getType());
      throw unavailable && attempt.number() >= MAX_ATTEMPTS ? Failures.lasting(e, attempt) : e;
    }
  }

  private Receipt lookThenSend(Effect effect, Attempt attempt, Duration quietWindow) {
    Instant began = clock.instant();
    boolean first = attempt.number() <= 1;
    Instant quietUntil = began.plus(quietWindow).plus(SEND);
    while (true) {
      Effect.Look look = read(effect, attempt);
      boolean quiet = !clock.instant().isBefore(quietUntil);
      if (look instanceof Effect.Look.Done done) {
        return receipt(effect, Outcome.ADOPTED, done.proof(), attempt);
      } else if (look instanceof Effect.Look.Repeatable) {
        return send(effect, attempt, first);
      } else if (look instanceof Effect.Look.Refused refused) {
        throw Failures.of(refused.type(), refused.why(), first);
      } else if (look instanceof Effect.Look.Doubtful doubtful) {
        if (quiet) {
          throw Failures.of(doubtful.type(), doubtful.why(), first);
        }
        attempt.heartbeat(doubtful.why() + "; reading again");
      } else if (look instanceof Effect.Look.Unchanged unchanged) {
        if (quiet || first) {
          return send(effect, attempt, true);
        }
        attempt.heartbeat(
            "%s: attempt %d; %s; an attempt before may have sent it, reading until %s"
                .formatted(effect.name(), attempt.number(), unchanged.seen(), quietUntil));
      }
      sleep(BETWEEN_READS);
    }
  }

  private static Effect.Look read(Effect effect, Attempt attempt) {
    // A long report, or a used-up budget of calls, outlasts the time an attempt may be silent.
    try {
      return alive(attempt, effect.name() + ": reading", effect::look);
    } catch (ProviderException e) {
      throw Failures.from(e, attempt.number() <= 1);
    }
  }

  /**
   * @param alone whether no attempt before can have sent it
   */
  private Receipt send(Effect effect, Attempt attempt, boolean alone) {
    // Counted from before the heartbeat: a process that is held up in between sends nothing late.
    Deadline deadline = Deadline.in(SEND);
    // Throws when this attempt was given up or cancelled: then nothing may leave any more.
    attempt.sending("sending " + effect.name());
    String proof;
    try {
      proof = effect.send(deadline);
    } catch (ProviderException e) {
      return afterTrouble(effect, attempt, e, alone);
    }
    log.info("{} was accepted: {}", effect.name(), proof);
    return receipt(effect, Outcome.SENT, proof + confirmation(effect, attempt), attempt);
  }

  private Receipt afterTrouble(Effect effect, Attempt attempt, ProviderException e, boolean alone) {
    if (e.effect() == ProviderException.Effect.UNCLEAR) {
      log.warn("{} may or may not have taken effect: {}", effect.name(), e.getMessage());
      throw Failures.unclear(e);
    }
    if (e.kind() == ProviderException.Kind.CONFLICT) {
      String doing = effect.name() + " was refused; reading whether it is so already";
      Optional<String> proof = alive(attempt, doing, () -> awaitDone(effect, CONFLICT));
      if (proof.isPresent()) {
        return receipt(effect, Outcome.ADOPTED, proof.get(), attempt);
      }
    }
    throw Failures.from(e, alone && effect.isWhole());
  }

  /** The provider has accepted it, so that a read which shows it is welcome, not needed. */
  private String confirmation(Effect effect, Attempt attempt) {
    if (!effect.run().isEmpty()) {
      // The reply has named what no read of the job would show.
      return "";
    }
    try {
      String doing = effect.name() + " was accepted; reading";
      return alive(attempt, doing, () -> awaitDone(effect, CONFIRM))
          .map(p -> "; then read: " + p)
          .orElse("");
    } catch (ProviderException e) {
      return "";
    }
  }

  private Optional<String> awaitDone(Effect effect, Duration patience) {
    Instant until = clock.instant().plus(patience);
    while (true) {
      if (effect.look() instanceof Effect.Look.Done done) {
        return Optional.of(done.proof());
      }
      if (!clock.instant().isBefore(until)) {
        return Optional.empty();
      }
      sleep(BETWEEN_READS);
    }
  }

  private static <T> T alive(Attempt attempt, String doing, Supplier<T> work) {
    Attempt.Alive alive = attempt.keepAlive(doing);
    try {
      return work.get();
    } finally {
      alive.close();
    }
  }

  private Receipt receipt(Effect effect, Outcome outcome, String proof, Attempt attempt) {
    return new Receipt(
        effect.name(),
        outcome,
        proof,
        effect.items(),
        attempt.number(),
        clock.instant(),
        effect.run());
  }

  private void sleep(Duration time) {
    try {
      pause.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(FailureType.PROVIDER_UNAVAILABLE, "the worker is stopping");
    }
  }
}
