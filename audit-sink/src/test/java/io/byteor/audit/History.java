package io.byteor.audit;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import io.byteor.schemas.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What happened to one incident in an environment of its own, put into the store as the intake would. */
final class History {
    static final Person PAUL = new Person("https://byteor.local", "paul", false);
    private static final AtomicInteger PARTITIONS = new AtomicInteger(2_000);

    final String name = "h" + UUID.randomUUID();
    final BundleCaptured bundle;
    private final AuditStore store;
    private int replays;

    History(AuditStore store) {
        this(store, null);
    }

    private History(AuditStore store, @Nullable String incidentId) {
        this.store = store;
        this.bundle = BundleCaptured.newBuilder(Samples.captured(name))
                .setEnvironment(name)
                .setAgentId("agent-" + name)
                .setIncidentId(incidentId == null ? "incident-" + name : incidentId)
                .build();
    }

    /** Of the same incident in another environment. */
    History elsewhere() {
        return new History(store, bundle.getIncidentId());
    }

    /** Asked for over the bundle, voted for, and once in vain. */
    void approval(String approvalId) {
        ApprovalState state = Samples.approval(approvalId, 2, "approved");
        state.put("environment", name);
        state.getRequest().put("bundleId", bundle.getBundleId());
        take(new Entry.Approval(state));
    }

    AuditStore.Taken take(Entry... entries) {
        int partition = PARTITIONS.incrementAndGet();
        // Another application of this process may have counted the same before, and left its database.
        long from = store.next(Topic.REPLAY_ACTION, partition);
        return store.take(
                List.of(new Slice(Topic.REPLAY_ACTION, partition, from, from + entries.length, List.of(entries))));
    }

    /** Of the bundle, decided; answers its id. */
    String accepted(Mode mode, Instant requestedAt) {
        String replayId = name + "-" + replays++;
        ReplayRequested request = Samples.request(replayId);
        request.put("bundleId", bundle.getBundleId());
        request.put("mode", mode);
        request.put("requestedAt", requestedAt);
        take(new Entry.Accepted(ReplayAccepted.newBuilder()
                .setReplayId(replayId)
                .setRequest(request)
                .setRequestDigest(Samples.bundleId("request"))
                .setSelectionDigest(Samples.bundleId("selection"))
                .setBundle(bundle)
                .setEnvironment(EnvironmentSnapshot.newBuilder()
                        .setName(name)
                        .setRevision(1)
                        .setPostureDigest(Samples.bundleId("posture"))
                        .setMaxRecords(1)
                        .setMaxRecordsPerSecond(1)
                        .setMaxDurationMillis(1)
                        .setDryRunDetail(1)
                        .build())
                .setPipeline(
                        new ResolvedPipeline("quake-alerts 2.3.0", null, "same", Samples.bundleId(name + mode), null))
                .setTargets(List.of())
                .setApproval(new ApprovalSummary(
                        mode == Mode.EXECUTE ? "approved" : "not_required",
                        null,
                        mode == Mode.EXECUTE ? List.of(PAUL) : List.of()))
                .setFindings(List.of())
                .setAcceptedAt(requestedAt)
                .setValidUntil(requestedAt.plusSeconds(900))
                .build()));
        return replayId;
    }

    /** An execute that lacks its approval. */
    ReplayRejected rejected() {
        ReplayRejected rejected = Samples.rejected(name + "-" + replays++);
        rejected.getRequest().put("environment", name);
        return rejected;
    }

    static Entry[] actions(String replayId, int from, int to) {
        return Samples.actions(replayId, to).stream()
                .skip(from)
                .map(History::action)
                .toArray(Entry[]::new);
    }

    static Entry action(ReplayAction action) {
        return Entry.Action.of(action);
    }

    void audited(String replayId, int actions) {
        ReplayAudited audited = Samples.audited(replayId, Samples.actions(replayId, actions));
        audited.put("environment", name);
        take(new Entry.Audited(audited, Samples.AT));
    }
}
