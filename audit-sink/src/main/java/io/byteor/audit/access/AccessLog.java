package io.byteor.audit.access;

import io.byteor.schemas.error.ByteorException;

/** Where accesses are written down. A method that returns has made it durable. Thread-safe. */
public interface AccessLog {
    /**
     * Writes down what is about to be handed out.
     *
     * @throws ByteorException UNAVAILABLE where it cannot be written now; then nothing may go out
     */
    Begun begin(Access access);

    /**
     * Writes down what is handed out in one piece.
     *
     * @throws ByteorException UNAVAILABLE where it cannot be written now; then nothing may go out
     */
    void whole(Access access, AccessEnd end);

    /** A record of an access that has not ended. */
    interface Begun {
        /** The record's id. */
        String accessId();

        /**
         * Writes down how it ended.
         *
         * @throws ByteorException UNAVAILABLE where it cannot be written now; the record then stays as one that began
         */
        void end(AccessEnd end);
    }
}
