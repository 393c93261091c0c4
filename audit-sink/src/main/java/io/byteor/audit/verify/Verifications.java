package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
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
        return store.read(snapshot -> new ReplayVerifier(
                        snapshot, new Anchoring(snapshot.checkpoints(), snapshot.logs(), keys), keys)
                .verify(replayId));
    }
}
