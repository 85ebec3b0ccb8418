package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.provider.CredentialsSource.CredentialsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandCredentialsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void aCommandIsEndedInTimeWithWhatItBegan() throws Exception {
    Path pid = folder.resolve("pid");
    CommandCredentials source =
        source("sleep 300 & echo $! > " + pid + "; wait", LONG.dividedBy(8));

    assertThatThrownBy(source::get)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("did not end within");

    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(sleeper -> sleeper.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  @Test
  void aCommandThatLeavesItsOutputToAnotherIsNotWaitedForWithoutEnd() throws Exception {
    Path pid = folder.resolve("pid");
    CommandCredentials source =
        source("echo access-key-id=a; sleep 300 & echo $! > " + pid, LONG.dividedBy(8));
    try {
      // Either as not ended, or with what was printed: Java may close the output of one that ends.
      assertThatThrownBy(source::get).isInstanceOf(CredentialsException.class);
    } finally {
      // Nobody's child any more, so that it cannot be found from the command.
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aCommandThatPrintsWithoutEndIsEndedToo() {
    assertThatThrownBy(source("yes", SHORT)::get)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("did not end within");
  }

  @Test
  void allWhoNeedThemWaitForOneRunAndHaveItsOutcome() throws Exception {
    Path runs = folder.resolve("runs");
    Path go = folder.resolve("go");
    CommandCredentials source =
        source(
            "echo run >> %s; until [ -e %s ]; do sleep 0.05; done; exit 3".formatted(runs, go),
            LONG);
    Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    List<CompletableFuture<Credentials>> asked =
        IntStream.range(0, 4).mapToObj(i -> asked(source, waiting)).toList();

    await(() -> Files.exists(runs));
    await(() -> waiting.size() == 4 && waiting.stream().allMatch(CommandCredentialsTest::waits));
    // Who was refused with earlier ones is not kept waiting.
    source.refused(new Credentials("a", "b", null));
    Files.createFile(go);

    asked.forEach(
        one ->
            assertThatThrownBy(one::join)
                .hasRootCauseInstanceOf(CredentialsException.class)
                .hasMessageContaining("exit code 3"));
    assertThat(runs).hasContent("run\n");
  }

  @Test
  void theCommandIsRunAgainAfterItFailed() throws Exception {
    Path there = folder.resolve("there");
    CommandCredentials source = source("cat " + there, LONG);
    assertThatThrownBy(source::get).hasMessageContaining("exit code 1");

    Files.writeString(there, "access-key-id=a\naccess-key-secret=b\n");

    assertThat(source.get()).isEqualTo(new Credentials("a", "b", null));
  }

  private static CommandCredentials source(String command, Duration patience) {
    return new CommandCredentials(List.of("sh", "-c", command), Clock.systemUTC(), patience);
  }

  private static CompletableFuture<Credentials> asked(
      CredentialsSource source, Set<Thread> waiting) {
    CompletableFuture<Credentials> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(source.get());
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    waiting.add(thread);
    thread.start();
    return answer;
  }

  private static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
