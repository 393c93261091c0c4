package io.byteor.audit.checkpoint;

/** Checkpoints outside of the store, out of reach of whoever changes it. */
public interface PublishedCheckpoints {
    /**
     * The greatest sequence of this store's that was published; 0 where none was.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE if it cannot be asked now
     */
    long last();
}
