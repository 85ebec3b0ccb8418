package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.JobPages;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.oms.wire.ProjectReply;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ListProjects}: one project by id or name, or all of the account, page by page. */
final class ProjectList {
  private static final String ACTION = "ListProjects";

  /** The most that the service gives. */
  private static final int PAGE_SIZE = 150;

  private static final int MAX_PAGES = 100;
  private static final Duration READ = Duration.ofSeconds(10);

  private final OmsClient client;
  private final Clock clock;

  ProjectList(OmsClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Those of the projects of which the list says enough. The call takes one id or none, so that
   * more are looked for on the pages of everything: on no more pages than there are projects, for
   * beyond that each is cheaper read alone.
   */
  Map<String, Project> projects(Collection<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    Map<String, Project> found = new HashMap<>();
    String key = wanted.size() == 1 ? wanted.iterator().next() : "";
    for (int page = 1; page <= Math.min(wanted.size(), MAX_PAGES); page++) {
      Instant readAt = clock.instant();
      OmsReply reply = read(key, page, PAGE_SIZE);
      List<JsonNode> rows = reply.all();
      for (JsonNode row : rows) {
        ProjectReply said = reply.as(row, ProjectReply.class);
        // One that moved to a later page meanwhile is seen twice, and the later view is newer.
        if (wanted.contains(text(said.id()))) {
          found.put(text(said.id()), project(reply, said, readAt));
        }
      }
      if (rows.size() < PAGE_SIZE || found.size() == wanted.size()) {
        break;
      }
    }
    found.values().removeIf(Views::isTooLittle);
    return found;
  }

  private static Project project(OmsReply reply, ProjectReply said, Instant readAt) {
    return new Project(text(said.status()), Project.steps(reply, said.presentSteps()), "", readAt);
  }

  /**
   * A project by its id, or by its name where no other has the same.
   *
   * @throws ProviderException where several have that name
   */
  Optional<FoundJob> find(String idOrName) {
    Map<String, FoundJob> named = new LinkedHashMap<>();
    for (int page = 1; page <= MAX_PAGES; page++) {
      OmsReply reply = read(idOrName, page, PAGE_SIZE);
      List<JsonNode> rows = reply.all();
      for (JsonNode row : rows) {
        ProjectReply said = reply.as(row, ProjectReply.class);
        FoundJob found = new FoundJob(text(said.id()), "", text(said.name()));
        if (found.jobId().equals(idOrName)) {
          return Optional.of(found);
        }
        // The service finds what is similar too.
        if (found.name().equals(idOrName) && !found.jobId().isEmpty()) {
          refuseNoId(reply, found);
          named.put(found.jobId(), found);
        }
      }
      if (rows.size() < PAGE_SIZE) {
        break;
      }
    }
    if (named.size() > 1) {
      throw ProviderException.of(Kind.CALLER, OmsClient.PROVIDER, ACTION)
          .effect(Effect.NONE)
          .code("SeveralProjects")
          .message(
              "several projects are called %s: %s"
                  .formatted(idOrName, String.join(", ", named.keySet())))
          .advice("name the project by its id")
          .build();
    }
    return named.values().stream().findFirst();
  }

  /** The id is kept, and becomes a part of a workflow's id. */
  private static void refuseNoId(OmsReply reply, FoundJob found) {
    if (!ProjectProvider.isId(found.jobId())) {
      throw ProviderException.of(Kind.TRANSIENT, OmsClient.PROVIDER, ACTION)
          .code("UnexpectedReply")
          .requestId(reply.requestId())
          .message(
              "what the service calls the id of the project %s is no id".formatted(found.name()))
          .build();
    }
  }

  List<AccountJobs.Listed> jobs(int most) {
    return JobPages.read(
        most,
        number -> {
          Instant readAt = clock.instant();
          OmsReply reply = read("", number, PAGE_SIZE);
          return new JobPages.Page(
              reply.all().stream()
                  .map(row -> reply.as(row, ProjectReply.class))
                  .map(said -> listed(said, Views.of(project(reply, said, readAt))))
                  .toList(),
              -1);
        });
  }

  private static AccountJobs.Listed listed(ProjectReply said, JobView view) {
    return JobPages.listed(text(said.id()), text(said.name()), view.state(), view.status());
  }

  void probe() {
    read("", 1, 1);
  }

  private OmsReply read(String key, int page, int size) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("pageNumber", page);
    parameters.put("pageSize", size);
    if (!key.isEmpty()) {
      parameters.put("searchKey", key);
    }
    return client.call(ACTION, parameters, Deadline.in(READ));
  }
}
