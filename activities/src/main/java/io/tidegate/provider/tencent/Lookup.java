package io.tidegate.provider.tencent;

import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import java.util.function.Supplier;

/** Asks a list for one job: whether it is empty or refuses an unknown id is not documented. */
final class Lookup {

  static <T> T ifKnown(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (ProviderException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return otherwise;
      }
      throw e;
    }
  }

  /** Of a reply that leaves open whether there is such a job. */
  static ProviderException tellsNothing(String action, TencentReply reply, String job) {
    return ProviderException.of(Kind.TRANSIENT, TencentClient.PROVIDER, action)
        .code("UnexpectedReply")
        .requestId(reply.requestId())
        .message("the list shows neither the job %s nor that there is none".formatted(job))
        .build();
  }

  /**
   * Of a job that must be there.
   *
   * @param jobs what is listed, e.g. {@code migrations}
   */
  static ProviderException notListed(String action, String jobs, String job, String advice) {
    return ProviderException.of(Kind.NOT_FOUND, TencentClient.PROVIDER, action)
        .effect(Effect.NONE)
        .code("NotListed")
        .message("the list of %s does not show the job %s".formatted(jobs, job))
        .advice(advice)
        .build();
  }

  private Lookup() {}
}
