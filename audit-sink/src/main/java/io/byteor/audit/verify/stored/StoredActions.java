package io.byteor.audit.verify.stored;

import io.byteor.schemas.digest.Digest;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The stored actions of replays. */
public interface StoredActions {
    /**
     * Hands over every action of the replay, in order of {@code seq}, as of one moment, without holding them all at once.
     *
     * @return what else is stored of them as of the same moment; empty where the replay has no row
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE if the store cannot be read now
     */
    Optional<Kept> each(String replayId, Consumer<StoredAction> action);

    /**
     * What follows from the actions and is kept with the replay.
     *
     * @param day of the partition that they lie in
     * @param treeSize how many actions had arrived without a gap
     * @param treeRoot of the tree over them; empty where its columns contradict each other
     * @param rootMatched whether it had the audited root, once all had arrived
     * @param elsewhere actions of the replay in other days' partitions
     * @param retired the signed note that the day's actions were removed; null where there is none
     */
    record Kept(
            LocalDate day,
            long treeSize,
            Optional<Digest> treeRoot,
            @Nullable Boolean rootMatched,
            long elsewhere,
            @Nullable String retired) {}
}
