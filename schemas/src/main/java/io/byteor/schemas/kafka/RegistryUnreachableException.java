package io.byteor.schemas.kafka;

import org.jspecify.annotations.Nullable;

/** The registry gave no answer that settles the question; the same question may be answered later. */
final class RegistryUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
