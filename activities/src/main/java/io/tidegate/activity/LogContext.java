package io.tidegate.activity;

import io.tidegate.workflow.contract.JobRef;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Names account and job in every line that is logged inside. */
final class LogContext {
  private static final String ACCOUNT = "account";
  private static final String JOB = "job";

  static <T> T within(JobRef ref, Supplier<T> work) {
    MDC.put(ACCOUNT, ref.account());
    MDC.put(JOB, ref.job());
    try {
      return work.get();
    } finally {
      MDC.remove(JOB);
      MDC.remove(ACCOUNT);
    }
  }

  private LogContext() {}
}
