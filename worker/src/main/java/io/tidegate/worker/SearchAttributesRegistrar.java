package io.tidegate.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.tidegate.workflow.contract.SearchAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the search attributes that migrations set. A workflow task that sets an unknown one, or
 * one of another type, fails and is retried for ever: so this comes before the first poll.
 */
final class SearchAttributesRegistrar {
  private static final Logger log = LoggerFactory.getLogger(SearchAttributesRegistrar.class);
  private static final Duration CALL = Duration.ofSeconds(10);

  /** A server answers before all of it has heard of a new attribute. */
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

  private final OperatorServiceStubs operator;
  private final String namespace;
  private boolean registered;

  SearchAttributesRegistrar(OperatorServiceStubs operator, String namespace) {
    this.operator = operator;
    this.namespace = namespace;
  }

  /**
   * Registers what is missing.
   *
   * @throws IllegalStateException when one exists with another type
   */
  void register() throws InterruptedException {
    Map<String, IndexedValueType> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    stub()
        .addSearchAttributes(
            AddSearchAttributesRequest.newBuilder()
                .setNamespace(namespace)
                .putAllSearchAttributes(missing)
                .build());
    registered = true;
    log.info("Registered search attributes {} in namespace {}", missing.keySet(), namespace);
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (!missing().isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Map<String, IndexedValueType> missing() {
    Map<String, IndexedValueType> known = known();
    Map<String, IndexedValueType> missing = new LinkedHashMap<>();
    Map<String, String> clashes = new TreeMap<>();
    for (SearchAttributeKey<?> key : SearchAttributes.all()) {
      IndexedValueType there = known.get(key.getName());
      if (there == null) {
        missing.put(key.getName(), key.getValueType());
      } else if (there != key.getValueType()) {
        clashes.put(key.getName(), "is " + word(there) + ", needs " + word(key.getValueType()));
      }
    }
    if (!clashes.isEmpty()) {
      throw new IllegalStateException(
          "Search attributes of namespace "
              + namespace
              + " have another type than Tidegate needs: "
              + clashes
              + ". Remove them (temporal operator search-attribute remove --name NAME) or use"
              + " another namespace; nothing is polled until then");
    }
    return missing;
  }

  private Map<String, IndexedValueType> known() {
    try {
      return stub()
          .listSearchAttributes(
              ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
          .getCustomAttributesMap();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
        throw e;
      }
      // The in-memory test server registers but does not list, and takes the same one again.
      return registered
          ? SearchAttributes.all().stream()
              .collect(
                  Collectors.toMap(SearchAttributeKey::getName, SearchAttributeKey::getValueType))
          : Map.of();
    }
  }

  private OperatorServiceBlockingStub stub() {
    return operator.blockingStub().withDeadlineAfter(CALL.toSeconds(), TimeUnit.SECONDS);
  }

  private static String word(IndexedValueType type) {
    return type.name().replace("INDEXED_VALUE_TYPE_", "");
  }
}
