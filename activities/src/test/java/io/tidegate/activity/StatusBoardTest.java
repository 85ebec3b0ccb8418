package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.provider.FakeProvider;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusBoardTest {
  private static final Instant ANY = Instant.MIN;
  private final SteppedClock clock = new SteppedClock();
  private final FakeProvider provider = new FakeProvider(clock);
  private final StatusBoard board = new StatusBoard(provider, clock);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aFreshAnswerCostsNoCall() {
    board.view("j1", ANY);
    clock.advance(Duration.ofSeconds(2));
    board.view("j1", ANY);

    assertThat(provider.lists).hasValue(1);
  }

  @Test
  void anOldAnswerIsReadAgain() {
    board.view("j1", ANY);
    provider.become(JobState.MOVING, "Migrating");
    clock.advance(Duration.ofMillis(2_001));

    assertThat(board.view("j1", ANY).state()).isEqualTo(JobState.MOVING);
  }

  @Test
  void anAnswerFromBeforeTheMomentAskedForIsNotGiven() {
    board.view("j1", ANY);
    clock.advance(Duration.ofMillis(10));
    provider.become(JobState.CHECKING, "Prechecking");

    assertThat(board.view("j1", clock.instant()).state()).isEqualTo(JobState.CHECKING);
    assertThat(provider.lists).hasValue(2);
  }

  @Test
  void aJobThatTheListDoesNotShowIsReadAlone() {
    Provider blind = listing(jobs -> Map.of());

    assertThat(new StatusBoard(blind, clock).view("j1", ANY).status()).isEqualTo("NotStarted");
    assertThat(provider.views).hasValue(1);
  }

  @Test
  void aMomentThatHasNotComeIsAnsweredFromANewRead() {
    assertThat(board.view("j1", clock.instant().plusSeconds(60)).status()).isEqualTo("NotStarted");
  }

  @Test
  void thoseWhoAskWhileASweepRunsShareTheNextOne() throws Exception {
    int readers = 40;
    CountDownLatch firstIsSweeping = new CountDownLatch(1);
    CountDownLatch letFirstGo = new CountDownLatch(1);
    AtomicInteger sweeps = new AtomicInteger();
    List<Set<String>> swept = new ArrayList<>();
    Provider slow =
        listing(
            jobs -> {
              synchronized (swept) {
                swept.add(new HashSet<>(jobs));
              }
              if (sweeps.incrementAndGet() == 1) {
                firstIsSweeping.countDown();
                await(letFirstGo);
              }
              Map<String, JobView> views = new HashMap<>();
              jobs.forEach(j -> views.put(j, view(j)));
              return views;
            });
    StatusBoard shared = new StatusBoard(slow, clock);
    Future<JobView> first = threads.submit(() -> shared.view("first", ANY));
    await(firstIsSweeping);

    CountDownLatch asking = new CountDownLatch(readers);
    List<Future<JobView>> others = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      String job = "job" + i;
      others.add(
          threads.submit(
              () -> {
                asking.countDown();
                return shared.view(job, ANY);
              }));
    }
    await(asking);
    awaitBlocked(readers, shared);
    letFirstGo.countDown();

    assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo("first");
    for (int i = 0; i < readers; i++) {
      assertThat(others.get(i).get(20, TimeUnit.SECONDS).status()).isEqualTo("job" + i);
    }
    assertThat(sweeps).hasValue(2);
    assertThat(swept.get(1)).hasSize(readers + 1);
  }

  @Test
  void aSweepThatFailsFailsForThoseWhoWaitedAndNotForTheNext() {
    AtomicInteger sweeps = new AtomicInteger();
    Provider flaky =
        listing(
            jobs -> {
              if (sweeps.incrementAndGet() == 1) {
                throw ProviderException.of(ProviderException.Kind.TRANSIENT, "fake", "List")
                    .message("gone")
                    .build();
              }
              return Map.of("j1", view("j1"));
            });
    StatusBoard shared = new StatusBoard(flaky, clock);

    assertThatThrownBy(() -> shared.view("j1", ANY)).isInstanceOf(ProviderException.class);
    assertThat(shared.view("j1", ANY).status()).isEqualTo("j1");
  }

  @Test
  void jobsThatNobodyAsksForAnyMoreAreNotSwept() {
    List<Collection<String>> swept = new ArrayList<>();
    Provider recording =
        listing(
            jobs -> {
              swept.add(jobs);
              Map<String, JobView> views = new HashMap<>();
              jobs.forEach(j -> views.put(j, view(j)));
              return views;
            });
    StatusBoard shared = new StatusBoard(recording, clock);
    shared.view("gone", ANY);
    clock.advance(Duration.ofMinutes(3));
    shared.view("here", ANY);

    assertThat(swept.get(1)).containsExactly("here");
  }

  private static JobView view(String status) {
    return new JobView(JobState.MOVING, status, List.of(), null, "", "", SteppedClock.START);
  }

  /** The fake, with another list call. */
  private Provider listing(Function<Collection<String>, Map<String, JobView>> list) {
    return (Provider)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Provider.class},
            (proxy, method, args) -> {
              if (method.getName().equals("listViews")) {
                @SuppressWarnings("unchecked") // the interface says so
                Collection<String> jobs = (Collection<String>) args[0];
                return list.apply(jobs);
              }
              try {
                return method.invoke(provider, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitBlocked(int readers, StatusBoard board) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (board.waiting() < readers && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    assertThat(board.waiting()).isGreaterThanOrEqualTo(readers);
  }
}
