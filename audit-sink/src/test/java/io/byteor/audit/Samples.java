package io.byteor.audit;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.AccessEnding;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.EscalationNote;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.RefusedVote;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.event.Vote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events of one replay, as a runner and a validator write them. */
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-23T10:00:00.123456Z");
    public static final Person OLGA = new Person("https://byteor.local", "olga", false);

    private Samples() {}

    public static String bundleId(String name) {
        return Digest.of(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static ReplayAction action(String replayId, long seq) {
        boolean toLane = seq % 2 == 0;
        return ReplayAction.newBuilder()
                .setReplayId(replayId)
                .setSeq(seq)
                .setRole("triage")
                .setLane("feed")
                .setStage(toLane ? "keep" : "alert")
                .setOriginLane("feed")
                .setOriginSequence(seq / 2)
                .setOrdinal((int) (seq % 2))
                .setTarget(toLane ? null : "alerts")
                .setToLane(toLane ? "strong" : null)
                .setDecision(toLane ? "emitted" : "would_apply")
                .setKey(toLane ? null : ByteBuffer.wrap(new byte[] {0, (byte) 0xff, (byte) seq}))
                .setPayloadSha256(
                        ByteBuffer.wrap(Digest.of(new byte[] {(byte) seq}).raw()))
                .setPayloadBytes(100 + seq)
                .setAt(AT.plusNanos(seq * 1_000))
                .build();
    }

    public static List<ReplayAction> actions(String replayId, int count) {
        return IntStream.range(0, count).mapToObj(seq -> action(replayId, seq)).toList();
    }

    public static ReplayAudited audited(String replayId, List<ReplayAction> actions) {
        return audited(replayId, actions, AT);
    }

    public static ReplayAudited audited(String replayId, List<ReplayAction> actions, Instant requestedAt) {
        MerkleTree tree = new MerkleTree();
        actions.forEach(action -> tree.append(ActionForm.leafHash(action)));
        String bundle = bundleId("bundle");
        AuditRecord audit = new AuditRecord(
                AuditRecord.VERSION,
                replayId,
                bundle,
                "bundles/1",
                bundleId("spec"),
                new AuditRecord.Pipeline("quake-alerts 2.3.0", "quake-alerts 2.3.0", "same"),
                List.of(),
                new AuditRecord.Policy("demo", bundleId("posture"), "not_required", "dry_run"),
                List.of(),
                new AuditRecord.Actions(
                        actions.size(), actions.size(), Digest.ofRaw(tree.root()), Map.of(), Map.of(), null),
                null,
                ReplayOutcome.COMPLETED,
                List.of(),
                "",
                null,
                null,
                AuditEvents.text(OLGA),
                List.of(),
                "runner-1",
                requestedAt,
                AT,
                AT);
        return AuditEvents.audited(audit, bundle, Mode.DRY_RUN, OLGA, null);
    }

    public static ReplayRequested request(String replayId) {
        return ReplayRequested.newBuilder()
                .setCommandId("command-" + replayId)
                .setReplayId(replayId)
                .setBundleId(bundleId("bundle"))
                .setMode(Mode.EXECUTE)
                .setDetail(Detail.ACTIONS)
                .setSelection(Selection.newBuilder().build())
                .setRequester(OLGA)
                .setReason("look closer")
                .setTicket("OPS-4")
                .setRequestedAt(AT)
                .build();
    }

    public static ReplayRejected rejected(String replayId) {
        return ReplayRejected.newBuilder()
                .setReplayId(replayId)
                .setRequest(request(replayId))
                .setApproval(ApprovalSummary.newBuilder().setStatus("missing").build())
                .setFindings(List.of(Finding.newBuilder()
                        .setCode("APPROVAL_MISSING")
                        .setOutcome(FindingOutcome.FAILED)
                        .setEvidence("none named")
                        .setRemedy("request one")
                        .build()))
                .setRejectedAt(AT)
                .build();
    }

    public static BundleCaptured captured(String name) {
        return BundleCaptured.newBuilder()
                .setBundleId(bundleId(name))
                .setRootBundleId(bundleId(name))
                .setIncidentId("incident-" + name)
                .setTitle(name)
                .setAgentId("agent-1")
                .setEnvironment("demo")
                .setPipeline("quake-alerts")
                .setVersion("2.3.0")
                .setSpecHash(bundleId("spec"))
                .setCapturedAt(AT)
                .setStoredAt(AT)
                .setDirectory("bundles/1")
                .setFiles(9)
                .setBytes(4711)
                .setLanes(List.of())
                .build();
    }

    /** The bundle is gone ten seconds after it was stored. */
    public static BundleDeleted deleted(BundleCaptured captured) {
        return BundleDeleted.newBuilder()
                .setBundleId(captured.getBundleId())
                .setRootBundleId(captured.getRootBundleId())
                .setIncidentId(captured.getIncidentId())
                .setAgentId(captured.getAgentId())
                .setEnvironment(captured.getEnvironment())
                .setReason("retention")
                .setStoredAt(captured.getStoredAt())
                .setDeletedAt(captured.getStoredAt().plusSeconds(10))
                .build();
    }

    /** Of environment demo, acknowledged and resolved by Olga where it is resolved. */
    public static EscalationState escalation(String escalationId, String subject, long revision, String status) {
        EscalationNote note = "resolved".equals(status) ? new EscalationNote(OLGA, "mended", AT) : null;
        return EscalationState.newBuilder()
                .setEscalationId(escalationId)
                .setRevision(revision)
                .setCause("approval_missing")
                .setSubject(subject)
                .setEnvironment("demo")
                .setEvidence("none named")
                .setReplayId(subject)
                .setStatus(status)
                .setAcknowledgement(note)
                .setResolution(note)
                .setRaisedAt(AT)
                .setChangedAt(AT)
                .build();
    }

    public static ApprovalState approval(String approvalId, long revision, String status) {
        return ApprovalState.newBuilder()
                .setApprovalId(approvalId)
                .setRevision(revision)
                .setStatus(status)
                .setRequestDigest(bundleId("request"))
                .setRequest(request("replay-of-" + approvalId))
                .setEnvironment("demo")
                .setPostureDigest(bundleId("posture"))
                .setRequired(1)
                .setVotes(
                        List.of(new Vote(new Person("https://byteor.local", "paul", false), true, "fine", "OPS-7", AT)))
                .setRefusedVotes(List.of(RefusedVote.newBuilder()
                        .setVoter(OLGA)
                        .setApprove(true)
                        .setCode("APPROVAL_SELF")
                        .setReason("it is mine")
                        .setFirstAt(AT)
                        .setLastAt(AT)
                        .build()))
                .setRequestedAt(AT)
                .setExpiresAt(AT.plusSeconds(60))
                .setChangedAt(AT)
                .build();
    }

    /** Of environment demo, a file of the bundle; it has not ended. */
    public static AccessRecorded accessed(String accessId, String bundleId, String subject) {
        return accessed(accessId, bundleId, subject, null);
    }

    public static AccessRecorded accessed(
            String accessId, String bundleId, String subject, @Nullable AccessEnding end) {
        return AccessRecorded.newBuilder()
                .setAccessId(accessId)
                .setReader(new Person("https://byteor.local", subject, false))
                .setRoles(List.of("operator"))
                .setKind("bundle_file")
                .setAsked("{\"path\":\"data/spec.json\"}")
                .setBundleId(bundleId)
                .setEnvironments(List.of("demo"))
                .setBeganAt(AT)
                .setEnd(end)
                .build();
    }

    public static AccessEnding ending(String outcome, long bytes) {
        return new AccessEnding(outcome, 1L, bytes, null, null, AT.plusSeconds(1));
    }
}
