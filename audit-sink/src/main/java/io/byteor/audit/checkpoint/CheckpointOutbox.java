package io.byteor.audit.checkpoint;

import java.util.List;

/** Checkpoints that may not stand on their topic yet. Methods throw ByteorException UNAVAILABLE if the store cannot be used now. */
public interface CheckpointOutbox {
    /** The oldest first. */
    List<SignedCheckpoint> pending(int limit);

    /** Notes that the checkpoint stands on its topic. */
    void published(long sequence);
}
