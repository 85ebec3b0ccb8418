package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.core.Assessments;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Request;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is planted as found by an assessment, on {@code /admin/jobs/ID/assessment}. */
final class AssessmentCalls {
  private static final String JOBS = "/admin/jobs/";
  private static final String ASSESSMENT = "/assessment";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,100}");

  private final JobService jobs;
  private final Assessments assessments;

  AssessmentCalls(JobService jobs, Assessments assessments) {
    this.jobs = jobs;
    this.assessments = assessments;
  }

  /**
   * @return empty where the request is not of an assessment
   */
  Optional<Answer> change(Request request) {
    String path = request.path();
    if (!path.startsWith(JOBS)
        || !path.endsWith(ASSESSMENT)
        || path.length() < JOBS.length() + ASSESSMENT.length()) {
      return Optional.empty();
    }
    String id = path.substring(JOBS.length(), path.length() - ASSESSMENT.length());
    return switch (request.method()) {
      case "POST" -> Optional.of(plant(job(id), request));
      case "DELETE" -> {
        String job = job(id);
        assessments.clear(job);
        yield Optional.of(AdminJson.answer(200, assessments.of(job)));
      }
      default -> Optional.empty();
    };
  }

  private Answer plant(String job, Request request) {
    AdminRequests.NewAssessment body = AdminJson.read(request, AdminRequests.NewAssessment.class);
    String item = AdminRequests.required(body.item(), "item");
    if (!CODE.matcher(item).matches()) {
      throw new AdminError(400, "'item' must be made of letters, digits and _, 100 at most");
    }
    Assessments.Item found =
        new Assessments.Item(
            item, verdict(body.verdict()), orEmpty(body.error()), orEmpty(body.repair()));
    if (!assessments.plant(job, found)) {
      throw new AdminError(400, "a job has at most " + Assessments.MOST + " of them");
    }
    return AdminJson.answer(201, assessments.of(job));
  }

  /** A failure, unless it is said what else. */
  private static Verdict verdict(@Nullable String word) {
    if (word == null) {
      return Verdict.FAILED;
    }
    return switch (word) {
      case "PASSED" -> Verdict.PASSED;
      case "WARNING" -> Verdict.WARNING;
      case "FAILED" -> Verdict.FAILED;
      default -> throw new AdminError(400, "'verdict' must be PASSED, WARNING or FAILED");
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private String job(String id) {
    return jobs.look(id, Sight.TRUTH).job().id();
  }
}
