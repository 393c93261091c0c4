package io.byteor.audit.query;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Places in lists, as callers carry them: sealed, so that a place is only taken for the question it was given out for, as it was
 * given out, within {@link #LIFETIME}. In Base64url: when it was given out, the place, and an HMAC-SHA256 over question and both.
 * Thread-safe.
 */
public final class Cursors {
    /** How long a place can be asked for. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 32;

    private final Mac fresh;
    private final InstantSource clock;

    /** @param key the same for all instances over one store */
    public Cursors(byte[] key, InstantSource clock) {
        this.fresh = keyed(key);
        this.clock = clock;
    }

    /**
     * A cursor.
     *
     * @param question which list it is, with all that narrows it
     */
    public String seal(String question, long... place) {
        ByteBuffer told = ByteBuffer.allocate(Long.BYTES * place.length);
        told.asLongBuffer().put(place);
        return sealed(question, told.array());
    }

    /** The same, of a place that has a name. */
    public String sealName(String question, String place) {
        return sealed(question, place.getBytes(StandardCharsets.UTF_8));
    }

    private String sealed(String question, byte[] place) {
        byte[] body = ByteBuffer.allocate(Long.BYTES + place.length)
                .putLong(clock.instant().getEpochSecond())
                .put(place)
                .array();
        byte[] sealed = Arrays.copyOf(body, body.length + SEAL_BYTES);
        System.arraycopy(mac(question, body), 0, sealed, body.length, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * The place.
     *
     * @param name the parameter or header that the cursor came in
     * @throws ByteorException CURSOR_INVALID where it was not given out for this question, or too long ago
     */
    public long[] open(String question, String name, String cursor) {
        ByteBuffer told = opened(question, name, cursor);
        long[] place = new long[told.remaining() / Long.BYTES];
        told.asLongBuffer().get(place);
        return place;
    }

    /** The same, of a place that has a name. */
    public String openName(String question, String name, String cursor) {
        return StandardCharsets.UTF_8.decode(opened(question, name, cursor)).toString();
    }

    private ByteBuffer opened(String question, String name, String cursor) {
        byte[] sealed = decoded(name, cursor);
        if (sealed.length < Long.BYTES + SEAL_BYTES) {
            throw refused("a cursor is taken from the page before", name, cursor);
        }
        byte[] body = Arrays.copyOf(sealed, sealed.length - SEAL_BYTES);
        byte[] seal = Arrays.copyOfRange(sealed, body.length, sealed.length);
        if (!MessageDigest.isEqual(seal, mac(question, body))) {
            throw refused(
                    "a cursor is taken from the page before, of the same list with the same filters", name, cursor);
        }
        ByteBuffer told = ByteBuffer.wrap(body);
        Instant given = Instant.ofEpochSecond(told.getLong());
        if (given.plus(LIFETIME).isBefore(clock.instant())) {
            throw refused("a cursor holds for " + LIFETIME.toHours() + " hours; begin anew", name, cursor);
        }
        return told;
    }

    private static byte[] decoded(String name, String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw new ByteorException(
                    ErrorCode.CURSOR_INVALID, "a cursor is taken from the page before", name, cursor, e);
        }
    }

    /** Over the length of the body too, or else bytes of a question that a caller words could pass for some of a place. */
    private byte[] mac(String question, byte[] body) {
        try {
            Mac mac = (Mac) fresh.clone();
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, body.length));
            mac.update(body);
            return mac.doFinal(question.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }

    /** Never fed itself: finding one and giving it its key takes longer than what it is for. */
    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static ByteorException refused(String detail, String name, String cursor) {
        return new ByteorException(ErrorCode.CURSOR_INVALID, detail, name, cursor);
    }
}
