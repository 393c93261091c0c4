package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.verify.stored.Snapshot;

/** Verifies replays, each as of one moment. Thread-safe. */
public final class Verifications {
    private final Snapshot.Source store;
    private final StoreKeys keys;

    public Verifications(Snapshot.Source store, StoreKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Verifies a replay; an unknown one has neither actions nor records. */
    public Verification verify(String replayId) {
        return store.read(
                snapshot -> verify(snapshot, new Anchoring(snapshot.checkpoints(), snapshot.logs(), keys), replayId));
    }

    /** The same within a snapshot. */
    public Verification verify(Snapshot snapshot, Anchoring anchoring, String replayId) {
        SubjectVerdict records = new SubjectVerifier(snapshot.facts(), anchoring).verify(Subject.replay(replayId));
        ActionsVerdict actions = new ActionsVerifier(snapshot.actions(), keys).verify(replayId, records.anchor());
        return new Verification(actions, records);
    }
}
