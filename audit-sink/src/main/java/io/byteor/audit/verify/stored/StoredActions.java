package io.byteor.audit.verify.stored;

import io.byteor.schemas.digest.Digest;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stored actions of replays, and what is kept beside them. What is handed over is never held all at once.
 *
 * <p>All methods throw ByteorException UNAVAILABLE if the store cannot be read now.
 */
public interface StoredActions {
    /** What is kept with the replay; empty where it has no row. */
    Optional<Kept> kept(String replayId);

    /**
     * Hands over the actions of the replay in order of {@code seq}.
     *
     * @param day only those in its partition; null for all
     */
    void each(String replayId, @Nullable LocalDate day, Consumer<StoredAction> action);

    /** Hands over the counts that are kept beside the actions of the replay. */
    void counts(String replayId, Consumer<StoredCount> count);

    /** Hands over the audited replays of a day as their rows are, in order of their ids' UTF-8 bytes. */
    void audited(LocalDate day, Consumer<AuditedReplay> replay);

    /**
     * What follows from the actions and is kept with the replay.
     *
     * @param day of the partition that they lie in
     * @param treeSize how many actions had arrived without a gap
     * @param treeRoot of the tree over them; empty where its columns contradict each other
     * @param rootMatched whether it had the audited root, once all had arrived
     * @param elsewhere actions of the replay in other days' partitions
     * @param retired that the day's actions were removed; null where they were not
     * @param early what the row says of its audit, where that was taken before records were kept; null where it was not
     */
    record Kept(
            LocalDate day,
            long treeSize,
            Optional<Digest> treeRoot,
            @Nullable Boolean rootMatched,
            long elsewhere,
            @Nullable StoredNote retired,
            @Nullable AuditedReplay early) {}
}
