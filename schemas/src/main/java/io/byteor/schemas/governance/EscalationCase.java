package io.byteor.schemas.governance;

import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;

/** One cause about one subject: the key of what is told of it, so that all of it has one owner. */
public final class EscalationCase {
    /** Hexadecimal digits of an id. */
    public static final int LENGTH = 32;

    private EscalationCase() {}

    /** The id of a case: the first half of a SHA-256 over cause, line feed and subject. */
    public static String of(String cause, String subject) {
        byte[] parts = (cause + '\n' + subject).getBytes(StandardCharsets.UTF_8);
        return Digest.of(parts).hex().substring(0, LENGTH);
    }
}
