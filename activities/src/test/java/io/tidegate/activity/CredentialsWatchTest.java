package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CommandCredentials;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.FakeProvider;
import io.tidegate.provider.FileCredentials;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.TriedCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsWatchTest {
  private static final Credentials OLD = new Credentials("id", "old-secret", null);
  private static final Credentials NEW = new Credentials("id", "new-secret", null);
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeOld() throws Exception {
    file = folder.resolve("key");
    write(OLD);
  }

  @Test
  void aFileWithOthersIsWorthATry() throws Exception {
    CredentialsSource source = new FileCredentials(file);
    assertThat(waiting(source, refused(OLD))).contains("account hz", file.toString(), "refused");

    write(NEW);

    assertThat(found(source, refused(OLD))).isEqualTo(CredentialsMarks.of(NEW));
  }

  @Test
  void anotherTokenOfTheSameKeyIsWorthATry() {
    Credentials first = new Credentials("id", "secret", "token-1");
    CredentialsSource source = CredentialsSource.fixed(new Credentials("id", "secret", "token-2"));

    assertThat(found(source, refused(first))).isNotEqualTo(CredentialsMarks.of(first));
  }

  @Test
  void aFileThatCannotBeReadIsWaitedFor() throws Exception {
    CredentialsSource source = new FileCredentials(file);
    Files.delete(file);
    assertThat(waiting(source, refused(OLD))).contains("cannot be read");

    Files.writeString(file, "access-key-id=half");
    assertThat(waiting(source, refused(OLD))).contains("has no access-key-secret");

    write(OLD);
    assertThat(found(source, new TriedCredentials(CredentialsMarks.NONE, null)))
        .isEqualTo(CredentialsMarks.of(OLD));
  }

  @Test
  void aCommandIsAskedAgainWhileItPrintsWhatWasRefused() throws Exception {
    SteppedClock clock = new SteppedClock();
    Path runs = folder.resolve("runs");
    CredentialsSource source =
        new CommandCredentials(List.of("sh", "-c", "echo >> " + runs + "; cat " + file), clock);
    for (int i = 0; i < 20; i++) {
      waiting(source, refused(OLD));
    }
    // Once when it was first asked for, and once because of the refusal.
    assertThat(Files.readAllLines(runs)).hasSize(2);

    write(NEW);
    clock.advance(Duration.ofSeconds(10));

    assertThat(found(source, refused(OLD))).isEqualTo(CredentialsMarks.of(NEW));
  }

  @Test
  void aWorkerOfWhichNothingIsKnownTriesWhatItHas() {
    CredentialsSource source = CredentialsSource.fixed(OLD);
    CredentialsMark elsewhere = new CredentialsMark("another-worker", "mark");

    assertThat(found(source, new TriedCredentials(elsewhere, null)))
        .isEqualTo(CredentialsMarks.of(OLD));
  }

  @Test
  void whatHelpedNothingBecauseOfAnotherWorkerIsTriedAgainLater() {
    CredentialsSource source = CredentialsSource.fixed(NEW);
    CredentialsMark mark = CredentialsMarks.of(NEW);

    assertThat(waiting(source, new TriedCredentials(mark, NOW.plusMillis(1))))
        .contains("another worker's");
    assertThat(found(source, new TriedCredentials(mark, NOW))).isEqualTo(mark);
  }

  @Test
  void aMarkAndAMessageTellNothingOfTheCredentials() {
    CredentialsMark mark = CredentialsMarks.of(OLD);

    assertThat(mark.toString()).doesNotContain("old-secret", "id");
    assertThat(mark).isEqualTo(CredentialsMarks.of(OLD)).isNotEqualTo(CredentialsMarks.of(NEW));
    assertThat(waiting(CredentialsSource.fixed(OLD), refused(OLD))).doesNotContain("old-secret");
  }

  private static TriedCredentials refused(Credentials credentials) {
    return new TriedCredentials(CredentialsMarks.of(credentials), null);
  }

  private static CredentialsMark found(CredentialsSource source, TriedCredentials tried) {
    return CredentialsWatch.await(account(source), List.of(tried), NOW, Duration.ofSeconds(15));
  }

  private static String waiting(CredentialsSource source, TriedCredentials tried) {
    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> found(source, tried));
    assertThat(failure.getType()).isEqualTo(FailureType.NOT_FINISHED.name());
    assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(15));
    return failure.getOriginalMessage();
  }

  private static Account account(CredentialsSource source) {
    SteppedClock clock = new SteppedClock();
    FakeProvider provider = new FakeProvider(clock);
    AccountSettings settings = FakeAccount.settings(source, List.of());
    return new Account(settings, provider, new StatusBoard(provider, clock));
  }

  private void write(Credentials credentials) throws Exception {
    Files.writeString(
        file,
        "access-key-id=%s\naccess-key-secret=%s\n"
            .formatted(credentials.accessKeyId(), credentials.accessKeySecret()));
  }
}
