package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.tencent.TencentError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to be changed to; what is left out stays. What a sandbox cannot hold is refused,
 * but for what makes no difference to it: when the job is to run, what is compared, the target's
 * privileges.
 */
record Modification(
    @Nullable String jobId,
    @Nullable String jobName,
    @Nullable Option migrateOption,
    @Nullable String srcAccessType,
    @Nullable Source srcInfo,
    @Nullable String dstAccessType,
    @Nullable Target dstInfo,
    @Nullable String databaseInfo,
    @Nullable String srcNodeType,
    @Nullable List<Source> srcInfoMulti) {

  /** How the job is to move. */
  record Option(
      @Nullable Long runMode,
      @Nullable String expectTime,
      @Nullable Long migrateType,
      @Nullable Long migrateObject,
      @Nullable Long consistencyType,
      @Nullable Long isOverrideRoot,
      @Nullable String externParams,
      @Nullable Consistency consistencyParams) {

    private Stages appliedTo(Stages before) {
      only("MigrateOption.RunMode", runMode, MigrateJobInfo.RUN_MODE);
      only("MigrateOption.MigrateObject", migrateObject, MigrateJobInfo.LISTED);
      return switch (migrateType == null ? 0 : migrateType.intValue()) {
        case 0 -> before;
        case 1 -> new Stages(true, false, false);
        case 2 -> new Stages(before.structure(), true, false);
        case 3 -> new Stages(before.structure(), true, true);
        default -> throw TencentError.invalid("MigrateOption.MigrateType", "1, 2 or 3");
      };
    }

    private static void only(String name, @Nullable Long sent, int known) {
      if (sent != null && sent != known) {
        throw TencentError.invalid(name, known + ", which is all that a sandbox does");
      }
    }
  }

  /** How much is compared after the load. */
  record Consistency(
      @Nullable Long selectRowsPerTable,
      @Nullable Long tablesSelectAll,
      @Nullable Long tablesSelectCount) {}

  /** The source; it is reached by its address alone. Its text form never shows a secret. */
  record Source(
      @Nullable String accessKey,
      @Nullable String ip,
      @Nullable Long port,
      @Nullable String user,
      @Nullable String password,
      @Nullable String rdsInstanceId,
      @Nullable String cvmInstanceId,
      @Nullable String uniqDcgId,
      @Nullable String vpcId,
      @Nullable String subnetId,
      @Nullable String uniqVpnGwId,
      @Nullable String instanceId,
      @Nullable String region,
      @Nullable String supplier,
      @Nullable String ccnId,
      @Nullable String engineVersion) {

    private Endpoint appliedTo(Endpoint before) {
      none("SrcInfo.AccessKey", accessKey);
      none("SrcInfo.RdsInstanceId", rdsInstanceId);
      none("SrcInfo.CvmInstanceId", cvmInstanceId);
      none("SrcInfo.UniqDcgId", uniqDcgId);
      none("SrcInfo.VpcId", vpcId);
      none("SrcInfo.SubnetId", subnetId);
      none("SrcInfo.UniqVpnGwId", uniqVpnGwId);
      none("SrcInfo.InstanceId", instanceId);
      none("SrcInfo.CcnId", ccnId);
      return changed(before, ip, port, user, password);
    }

    @Override
    public String toString() {
      return user + "@" + ip + ":" + port;
    }
  }

  /** The target, which is reached so too. Its text form never shows a secret. */
  record Target(
      @Nullable String region,
      @Nullable String instanceId,
      @Nullable String ip,
      @Nullable Long port,
      @Nullable Long readOnly,
      @Nullable String user,
      @Nullable String password) {

    private Endpoint appliedTo(Endpoint before) {
      none("DstInfo.InstanceId", instanceId);
      return changed(before, ip, port, user, password);
    }

    @Override
    public String toString() {
      return user + "@" + ip + ":" + port;
    }
  }

  /**
   * @throws TencentError where a sandbox cannot hold it
   */
  JobSpec appliedTo(JobSpec before) {
    oneOf("SrcAccessType", srcAccessType, Set.of(MigrateJobInfo.SOURCE_ACCESS));
    oneOf("DstAccessType", dstAccessType, Set.of(MigrateJobInfo.TARGET_ACCESS));
    oneOf("SrcNodeType", srcNodeType, Set.of("", "simple"));
    if (srcInfoMulti != null && !srcInfoMulti.isEmpty()) {
      throw TencentError.invalid("SrcInfoMulti", "empty: a source here is one server");
    }
    return new JobSpec(
        jobName == null ? before.name() : jobName,
        srcInfo == null ? before.source() : srcInfo.appliedTo(before.source()),
        dstInfo == null ? before.target() : dstInfo.appliedTo(before.target()),
        databaseInfo == null ? before.objects() : DatabaseInfo.read(databaseInfo, before.objects()),
        migrateOption == null ? before.stages() : migrateOption.appliedTo(before.stages()));
  }

  private static Endpoint changed(
      Endpoint before,
      @Nullable String ip,
      @Nullable Long port,
      @Nullable String user,
      @Nullable String password) {
    return new Endpoint(
        ip == null ? before.host() : ip,
        // The core says what is no port.
        port == null ? before.port() : (int) Math.max(-1, Math.min(port, 1 << 16)),
        user == null ? before.user() : user,
        password == null ? before.password() : password);
  }

  private static void oneOf(String name, @Nullable String sent, Set<String> known) {
    if (sent != null && !known.contains(sent)) {
      throw TencentError.invalid(
          name,
          "left out, or "
              + String.join(" or ", known.stream().filter(k -> !k.isEmpty()).sorted().toList()));
    }
  }

  private static void none(String name, @Nullable String sent) {
    if (sent != null && !sent.isBlank()) {
      throw TencentError.invalid(name, "left out: servers are reached by Ip and Port here");
    }
  }
}
