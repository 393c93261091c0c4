package io.byteor.audit.intake.kafka;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The codec of the intake, from when that is up. Thread-safe. */
@ApplicationScoped
public class OpenCodec {
    private volatile @Nullable EventCodec codec;

    void open(EventCodec opened) {
        codec = opened;
    }

    /** @throws ByteorException UNAVAILABLE as long as the intake is not up */
    public EventCodec require() {
        EventCodec open = codec;
        if (open == null) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the intake is not up yet");
        }
        return open;
    }
}
