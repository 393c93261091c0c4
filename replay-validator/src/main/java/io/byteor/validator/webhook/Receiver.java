package io.byteor.validator.webhook;

import io.byteor.schemas.address.AddressRefusedException;
import java.io.IOException;
import java.util.Map;

/** Whoever is told. */
@FunctionalInterface
public interface Receiver {
    /**
     * Posts a message once; follows nothing.
     *
     * @return the HTTP status of the answer
     * @throws AddressRefusedException where the receiver lies at an address that must not be called
     * @throws IOException where no answer came; the message may have arrived all the same
     */
    int post(Map<String, String> headers, byte[] body) throws IOException;
}
