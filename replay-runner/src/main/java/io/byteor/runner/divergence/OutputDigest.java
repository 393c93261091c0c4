package io.byteor.runner.divergence;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.digest.NormalForm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** SHA-256 over an output's key and the normal form of its payload: equal for equal outputs. Not thread-safe. */
final class OutputDigest {
    static final int BYTES = 32;
    private static final int NO_KEY = -1;

    private final MessageDigest sha256 = Digest.newSha256();
    private byte[] last = {};
    private byte[] lastForm = {};

    byte[] of(byte @Nullable [] key, byte[] payload) {
        // A record that several stages emit unchanged has one payload.
        if (!Arrays.equals(payload, last)) {
            lastForm = NormalForm.of(payload).bytes();
            last = payload;
        }
        sha256.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(key == null ? NO_KEY : key.length)
                .flip());
        if (key != null) {
            sha256.update(key);
        }
        return sha256.digest(lastForm);
    }
}
