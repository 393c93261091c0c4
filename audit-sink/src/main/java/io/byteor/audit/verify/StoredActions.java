package io.byteor.audit.verify;

import java.util.function.Consumer;

/** The stored actions of replays. */
public interface StoredActions {
    /**
     * Hands over every action of the replay, in order of {@code seq}, as of one moment, without holding them all at once.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE if the store cannot be read now
     */
    void each(String replayId, Consumer<StoredAction> action);
}
