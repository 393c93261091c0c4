package io.byteor.audit.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The questions. A page shows what lies within the reach; one thing is answered wherever it lies. Pages are asked for by the cursor of the page before; a cursor that was never given out is refused with
 * REQUEST_INVALID. Thread-safe.
 */
public interface AuditQueries {
    /** Newest first. */
    Page<ReplayView> replays(Wanted.Replays wanted, Reach reach, @Nullable String after, int limit);

    Optional<ReplayView> replay(String replayId);

    /** What decides who may read of the replay and where its actions lie, without all the rest. */
    Optional<ReplayPlace> place(String replayId);

    /** Empty as long as the replay has not been audited. */
    Optional<AuditView> audit(String replayId);

    /** Of one replay, in order of {@code seq}. */
    Page<ActionView> actions(ReplayPlace replay, @Nullable String after, int limit);

    /** Across replays: those of the newest replay first, within a replay in order of {@code seq}. */
    Page<ActionView> actions(Wanted.Actions wanted, Reach reach, @Nullable String after, int limit);

    /** Newest first. */
    Page<ApprovalView> approvals(Wanted.Approvals wanted, Reach reach, @Nullable String after, int limit);

    Optional<ApprovalView> approval(String approvalId);

    /** Newest first. */
    Page<BundleView> bundles(Wanted.Bundles wanted, Reach reach, @Nullable String after, int limit);

    Optional<BundleView> bundle(String bundleId);

    /** Newest first. */
    Page<EscalationView> escalations(Wanted.Escalations wanted, Reach reach, @Nullable String after, int limit);

    Optional<EscalationView> escalation(String escalationId);
}
