package io.byteor.audit.checkpoint;

import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.signature.Envelope;

/** A checkpoint and the envelope that it came in. */
public record SignedCheckpoint(Envelope envelope, Checkpoint checkpoint) {

    /** @throws io.byteor.schemas.error.ByteorException SIGNATURE_INVALID where the envelope holds no checkpoint */
    public static SignedCheckpoint of(Envelope envelope) {
        return new SignedCheckpoint(envelope, Checkpoint.of(envelope, "checkpoint"));
    }
}
