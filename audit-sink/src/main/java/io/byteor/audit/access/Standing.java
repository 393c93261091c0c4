package io.byteor.audit.access;

import io.byteor.schemas.error.ByteorException;

/** As of what the store answers: the first offset of each partition that it has not taken yet. Thread-safe. */
public interface Standing {
    /**
     * As a JSON object.
     *
     * @throws ByteorException UNAVAILABLE where the store cannot be asked now
     */
    String now();
}
