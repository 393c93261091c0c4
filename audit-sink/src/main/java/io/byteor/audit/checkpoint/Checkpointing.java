package io.byteor.audit.checkpoint;

import java.util.Optional;

/** Makes checkpoints. Thread-safe. */
public interface Checkpointing {
    /**
     * Signs and stores what the logs have grown by since the newest checkpoint, in one checkpoint or, where they grew much, several.
     * What is taken meanwhile is left for the next time, so that it ends however fast the logs grow.
     *
     * @return the newest checkpoint; empty where there is none, because no log holds a record
     * @throws io.byteor.schemas.error.ByteorException as {@link #step}
     */
    default Optional<SignedCheckpoint> advance() {
        Step step = step();
        while (step.more()) {
            step = step();
        }
        return step.newest();
    }

    /**
     * Signs and stores what the logs have grown by, in one checkpoint at most.
     *
     * @throws io.byteor.schemas.error.ByteorException SIGNING_DISABLED where the store has no key, AUDIT_NOT_INTACT as for
     *     {@link CheckpointDraft#next} and where a later checkpoint was published than is stored, UNAVAILABLE if store or topic
     *     cannot be used now
     */
    Step step();

    /**
     * What came of a step.
     *
     * @param newest the newest checkpoint; empty where there is none
     * @param more whether a log may have grown by more than one checkpoint holds
     */
    record Step(Optional<SignedCheckpoint> newest, boolean more) {}
}
