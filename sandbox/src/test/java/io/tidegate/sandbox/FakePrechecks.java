package io.tidegate.sandbox;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.Prechecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prechecks without databases: each code passes, unless a test said what it finds. */
public final class FakePrechecks implements Prechecks {
  public static final List<String> CODES =
      List.of(
          "CHECK_CONN_SRC", "CHECK_CONN_DEST", "CHECK_SERVER_ID", "CHECK_SRC", "CHECK_SAME_OBJ");

  /** What synchronisations on Alibaba's API are asked. */
  public static final List<String> SYNC_CODES =
      Stream.concat(CODES.stream(), Stream.of("CHECK_SAME_USER", "CHECK_TOPOLOGY")).toList();

  /** What jobs are asked step by step. */
  public static final List<String> STEPS =
      List.of(
          "ConnectDBCheck",
          "VersionCheck",
          "DstEmptyCheck",
          "ConstraintCheck",
          "WarningParamCheck",
          "OptimizeCheck");

  /** What jobs are asked side by side. */
  public static final List<String> SIDES =
      List.of(
          "SOURCE/RDB_CONNECT",
          "SOURCE/RDB_SCHEMA_EXIST",
          "SOURCE/DB_FOREIGN_REFERENCE",
          "DEST/RDB_CONNECT",
          "DEST/DB_TIMEZONE",
          "DEST/SYNC_SCHEMA_CONSISTENCY");

  public final AtomicInteger runs = new AtomicInteger();

  /** What was asked about, in the order of the runs. */
  public final List<JobSpec> asked = new CopyOnWriteArrayList<>();

  /** What the latest run was told of other jobs. */
  public volatile List<Neighbour> neighbours = List.of();

  private final Map<String, CheckResult> findings = new ConcurrentHashMap<>();
  private final Set<Integer> unreachable = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CountDownLatch gate;

  /** From now on the item fails. */
  public void fail(String code, boolean skippable, String... objects) {
    find(code, Verdict.FAILED, skippable, objects);
  }

  public void find(String code, Verdict verdict, boolean skippable, String... objects) {
    findings.put(
        code,
        new CheckResult(
            code,
            verdict,
            code + " is wrong",
            code + " in detail",
            "repair " + code,
            skippable,
            List.of(objects)));
  }

  /** From now on the item's result is this. */
  public void find(CheckResult result) {
    findings.put(result.code(), result);
  }

  public void pass(String code) {
    findings.remove(code);
  }

  /** Runs that begin from now on do not end before {@link #open}. */
  public void close() {
    gate = new CountDownLatch(1);
  }

  public void open() {
    CountDownLatch latch = gate;
    gate = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  @Override
  public List<String> codes(CheckSet set, JobSpec spec) {
    return switch (set) {
      case ALIBABA -> CODES;
      case ALIBABA_SYNC -> SYNC_CODES;
      case TENCENT_MIGRATION, TENCENT_SYNC -> STEPS;
      case OMS -> SIDES;
    };
  }

  @Override
  public List<CheckResult> run(
      CheckSet set, JobSpec spec, List<Neighbour> beside, Consumer<CheckResult> onResult)
      throws InterruptedException {
    asked.add(spec);
    runs.incrementAndGet();
    neighbours = beside;
    CountDownLatch latch = gate;
    if (latch != null) {
      latch.await();
    }
    List<CheckResult> results = new ArrayList<>();
    for (String code : codes(set, spec)) {
      CheckResult passed = new CheckResult(code, Verdict.PASSED, "", "", "", true, List.of());
      results.add(findings.getOrDefault(code, passed));
      onResult.accept(results.get(results.size() - 1));
    }
    return results;
  }

  /** From now on every item passes, and every way is open. */
  public void passAll() {
    findings.clear();
    unreachable.clear();
  }

  /** From now on no way leads to servers at this port. */
  public void unreachable(int port) {
    unreachable.add(port);
  }

  @Override
  public NetworkTrial tryNetwork(Endpoint endpoint) {
    return unreachable.contains(endpoint.port())
        ? new NetworkTrial(NetworkTrial.Outcome.REFUSED, "", "Connection refused")
        : new NetworkTrial(NetworkTrial.Outcome.REACHED, "127.0.0.1", "");
  }
}
