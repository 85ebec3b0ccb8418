package io.tidegate.sandbox.dialect.alibaba.action;

import io.tidegate.sandbox.core.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts of a stage of a job that moves several databases: one for each. What moves one database
 * only is not distributed.
 */
final class DistributedSubtasks {
  private DistributedSubtasks() {}

  /**
   * An element of SubDistributedJobStatus.
   *
   * @param total how many objects of the database the stage has
   * @param jobProgress those of them that are on the page
   */
  record Subtask(
      String jobId,
      String jobName,
      String code,
      String state,
      int total,
      int errorItem,
      List<ProgressInfo> jobProgress) {}

  static List<Subtask> of(
      Job job, String code, String name, List<ProgressInfo> all, List<ProgressInfo> page) {
    if (job.spec().objects().size() < 2) {
      return List.of();
    }
    Map<String, List<ProgressInfo>> databases = new LinkedHashMap<>();
    for (ProgressInfo object : all) {
      databases
          .computeIfAbsent(Objects.requireNonNull(object.sourceSchema()), key -> new ArrayList<>())
          .add(object);
    }
    List<Subtask> subtasks = new ArrayList<>();
    databases.forEach(
        (database, objects) ->
            subtasks.add(
                new Subtask(
                    job.id() + "d" + (subtasks.size() + 1),
                    name,
                    code,
                    state(objects),
                    objects.size(),
                    (int) objects.stream().filter(o -> o.state().equals("Failed")).count(),
                    page.stream().filter(o -> database.equals(o.sourceSchema())).toList())));
    return subtasks;
  }

  private static String state(List<ProgressInfo> objects) {
    List<String> left =
        objects.stream().map(ProgressInfo::state).filter(word -> !word.equals("Finished")).toList();
    if (left.isEmpty()) {
      return "Finished";
    }
    return left.contains("Failed") ? "Failed" : left.get(0);
  }
}
