package io.byteor.ingest.capture;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** Is told of each kept bundle that could not be dealt with for its own sake, so that it holds up no other. Thread-safe. */
@FunctionalInterface
public interface PassedOver {
    /** @param why it will be tried again all the same whenever it is its turn */
    void bundle(Digest bundleId, Exception why);

    /** Throws on what keeps every bundle from being dealt with now. */
    static void unlessUnavailable(Exception why) {
        if (why instanceof ByteorException refusal && refusal.code() == ErrorCode.UNAVAILABLE) {
            throw refusal;
        }
    }
}
