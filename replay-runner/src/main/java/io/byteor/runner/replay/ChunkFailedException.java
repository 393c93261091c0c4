package io.byteor.runner.replay;

/** A chunk was lost or its fate is unknown; what was committed is found out by claiming the replay anew. */
public final class ChunkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChunkFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
