package io.byteor.validator.request;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids that follow from who asks and with which key, so that every gateway gives a repeat the same one. */
public final class Ids {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    /**
     * A UUIDv8 (RFC 9562, section 5.8): the first bits of SHA-256 over the parts, each with its length before it.
     *
     * @param purpose keeps ids of different things apart
     */
    public static UUID derived(String purpose, Person person, String... parts) {
        MessageDigest sha = Digest.newSha256();
        feed(sha, purpose);
        feed(sha, person.getIssuer());
        feed(sha, person.getSubject());
        for (String part : parts) {
            feed(sha, part);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha.digest());
        long high = (digest.getLong() & ~0xF000L) | 0x8000L;
        long low = (digest.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low);
    }

    /** Whether a text has the form of the ids that are given here. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    private static void feed(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha.update(bytes);
    }
}
