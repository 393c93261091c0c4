package io.byteor.schemas.access;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.AccessRecorded;

/** Where accesses are told. Those of one id are kept in the order in which they were told. Thread-safe. */
public interface AccessChannel {
    /**
     * Tells, and returns when all in-sync replicas have it.
     *
     * @throws ByteorException UNAVAILABLE where nobody can say so in time; it may be kept all the same
     */
    void tell(AccessRecorded access);

    /** Tells without waiting. Where that fails, now or later, {@code lost} is run once, on any thread. */
    void tell(AccessRecorded access, Runnable lost);
}
