package io.byteor.schemas.fuzz;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;

/** One way in for bytes of unknown origin. */
@FunctionalInterface
interface Reading {

    /**
     * Reads to the end of the input.
     *
     * @throws ByteorException where the input is refused
     */
    void read(byte[] input) throws IOException;

    /**
     * Reads, and takes a refusal for an answer; whatever else comes out goes on to the caller.
     *
     * @return whether the input was valid
     */
    default boolean takes(byte[] input) {
        try {
            read(input);
            return true;
        } catch (ByteorException | IOException refused) {
            return false;
        }
    }
}
