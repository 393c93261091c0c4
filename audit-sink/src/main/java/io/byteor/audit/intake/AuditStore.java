package io.byteor.audit.intake;

import io.byteor.schemas.topic.Topic;
import java.util.List;

/**
 * Where batches go. The offsets of the partitions stand in the store itself and move in the transaction that takes the batch, so
 * a batch is in it once or not at all, whatever happens to whom. Thread-safe.
 */
public interface AuditStore {
    /**
     * The offset at which the partition goes on; 0 before its first record.
     *
     * @throws StoreUnavailableException if the store cannot be asked now
     */
    long next(Topic topic, int partition);

    /**
     * Takes the batch, whole or not at all.
     *
     * @param batch slices of different partitions
     * @throws FencedException if the store stands elsewhere than a slice begins: somebody else has taken records
     * @throws RefusedException if the store can never hold something of it; the rest may be offered without
     * @throws StoreUnavailableException if the transaction did not come about, or nobody knows; {@link #next} tells
     * @throws io.byteor.schemas.error.ByteorException AUDIT_NOT_INTACT if it cannot, since the store was changed behind its back, as
     *     long as that is not put right
     */
    Taken take(List<Slice> batch);

    /**
     * What became of the actions of a batch.
     *
     * @param rows rows that were added
     * @param repeated actions that were there already
     * @param contradicting those of them that were there with other content; what was there stays
     */
    record Taken(long rows, long repeated, long contradicting) {}
}
