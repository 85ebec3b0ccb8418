package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Assessments;
import io.tidegate.sandbox.core.ClockControl;
import io.tidegate.sandbox.core.Deployments;
import io.tidegate.sandbox.core.IdStyle;
import io.tidegate.sandbox.core.IllegalMove;
import io.tidegate.sandbox.core.InvalidSpec;
import io.tidegate.sandbox.core.JobNotFound;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.fault.ArmedFault;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Faults;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.CallCounts;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.Request;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a test or an operator does to the sandbox, on {@code /admin}: makes jobs, looks behind the
 * dialects, arms faults, steps the clock. It asks for no key: it is meant for this machine only
 * ({@link ThisMachineOnly}), and refuses a request that a web page elsewhere could have sent.
 */
public final class AdminApi implements Handler {
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final JobService jobs;
  private final Faults faults;
  private final CallCounts counts;
  private final SandboxClock clock;
  private final ClockControl clockControl;
  private final KeyCalls keys;
  private final DeploymentCalls deployments;
  private final AssessmentCalls assessments;
  private final Map<String, IdStyle> dialects;
  private final HostRule hosts;

  /**
   * @param dialects that jobs can be made for, and how each writes their ids
   */
  public AdminApi(
      JobService jobs,
      Faults faults,
      CallCounts counts,
      SandboxClock clock,
      ClockControl clockControl,
      AccessKeys keys,
      Deployments deployments,
      Assessments assessments,
      Map<String, IdStyle> dialects,
      String bindAddress) {
    this.jobs = jobs;
    this.faults = faults;
    this.counts = counts;
    this.clock = clock;
    this.clockControl = clockControl;
    this.keys = new KeyCalls(keys);
    this.deployments = new DeploymentCalls(deployments);
    this.assessments = new AssessmentCalls(jobs, assessments);
    this.dialects = Map.copyOf(dialects);
    this.hosts = new HostRule(bindAddress);
  }

  @Override
  public Answer answer(Request request) {
    if (!hosts.allows(request.header("host").orElse(""))) {
      return AdminJson.error(403, "the admin API answers to a loopback address only");
    }
    if (request.header("origin").isPresent()) {
      return AdminJson.error(403, "the admin API does not answer to web pages");
    }
    try {
      return route(request);
    } catch (AdminError e) {
      return AdminJson.error(e.status(), message(e));
    } catch (InvalidSpec e) {
      return AdminJson.error(400, message(e));
    } catch (JobNotFound e) {
      return AdminJson.error(404, message(e));
    } catch (IllegalMove e) {
      return AdminJson.error(409, message(e));
    }
  }

  @Override
  public Answer refusal(Map<String, List<String>> headers, int status, String message) {
    return AdminJson.error(status, message);
  }

  private Answer route(Request request) {
    String call = request.method() + " " + request.path();
    return switch (call) {
      case "GET /admin/health" -> AdminJson.answer(200, Map.of("status", "UP"));
      case "POST /admin/jobs" -> createJob(request);
      case "GET /admin/jobs" ->
          AdminJson.answer(200, jobs.lookAll().stream().map(this::report).toList());
      case "GET /admin/calls" -> AdminJson.answer(200, counts.all());
      case "POST /admin/faults" -> armFault(request);
      case "GET /admin/faults" ->
          AdminJson.answer(200, faults.armed().stream().map(AdminApi::faultReport).toList());
      case "DELETE /admin/faults" -> disarm();
      case "GET /admin/clock" -> AdminJson.answer(200, clockReport());
      case "POST /admin/clock" -> stepClock(request);
      case "POST /admin/keys" -> keys.add(request);
      case "GET /admin/oms" -> deployments.show();
      case "POST /admin/oms" -> deployments.change(request);
      default ->
          assessments
              .change(request)
              .or(() -> job(request))
              .or(() -> keys.remove(request))
              .orElseGet(() -> AdminJson.error(404, "there is no " + call));
    };
  }

  private Optional<Answer> job(Request request) {
    String prefix = "/admin/jobs/";
    String complete = "/complete";
    if (!request.path().startsWith(prefix)) {
      return Optional.empty();
    }
    String id = request.path().substring(prefix.length());
    if (request.method().equals("POST") && id.endsWith(complete)) {
      id = id.substring(0, id.length() - complete.length());
      jobs.complete(id);
    } else if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    return Optional.of(AdminJson.answer(200, report(jobs.look(id, Sight.TRUTH))));
  }

  private JobReport report(JobView view) {
    return JobReport.of(view, jobs.standaloneChecks().of(view.job().id()));
  }

  private Answer createJob(Request request) {
    AdminRequests.NewJob body = AdminJson.read(request, AdminRequests.NewJob.class);
    String dialect = AdminRequests.required(body.dialect(), "dialect");
    IdStyle style = dialects.get(dialect);
    if (style == null) {
      throw new AdminError(
          400, "'dialect' must be one of " + dialects.keySet().stream().sorted().toList());
    }
    String id = jobs.create(dialect, style, body.spec()).id();
    return AdminJson.answer(201, report(jobs.look(id, Sight.TRUTH)));
  }

  private Answer armFault(Request request) {
    AdminRequests.NewFault body = AdminJson.read(request, AdminRequests.NewFault.class);
    String action = AdminRequests.required(body.action(), "action");
    Fault fault =
        Fault.find(AdminRequests.required(body.fault(), "fault"))
            .orElseThrow(() -> new AdminError(400, "'fault' must be one of " + faultNames()));
    int times = Optional.ofNullable(body.times()).orElse(1);
    if (times < 1) {
      throw new AdminError(400, "'times' must be at least 1");
    }
    Duration duration = duration(body.duration(), "duration");
    return AdminJson.answer(201, faultReport(faults.arm(action, fault, times, duration)));
  }

  private Answer disarm() {
    faults.disarmAll();
    jobs.releaseHeldPrechecks();
    return AdminJson.answer(200, List.of());
  }

  private Answer stepClock(Request request) {
    AdminRequests.ClockStep body = AdminJson.read(request, AdminRequests.ClockStep.class);
    AdminRequests.required(body.advance(), "advance");
    Duration by = duration(body.advance(), "advance");
    if (by != null) {
      if (clock.offset().plus(by).compareTo(LONGEST) > 0) {
        throw new AdminError(400, "the clock is not stepped further than P3650D in all");
      }
      clockControl.advance(by, body.signatures() == null || body.signatures());
    }
    return AdminJson.answer(200, clockReport());
  }

  private Map<String, String> clockReport() {
    return Map.of(
        "now", clock.instant().toString(),
        "offset", clock.offset().toString(),
        "signatureTime", clock.signatureTime().toString());
  }

  static @Nullable Duration duration(@Nullable String text, String name) {
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw new AdminError(400, "'" + name + "' must be an ISO duration such as PT5S");
    }
    throw new AdminError(400, "'" + name + "' must be between PT0S and P3650D");
  }

  private static Map<String, Object> faultReport(ArmedFault fault) {
    Duration duration = fault.duration();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", fault.id());
    report.put("action", fault.action());
    report.put("fault", fault.fault().wireName());
    report.put("times", fault.times());
    if (duration != null) {
      report.put("duration", duration.toString());
    }
    return report;
  }

  private static String faultNames() {
    return Arrays.stream(Fault.values()).map(Fault::wireName).collect(Collectors.joining(", "));
  }

  private static String message(RuntimeException refusal) {
    return Objects.requireNonNull(refusal.getMessage());
  }
}
