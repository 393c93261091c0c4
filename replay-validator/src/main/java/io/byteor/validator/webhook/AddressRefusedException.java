package io.byteor.validator.webhook;

import java.io.IOException;

/** A name led to an address that must not be called. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public AddressRefusedException(String message) {
        super(message);
    }
}
