package io.byteor.audit.checkpoint;

import java.util.Optional;

/** Makes checkpoints. Thread-safe. */
public interface Checkpointing {
    /**
     * Signs and stores what the logs have grown by since the newest checkpoint, in one checkpoint or, where they grew much, several.
     *
     * @return the newest checkpoint; empty where there is none, because no log holds a record
     * @throws io.byteor.schemas.error.ByteorException SIGNING_DISABLED where the store has no key, AUDIT_NOT_INTACT as for
     *     {@link CheckpointDraft#next} and where a later checkpoint was published than is stored, UNAVAILABLE if store or topic
     *     cannot be used now
     */
    Optional<SignedCheckpoint> advance();
}
