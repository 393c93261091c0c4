package io.byteor.validator.decision;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.validator.approval.ApprovalCheck;
import io.byteor.validator.rule.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a replay request. */
public sealed interface Decision {
    /** It may run as the event says. */
    record Accepted(ReplayAccepted event) implements Decision {
        @Override
        public String key() {
            return event.getBundle().getRootBundleId();
        }
    }

    /** It may not; the failed findings are why. */
    record Rejected(ReplayRejected event) implements Decision {
        @Override
        public String key() {
            BundleCaptured bundle = event.getBundle();
            return bundle == null ? event.getRequest().getBundleId() : bundle.getRootBundleId();
        }
    }

    /** The root bundle's id; the requested bundle's where it is unknown. */
    String key();

    /**
     * Decides: everything must have been resolved, and no finding may have failed.
     *
     * @param validity how long after the acceptance the replay may begin
     */
    static Decision of(ReplayAdmitted admitted, ApprovalCheck approval, Instant now, Duration validity) {
        List<Finding> findings = Stream.concat(admitted.getFindings().stream(), approval.findings().stream())
                .toList();
        boolean resolved = admitted.getRequestDigest() != null
                && admitted.getBundle() != null
                && admitted.getEnvironment() != null
                && admitted.getPipeline() != null;
        return resolved && !Findings.anyFailed(findings)
                ? new Accepted(accepted(admitted, approval, findings, now, validity))
                : new Rejected(rejected(admitted, approval, findings, now));
    }

    /** Rejects for a fault of ours. What the request resolved to is left out: it may be what we failed on. */
    static Decision ofFault(ReplayAdmitted admitted, ByteorException fault, Instant now) {
        return new Rejected(ReplayRejected.newBuilder()
                .setReplayId(admitted.getReplayId())
                .setRequest(admitted.getRequest())
                .setBundle(admitted.getBundle())
                .setApproval(
                        ApprovalCheck.unnamed(admitted.getApprovalsRequired()).summary())
                .setFindings(List.of(Findings.of(fault)))
                .setRejectedAt(now)
                .build());
    }

    private static ReplayAccepted accepted(
            ReplayAdmitted admitted, ApprovalCheck approval, List<Finding> findings, Instant now, Duration validity) {
        boolean executes = admitted.getRequest().getMode() == Mode.EXECUTE;
        return ReplayAccepted.newBuilder()
                .setReplayId(admitted.getReplayId())
                .setRequest(admitted.getRequest())
                .setRequestDigest(admitted.getRequestDigest())
                .setSelectionDigest(admitted.getSelectionDigest())
                .setBundle(admitted.getBundle())
                .setEnvironment(admitted.getEnvironment())
                .setPipeline(admitted.getPipeline())
                .setTargets(admitted.getTargets())
                .setApproval(approval.summary())
                .setFindings(findings)
                .setStartKey(executes ? admitted.getStartKey() : null)
                .setAcceptedAt(now)
                .setValidUntil(now.plus(validity))
                .build();
    }

    private static ReplayRejected rejected(
            ReplayAdmitted admitted, ApprovalCheck approval, List<Finding> findings, Instant now) {
        return ReplayRejected.newBuilder()
                .setReplayId(admitted.getReplayId())
                .setRequest(admitted.getRequest())
                .setRequestDigest(admitted.getRequestDigest())
                .setBundle(admitted.getBundle())
                .setEnvironment(admitted.getEnvironment())
                .setPipeline(admitted.getPipeline())
                .setApproval(approval.summary())
                .setFindings(findings)
                .setRejectedAt(now)
                .build();
    }
}
