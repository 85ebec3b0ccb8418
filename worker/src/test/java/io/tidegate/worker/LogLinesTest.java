package io.tidegate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** The worker's own pattern, with what a service could say to look like a line of the worker's. */
class LogLinesTest {
  private static final String FORGED = "2027-01-01T00:00:00.000Z ERROR logger=Effects forged";

  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\u2028", "\u0085", "\n\n", "\u000b"})
  void aTextOfAServiceNeverBeginsALineOfItsOwn(String end) throws Exception {
    String said = "no" + end + FORGED;
    Throwable cause = new IllegalStateException(said, new IllegalArgumentException(said));

    List<String> lines = lines(said, cause, Map.of("job", said, "requestId", said));

    assertThat(lines).filteredOn(line -> line.startsWith("2027-")).isEmpty();
    assertThat(lines).filteredOn(line -> !line.isBlank() && !line.startsWith(" ")).hasSize(1);
  }

  @Test
  void nothingInALineMovesACursorOrTurnsTheWriting() throws Exception {
    String said = "a\u001b[2Jb\u0007c\u009bd\u202ee\u2066f\u200bg";

    assertThat(lines(said, new IllegalStateException(said), Map.of("job", said)))
        .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\t]]"))
        .first()
        .asString()
        .endsWith("a?[2Jb?c?d?e?f?g");
  }

  @Test
  void anOrdinaryLineNamesWhatIsKnownAndNothingElse() throws Exception {
    assertThat(lines("StartDtsJob was accepted", null, Map.of("job", "j1")))
        .singleElement()
        .asString()
        .endsWith(" WARN  logger=Effects job=j1 StartDtsJob was accepted");
  }

  private List<String> lines(String message, Throwable thrown, Map<String, String> facts)
      throws Exception {
    PropertySource<?> settings =
        new YamlPropertySourceLoader()
            .load("application", new ClassPathResource("application.yaml"))
            .get(0);
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(String.valueOf(settings.getProperty("logging.pattern.console")));
    layout.start();
    LoggingEvent event =
        new LoggingEvent(
            "x",
            context.getLogger("io.tidegate.activity.Effects"),
            Level.WARN,
            message,
            thrown,
            null);
    event.setMDCPropertyMap(facts);
    String text = layout.doLayout(event);
    assertThat(text).endsWith("\n");
    return text.lines().toList();
  }
}
