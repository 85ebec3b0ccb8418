package io.tidegate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.tidegate.workflow.contract.SearchAttributes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchAttributesRegistrarTest {
  private final Map<String, IndexedValueType> known = new ConcurrentHashMap<>();
  private Server server;
  private ManagedChannel channel;
  private SearchAttributesRegistrar registrar;

  @BeforeEach
  void serve() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new FakeOperator())
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    registrar =
        new SearchAttributesRegistrar(
            OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder()
                    .setChannel(channel)
                    .validateAndBuildWithDefaults()),
            "default");
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void whatIsMissingIsRegisteredWithItsType() throws Exception {
    known.put("TidegatePhase", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);

    registrar.register();

    assertThat(known).hasSize(SearchAttributes.all().size());
    assertThat(known)
        .containsEntry("TidegateNeedsHuman", IndexedValueType.INDEXED_VALUE_TYPE_BOOL)
        .containsEntry("TidegateRound", IndexedValueType.INDEXED_VALUE_TYPE_INT)
        .containsEntry("TidegateFailedItems", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST);
  }

  @Test
  void oneOfAnotherTypeIsRefusedByNameAndNothingIsRegistered() {
    known.put("TidegatePhase", IndexedValueType.INDEXED_VALUE_TYPE_TEXT);

    assertThatThrownBy(registrar::register)
        .hasMessageContaining("TidegatePhase=is TEXT, needs KEYWORD")
        .hasMessageContaining("temporal operator search-attribute remove");
    assertThat(known).hasSize(1);
  }

  private final class FakeOperator extends OperatorServiceGrpc.OperatorServiceImplBase {
    @Override
    public void listSearchAttributes(
        ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> answer) {
      answer.onNext(
          ListSearchAttributesResponse.newBuilder().putAllCustomAttributes(known).build());
      answer.onCompleted();
    }

    @Override
    public void addSearchAttributes(
        AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> answer) {
      known.putAll(request.getSearchAttributesMap());
      answer.onNext(AddSearchAttributesResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }
}
