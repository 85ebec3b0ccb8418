package io.tidegate.provider.oms.wire;

import org.jspecify.annotations.Nullable;

/** Of the data of {@code DescribeProject}, how the project is set up to go from step to step. */
public record DefinitionReply(@Nullable StructTransfer structTransferConfig) {

  /** Of the schema step. */
  public record StructTransfer(@Nullable String autoProcessedToNextStep) {}
}
