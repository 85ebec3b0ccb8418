package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands, as the {@code status} query answers it.
 *
 * @param waiting set exactly when a person is needed
 * @param report the last precheck report that was decided on
 * @param cutovers every cutover that was asked for, in order
 * @param view the last reading of the job
 */
public record MigrationStatus(
    MigrationRequest request,
    MigrationPhase phase,
    Instant startedAt,
    Instant phaseSince,
    int round,
    @Nullable Waiting waiting,
    @Nullable PrecheckReport report,
    @Nullable JobView view,
    List<RoundRecord> rounds,
    List<ShieldRecord> shields,
    List<Receipt> effects,
    List<CutoverRecord> cutovers) {
  public MigrationStatus {
    rounds = rounds == null ? List.of() : List.copyOf(rounds);
    shields = shields == null ? List.of() : List.copyOf(shields);
    effects = effects == null ? List.of() : List.copyOf(effects);
    cutovers = cutovers == null ? List.of() : List.copyOf(cutovers);
  }
}
