package io.byteor.schemas.audit;

import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The key of an effect as its action has it, so that no key makes an action larger than its topic takes. A key of more than
 * {@value #LONGEST} bytes stands as its first {@value #LONGEST}, the SHA-256 over all of it (32 bytes) and its length (8 bytes,
 * big-endian). So what is longer than {@value #LONGEST} bytes is always such a form, and equal keys have equal ones.
 */
public final class ActionKey {
    /** Most bytes of a key that stands as it is. */
    public static final int LONGEST = 64 << 10;

    private ActionKey() {}

    /** Null for null. A key that stands as it is is not copied. */
    public static @Nullable ByteBuffer of(byte @Nullable [] key) {
        if (key == null || key.length <= LONGEST) {
            return key == null ? null : ByteBuffer.wrap(key);
        }
        byte[] digest = Digest.sha256(key);
        return ByteBuffer.allocate(LONGEST + digest.length + Long.BYTES)
                .put(key, 0, LONGEST)
                .put(digest)
                .putLong(key.length)
                .flip();
    }
}
