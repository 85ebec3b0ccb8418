package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.OmsError;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.dialect.oms.Status;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ListProjects: the projects, page by page. */
record ListProjects(Projects projects) implements Action<ListProjects.Parameters> {
  private static final int STANDARD_PAGE = 10;
  private static final int LARGEST_PAGE = 150;

  /** What it takes; what is left out narrows nothing. */
  record Parameters(
      @Nullable String searchKey,
      @Nullable List<@Nullable String> type,
      @Nullable List<@Nullable String> status,
      @Nullable List<@Nullable String> labelIds,
      @Nullable List<@Nullable String> sourceEndpointTypes,
      @Nullable List<@Nullable String> sinkEndpointTypes,
      @Nullable String sortField,
      @Nullable String order,
      @Nullable Integer pageNumber,
      @Nullable Integer pageSize) {

    private boolean fits(JobView view, Call call) {
      Job job = view.job();
      return (searchKey == null
              || job.id().contains(searchKey)
              || job.spec().name().contains(searchKey))
          && isAny(type, ProjectInfo.TYPE)
          && isAny(status, Status.of(job.state(), call.now()).name())
          && isAny(sourceEndpointTypes, ConnectInfo.SOURCE_TYPE)
          && isAny(sinkEndpointTypes, ConnectInfo.SINK_TYPE)
          // A sandbox has no labels.
          && (labelIds == null || labelIds.isEmpty());
    }

    private static boolean isAny(@Nullable List<@Nullable String> wanted, String value) {
      return wanted == null || wanted.isEmpty() || wanted.contains(value);
    }

    private boolean isAscending() {
      return switch (order == null ? "" : order) {
        case "", "desc", "descend" -> false;
        case "asc", "ascend" -> true;
        default -> throw OmsError.parameter("'order' must be asc or descend");
      };
    }

    private boolean isByModification() {
      return switch (sortField == null ? "" : sortField) {
        case "", "gmtCreate" -> false;
        case "gmtModified" -> true;
        default -> throw OmsError.parameter("'sortField' must be gmtCreate or gmtModified");
      };
    }
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.PAGE_READS;
  }

  @Override
  public Reply answer(Parameters parameters, Call call) {
    int number = between(parameters.pageNumber(), 1, Integer.MAX_VALUE, 1, "pageNumber");
    int size = between(parameters.pageSize(), 1, LARGEST_PAGE, STANDARD_PAGE, "pageSize");
    List<JobView> found =
        new ArrayList<>(
            projects.list(call.sight()).stream()
                .filter(view -> parameters.fits(view, call))
                .toList());
    if (parameters.isByModification()) {
      found.sort(Comparator.comparing(ProjectInfo::modified));
    }
    if (!parameters.isAscending()) {
      Collections.reverse(found);
    }
    return new Reply(
        page(found, number, size, call).stream().map(view -> ProjectInfo.of(view, call)).toList(),
        new Reply.Page(number, size, found.size()));
  }

  private static List<JobView> page(List<JobView> found, int number, int size, Call call) {
    boolean change = call.misbehaviour().pagesChange();
    List<JobView> all = change ? call.misbehaviour().moved(found, number - 1) : found;
    long perPage = change ? 1 : size;
    int from = (int) Math.min(all.size(), (number - 1) * perPage);
    return all.subList(from, (int) Math.min(all.size(), from + perPage));
  }

  private static int between(
      @Nullable Integer sent, int least, int most, int standard, String name) {
    int value = sent == null ? standard : sent;
    if (value < least || value > most) {
      throw OmsError.parameter(
          "'" + name + "' must be between " + least + " and " + most + ", or left out");
    }
    return value;
  }
}
