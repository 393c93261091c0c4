package io.byteor.audit.checkpoint;

import java.util.List;
import java.util.Optional;

/**
 * The checkpoints as they are stored, for whoever puts them on their topic. Which of them stand there the topic alone says, since
 * whoever can change the store could change what it says of that.
 */
public interface CheckpointOutbox {
    /**
     * Those behind a sequence, the least first.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE if the store cannot be used now
     */
    List<Stored> behind(long sequence, int limit);

    /**
     * One of them, believed by nobody.
     *
     * @param signed empty where what is stored is no checkpoint of this sequence
     */
    record Stored(long sequence, Optional<SignedCheckpoint> signed) {}
}
