package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.CredentialsSource.CredentialsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  private static final Credentials KEY = new Credentials("the-id", "the-secret", "the-token");

  @Test
  void aTextIsCutAtItsLimitAndKeepsWholeCharacters() {
    assertThat(Texts.cut("a".repeat(3_000))).hasSize(Texts.LIMIT).endsWith("a…");
    assertThat(Texts.cut("a".repeat(Texts.LIMIT))).hasSize(Texts.LIMIT).endsWith("aa");
    assertThat(Texts.cut("ab😀cd", 4)).isEqualTo("ab…");
  }

  @Test
  void controlCharactersAreReplacedButForLinesAndTabs() {
    assertThat(Texts.cut("a\u0000b\u001b[31m\n\tc\u0085"))
        .isEqualTo("a\uFFFDb\uFFFD[31m\n\tc\uFFFD");
  }

  @Test
  void whatTurnsOrHidesWritingIsReplaced() {
    assertThat(Texts.cut("a\u202eb\u2066c\u200bd\ufeffe\u00adf"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    assertThat(Texts.line("x\u202ey\n z", 10)).isEqualTo("x\uFFFDy z");
  }

  @Test
  void aNameThatRulesAreComparedWithKeepsItsLetters() {
    assertThat(Texts.data("shop.\u0646\u0627\u0645\u0647\u200c\u0647\u0627", 200))
        .isEqualTo("shop.\u0646\u0627\u0645\u0647\u200c\u0647\u0627");
    assertThat(Texts.data("a\u0000b\u001bc", 4)).isEqualTo("a\uFFFDb\u2026");
  }

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    AccountSettings settings = settings("127.0.0.1:1", true);

    assertThat(KEY.toString()).doesNotContain("the-");
    assertThat(settings.toString()).doesNotContain("the-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:80", "localhost", "LOCALHOST:80", "[::1]:80", "[::1]"})
  void plainHttpIsAllowedToThisMachine(String endpoint) {
    assertThat(settings(endpoint, true).plainHttp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dts.aliyuncs.com", "127.0.0.1.example.org:80", "10.0.0.1:80"})
  void plainHttpIsRefusedToAnyOther(String endpoint) {
    assertThatThrownBy(() -> settings(endpoint, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account hz")
        .hasMessageContaining("drop plain-http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin:S3cret@oms.corp:8089",
        "127.0.0.1:S3cret@evil.example",
        "https://oms.corp/S3cret",
        "oms.corp/S3cret",
        "oms.corp?S3cret",
        "oms.corp#S3cret",
        "oms.corp:8089:S3cret",
        "oms.corp:808999",
        "oms.corp:65536",
        "oms.corp:",
        "oms.corp\\S3cret",
        "S3cret oms.corp",
        "oms.corp\nS3cret"
      })
  void anEndpointIsAHostWithOrWithoutAPortAndIsNotQuotedWhereItIsNot(String endpoint) {
    for (boolean plain : new boolean[] {true, false}) {
      assertThatThrownBy(() -> settings(endpoint, plain))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("account hz")
          .hasMessageContaining("host or host:port")
          .hasMessageNotContaining("S3cret")
          .hasMessageNotContaining("oms.corp")
          .hasMessageNotContaining("evil");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "oms.corp", "OMS_1.corp:8089", "10.0.0.1:1", "[::1]", "[fe80::1]:65535"})
  void anEndpointOfAnyOtherMachineIsTakenAsItIs(String endpoint) {
    assertThat(settings(endpoint, false).endpoint()).isEqualTo(endpoint);
  }

  @Test
  void aCredentialsFileIsReadAgainWhenItChanges(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("key");
    Files.writeString(file, "access-key-id=a\naccess-key-secret=b\n");
    FileCredentials source = new FileCredentials(file);
    assertThat(source.get()).isEqualTo(new Credentials("a", "b", null));

    Files.writeString(
        file, "{\"access-key-id\":\"c\",\"access-key-secret\":\"d\",\"security-token\":\"t\"}");

    assertThat(source.get()).isEqualTo(new Credentials("c", "d", "t"));
  }

  @Test
  void aCredentialsFileIsReadAgainAfterARefusalThoughItLooksTheSame(@TempDir Path dir)
      throws Exception {
    Path file = dir.resolve("key");
    FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.writeString(file, "access-key-id=a\naccess-key-secret=b\n");
    Files.setLastModifiedTime(file, time);
    FileCredentials source = new FileCredentials(file);
    source.get();
    Files.writeString(file, "access-key-id=c\naccess-key-secret=d\n");
    Files.setLastModifiedTime(file, time);
    assertThat(source.get().accessKeyId()).isEqualTo("a");

    source.refused(source.get());

    assertThat(source.get().accessKeyId()).isEqualTo("c");
  }

  @Test
  void aBrokenCredentialsFileIsNamedAndNotQuoted(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("key");
    FileCredentials source = new FileCredentials(file);
    assertThatThrownBy(source::get).hasMessageContaining(file.toString());

    Files.writeString(file, "{\"access-key-secret\": the-secret");
    assertThatThrownBy(source::get)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("not valid JSON")
        .hasMessageNotContaining("the-secret")
        .hasNoCause();

    Files.writeString(file, "access-key-secret=the-secret");
    assertThatThrownBy(source::get)
        .hasMessageContaining("has no access-key-id")
        .hasMessageNotContaining("the-secret");
  }

  @Test
  void aCommandsOutputIsCredentials() {
    CommandCredentials source =
        new CommandCredentials(
            List.of("sh", "-c", "echo access-key-id=a; echo access-key-secret=b"),
            Clock.systemUTC());

    assertThat(source.get()).isEqualTo(new Credentials("a", "b", null));
  }

  @Test
  void aCommandThatFailsSaysSoWithoutItsArguments() {
    CommandCredentials source =
        new CommandCredentials(List.of("sh", "-c", "exit 3 # the-secret"), Clock.systemUTC());

    assertThatThrownBy(source::get)
        .hasMessageContaining("exit code 3")
        .hasMessageNotContaining("the-secret");
  }

  private static AccountSettings settings(String endpoint, boolean plainHttp) {
    return new AccountSettings(
        "hz",
        "alibaba",
        null,
        "cn-hangzhou",
        endpoint,
        plainHttp,
        Family.DTS,
        CredentialsSource.fixed(KEY),
        0,
        null,
        null,
        null,
        null,
        null);
  }
}
