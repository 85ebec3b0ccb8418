package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.oms.wire.ErrorDetail;
import io.tidegate.provider.oms.wire.PrecheckRunReply;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.report.ReportLimit;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a run of a precheck on its own. */
final class RunReader {
  private static final String ACTION = "GetPreCheckResult";

  /** Of no run: the service's own have no underscore within. */
  private static final String NOBODYS = "t_tidegate_probe";

  private static final int WORD_LIMIT = 200;
  private static final Duration READ = Duration.ofSeconds(10);
  private static final String SKIPPED =
      "have it run again; to go on without it, start the project in the OMS console: that is adopted";

  private final OmsClient client;

  RunReader(OmsClient client) {
    this.client = client;
  }

  RawReport read(String run) {
    try {
      OmsReply reply = client.call(ACTION, Map.of("id", run), Deadline.in(READ));
      return report(reply, run);
    } catch (ProviderException e) {
      // How long a run is kept is not documented, nor what is said of one that is not any more.
      if (e.kind() == Kind.NOT_FOUND || e.code().equals("PARAM_ERROR")) {
        return new RawReport(State.NOT_RUN, "run " + run + " is gone", "", "", List.of());
      }
      throw e;
    }
  }

  /**
   * Whether the service has such runs at all, by whether it knows the call that reads one. What it
   * says of a run that nobody submitted, or whether it is away for the moment, is no answer to
   * that.
   */
  boolean areKnown() {
    try {
      client.call(ACTION, Map.of("id", NOBODYS), Deadline.in(READ));
      return true;
    } catch (ProviderException e) {
      return !OmsErrors.isUnsupported(e.reason());
    }
  }

  private static RawReport report(OmsReply reply, String run) {
    PrecheckRunReply said = reply.as(PrecheckRunReply.class);
    refuseAnother(reply, said, run);
    ReportLimit.check(OmsClient.PROVIDER, ACTION, reply.requestId(), said.items().size());
    List<RawReport.Item> items = new ArrayList<>();
    for (JsonNode sent : said.items()) {
      items.add(ItemReader.raw(reply.as(sent, PrecheckRunReply.Item.class), sent));
    }
    String word = Texts.line(said.status(), WORD_LIMIT);
    State state = OmsWords.run(word);
    if (state == State.PASSED && items.isEmpty()) {
      state = State.UNKNOWN;
    }
    boolean named = items.stream().anyMatch(i -> i.item().verdict() == Verdict.FAILED);
    if (OmsWords.isSkipped(word)) {
      items.add(0, whole(reply, Verdict.UNKNOWN, word, "nothing was looked at", SKIPPED));
    } else if (state == State.FAILED && !named) {
      items.add(0, whole(reply, Verdict.FAILED, word, message(reply, said), ""));
    }
    return new RawReport(state, word, run, "", items);
  }

  /** The run as a whole, where no item of it says what it came to. */
  private static RawReport.Item whole(
      OmsReply reply, Verdict verdict, String word, String message, String repair) {
    PrecheckItem run = PrecheckItem.ofRun(verdict, word);
    PrecheckItem told =
        new PrecheckItem(
            run.code(),
            verdict,
            word,
            false,
            Skippable.NO,
            false,
            Texts.cut(message),
            "",
            repair,
            List.of(),
            "");
    return new RawReport.Item(told, "", "", "", List.of(), reply.one());
  }

  private static String message(OmsReply reply, PrecheckRunReply said) {
    JsonNode sent = said.errorDetail();
    ErrorDetail detail = Failure.detail(sent == null ? MissingNode.getInstance() : sent);
    String words =
        Texts.joined(
            Stream.of(
                text(said.message()),
                text(detail.code()),
                text(detail.message()),
                text(detail.reason()),
                text(detail.proposal())));
    return words.isEmpty()
        ? "the run failed and says nothing of it (request %s)".formatted(reply.requestId())
        : words;
  }

  /** The id is the run's, or the project's; another run's verdict is none. */
  private static void refuseAnother(OmsReply reply, PrecheckRunReply said, String run) {
    String id = said.id();
    if (id.startsWith("t_") && !id.equals(run)) {
      throw ProviderException.of(Kind.TRANSIENT, OmsClient.PROVIDER, ACTION)
          .code("AnotherRun")
          .requestId(reply.requestId())
          .message("asked for run %s, the service answered of %s".formatted(run, id))
          .build();
    }
  }
}
