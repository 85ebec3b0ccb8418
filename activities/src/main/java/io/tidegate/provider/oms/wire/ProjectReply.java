package io.tidegate.provider.oms.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project as {@code ListProjects} shows it; its steps are kept as sent. */
public record ProjectReply(
    @Nullable String id,
    @Nullable String name,
    @Nullable String status,
    @Nullable List<@Nullable JsonNode> steps) {

  public List<JsonNode> presentSteps() {
    return Lists.present(steps);
  }
}
