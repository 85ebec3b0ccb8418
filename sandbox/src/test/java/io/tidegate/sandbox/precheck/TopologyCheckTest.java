package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Neighbour;
import io.tidegate.sandbox.core.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyCheckTest {
  private static final Endpoint A = server(3301);
  private static final Endpoint B = server(3302);
  private static final Endpoint C = server(3303);
  private static final Endpoint D = server(3304);

  @Test
  void a_job_that_is_alone_passes() {
    assertPasses(job(A, B, "shop", "shop"));
  }

  @Test
  void a_loop_of_two_jobs_is_no_topology_but_a_declared_way_back_is() {
    JobSpec there = job(A, B, "shop", "shop");
    JobSpec back = job(B, A, "shop", "shop");

    Answer loop = ask(there, new Neighbour("j2", back, false));

    assertThat(loop.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(loop.error()).contains("come back");
    assertThat(loop.detail()).contains("shop.* at dts@127.0.0.1:3301").contains("orders (j2)");
    assertThat(loop.repair()).isNotBlank();
    assertPasses(there, new Neighbour("j2", back, true));
  }

  @Test
  void a_loop_of_three_is_told_with_every_job_on_the_way() {
    Answer loop =
        ask(
            job(A, B, "shop", "b", "orders", "bills"),
            new Neighbour("j2", job(B, C, "b", "c", "orders", "customers"), false),
            new Neighbour("j3", job(C, A, "c", "shop"), false));

    assertThat(loop.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(loop.detail()).contains("then orders (j2), then orders (j3)");
    assertThat(loop.objects()).containsExactly("bills", "orders");
  }

  @Test
  void a_chain_and_a_loop_over_other_tables_or_databases_pass() {
    assertPasses(
        job(A, B, "shop", "shop"),
        new Neighbour("j2", job(B, C, "shop", "shop"), false),
        new Neighbour("j3", job(C, D, "shop", "shop"), false));
    assertPasses(
        job(A, B, "shop", "shop", "orders"),
        new Neighbour("j2", job(B, A, "shop", "shop", "bills"), false));
    assertPasses(
        job(A, B, "shop", "shop"), new Neighbour("j2", job(B, A, "shop", "shop_back"), false));
    assertPasses(
        job(A, B, "shop", "b", "orders"),
        new Neighbour("j2", job(B, C, "b", "c", "orders", "bills"), false),
        new Neighbour("j3", job(C, A, "c", "shop", "bills"), false));
  }

  @Test
  void a_loop_of_others_keeps_nobody_from_an_answer() {
    assertPasses(
        job(A, B, "shop", "b"),
        new Neighbour("j2", job(B, C, "b", "c"), false),
        new Neighbour("j3", job(C, D, "c", "d"), false),
        new Neighbour("j4", job(D, C, "d", "c2"), false),
        new Neighbour("j5", job(C, D, "c2", "d"), false));
  }

  @Test
  void two_jobs_into_one_table_are_no_topology_and_into_two_are() {
    JobSpec ours = job(A, C, "shop", "all", "orders");

    Answer both = ask(ours, new Neighbour("j2", job(B, C, "shop_b", "all"), false));

    assertThat(both.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(both.error()).contains("two jobs");
    assertThat(both.detail()).contains("all.orders at dts@127.0.0.1:3303").contains("orders (j2)");
    assertThat(both.objects()).containsExactly("orders");
    assertPasses(ours, new Neighbour("j2", job(B, C, "shop_b", "all", "bills"), false));
    assertPasses(ours, new Neighbour("j2", job(B, D, "shop_b", "all"), false));
    assertPasses(ours, new Neighbour("j2", job(A, D, "shop", "all"), false));
  }

  @Test
  void a_server_is_the_same_however_its_host_is_written() {
    Endpoint named = new Endpoint("localhost", 3302, "dts", "");

    assertThat(
            ask(
                    job(A, B, "shop", "shop"),
                    new Neighbour("j2", job(named, A, "shop", "shop"), false))
                .verdict())
        .isEqualTo(Verdict.FAILED);
  }

  private static void assertPasses(JobSpec spec, Neighbour... neighbours) {
    assertThat(ask(spec, neighbours).verdict()).isEqualTo(Verdict.PASSED);
  }

  private static Answer ask(JobSpec spec, Neighbour... neighbours) {
    return new TopologyCheck().ask(new Inspection(spec, List.of(neighbours)));
  }

  private static Endpoint server(int port) {
    return new Endpoint("127.0.0.1", port, "dts", "");
  }

  private static JobSpec job(
      Endpoint source, Endpoint target, String from, String to, String... tables) {
    return new JobSpec(
        "orders",
        source,
        target,
        List.of(new DatabaseSelection(from, to, List.of(tables))),
        new Stages(true, true, true));
  }
}
