package io.byteor.audit.checkpoint;

import io.byteor.schemas.signature.Envelope;
import java.util.Optional;
import java.util.OptionalLong;

/** Checkpoints as they are stored, believed by nobody. Methods throw ByteorException UNAVAILABLE if the store cannot be read now. */
public interface StoredCheckpoints {
    /** The greatest sequence; 0 where there is none. */
    default long last() {
        return atOrBefore(Long.MAX_VALUE);
    }

    /**
     * The envelope of this sequence; empty where there is none.
     *
     * @throws io.byteor.schemas.error.ByteorException SIGNATURE_INVALID where what is stored is no envelope
     */
    Optional<Envelope> envelope(long sequence);

    /**
     * The greatest sequence, up to this one, that there is; 0 where there is none.
     *
     * @param sequence at least 0
     */
    long atOrBefore(long sequence);

    /** The least sequence, from this one on, that there is; empty where there is none. */
    OptionalLong atOrAfter(long sequence);
}
