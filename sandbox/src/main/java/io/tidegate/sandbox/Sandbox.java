package io.tidegate.sandbox;

import io.tidegate.sandbox.admin.AdminApi;
import io.tidegate.sandbox.admin.ThisMachineOnly;
import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Assessments;
import io.tidegate.sandbox.core.ClockControl;
import io.tidegate.sandbox.core.Deployments;
import io.tidegate.sandbox.core.IdStyle;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.oms.OmsDialect;
import io.tidegate.sandbox.dialect.tencent.TencentDialect;
import io.tidegate.sandbox.fault.Faults;
import io.tidegate.sandbox.http.CallCounts;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.HttpHost;
import io.tidegate.sandbox.http.RateLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.time.InstantSource;
import java.util.Map;

/** A running sandbox: one address, the jobs behind it, and the databases behind those. */
public final class Sandbox implements AutoCloseable {
  private final FileChannel lock;
  private final Metadatabase metadatabase;
  private final JobService jobs;
  private final HttpHost http;

  private Sandbox(FileChannel lock, Metadatabase metadatabase, JobService jobs, HttpHost http) {
    this.lock = lock;
    this.metadatabase = metadatabase;
    this.jobs = jobs;
    this.http = http;
  }

  /**
   * Takes up what an earlier sandbox on the same data left, and begins to answer.
   *
   * @throws IOException if the address cannot be had, the data folder cannot be written, or another
   *     sandbox works on it
   */
  public static Sandbox start(SandboxSettings settings, DatabaseParts databases)
      throws IOException {
    FileChannel lock = DataFolder.lock(settings.data());
    Metadatabase metadatabase = new Metadatabase(DataFolder.metadatabase(settings.data()));
    SandboxClock clock = new SandboxClock(InstantSource.system());
    ClockControl clockControl = new ClockControl(metadatabase, clock);
    AccessKeys keys = new AccessKeys(metadatabase, clock, settings.key());
    Deployments deployments = new Deployments(metadatabase);
    Faults faults = new Faults(clock);
    CallCounts counts = new CallCounts();
    JobService jobs =
        new JobService(
            metadatabase,
            databases.prechecks(),
            databases.engine().apply(metadatabase),
            clock,
            settings.timing());
    Assessments assessments = new Assessments();
    DialectChoice dialects =
        new DialectChoice(
            new AlibabaDialect(
                io.tidegate.sandbox.dialect.alibaba.action.Actions.all(jobs, clock, assessments),
                keys,
                clock,
                faults,
                rateLimit(settings),
                counts),
            new TencentDialect(
                io.tidegate.sandbox.dialect.tencent.action.Actions.all(jobs, clock),
                keys,
                clock,
                faults,
                rateLimit(settings),
                counts));
    OmsDialect oms =
        new OmsDialect(
            io.tidegate.sandbox.dialect.oms.action.Actions.all(jobs, clock),
            keys,
            deployments,
            clock,
            faults,
            counts);
    Handler admin =
        new AdminApi(
            jobs,
            faults,
            counts,
            clock,
            clockControl,
            keys,
            deployments,
            assessments,
            Map.of(
                AlibabaDialect.NAME,
                IdStyle.TASK_IN_INSTANCE,
                AlibabaDialect.SYNC_NAME,
                IdStyle.TASK_IN_INSTANCE,
                TencentDialect.NAME,
                IdStyle.DASHED,
                TencentDialect.NAME_2018,
                IdStyle.DASHED,
                TencentDialect.SYNC_NAME,
                IdStyle.DASHED_SYNC,
                OmsDialect.NAME,
                IdStyle.MARKED),
            settings.bind());
    // Before the first call can come: a job that a call begins is not one to be taken up again.
    jobs.recover();
    InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.port());
    try {
      HttpHost http =
          HttpHost.start(
              address,
              Map.of(
                  "/",
                  dialects,
                  OmsDialect.PATH,
                  oms,
                  "/admin",
                  settings.adminFromAnywhere() ? admin : new ThisMachineOnly(admin)));
      return new Sandbox(lock, metadatabase, jobs, http);
    } catch (IOException e) {
      jobs.close();
      metadatabase.close();
      lock.close();
      throw new IOException("cannot listen on " + settings.bind() + ":" + settings.port(), e);
    }
  }

  private static RateLimit rateLimit(SandboxSettings settings) {
    return new RateLimit(settings.callsPerSecond(), InstantSource.system());
  }

  /** The address as a client is given it: {@code 127.0.0.1:41234}. */
  public String address() {
    InetSocketAddress address = http.address();
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Stops answering, then moving; a sandbox on the same data goes on from here. */
  @Override
  public void close() {
    http.close();
    jobs.close();
    metadatabase.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the data folder", e);
    }
  }
}
