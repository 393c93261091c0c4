package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.verify.stored.Snapshot;

/** Verifies replays, all as of one moment. Not thread-safe. */
public final class ReplayVerifier {
    private final SubjectVerifier records;
    private final ActionsVerifier actions;

    public ReplayVerifier(Snapshot snapshot, Anchoring anchoring, StoreKeys keys) {
        this.records = new SubjectVerifier(snapshot.facts(), anchoring);
        this.actions = new ActionsVerifier(snapshot.actions(), keys);
    }

    /** Verifies a replay; an unknown one has neither actions nor records. */
    public Verification verify(String replayId) {
        SubjectVerdict told = records.verify(Subject.replay(replayId));
        return new Verification(actions.verify(replayId, told.anchor(), told.requestedAt()), told);
    }
}
