package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a migration came to: the report, complete enough for an audit.
 *
 * @param outcome one of the ends, or the present phase while it still runs
 * @param reason why it ended so, in words; empty where every stage finished
 * @param secondsInPhase how long it spent in each phase, whole seconds
 * @param effects everything that reached the provider or was refused, in order
 * @param cutovers every cutover that was asked for, in order
 * @param answers everything else that people told it to do, in order
 */
public record MigrationResult(
    MigrationRequest request,
    MigrationPhase outcome,
    String reason,
    Instant startedAt,
    @Nullable Instant endedAt,
    List<RoundRecord> rounds,
    List<ShieldRecord> shields,
    List<Receipt> effects,
    Map<String, Long> secondsInPhase,
    @Nullable JobView lastView,
    List<CutoverRecord> cutovers,
    List<AnswerRecord> answers) {
  public MigrationResult {
    rounds = rounds == null ? List.of() : List.copyOf(rounds);
    shields = shields == null ? List.of() : List.copyOf(shields);
    effects = effects == null ? List.of() : List.copyOf(effects);
    cutovers = cutovers == null ? List.of() : List.copyOf(cutovers);
    answers = answers == null ? List.of() : List.copyOf(answers);
    secondsInPhase = secondsInPhase == null ? Map.of() : Map.copyOf(secondsInPhase);
  }
}
