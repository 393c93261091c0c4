package io.byteor.audit.query;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Places in lists, as callers carry them: encrypted, since a place can tell what is hidden from its reader, and so that it is only
 * taken for the question it was given out for, as it was given out, within {@link #LIFETIME}. In Base64url: a nonce, and by AES-GCM
 * with the question as associated data when it was given out and the place. Thread-safe.
 */
public final class Cursors {
    /** How long a place can be asked for. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final byte[] PURPOSE = "byteor audit cursor 1".getBytes(StandardCharsets.US_ASCII);

    /** Each thread's own, and given its key for every use: finding one takes longer than what it is for. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Cursors::cipher);

    private final SecretKey key;
    private final SecureRandom nonces = new SecureRandom();
    private final InstantSource clock;

    /** @param key the same for all instances over one store */
    public Cursors(byte[] key, InstantSource clock) {
        this.key = derived(key);
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
        byte[] sealed = new byte[NONCE_BYTES + body.length + TAG_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        nonces.nextBytes(nonce);
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            ready(Cipher.ENCRYPT_MODE, nonce, question).doFinal(body, 0, body.length, sealed, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
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
        if (sealed.length < NONCE_BYTES + Long.BYTES + TAG_BYTES) {
            throw refused("a cursor is taken from the page before", name, cursor, null);
        }
        ByteBuffer told = ByteBuffer.wrap(decrypted(sealed, question, name, cursor));
        Instant given = Instant.ofEpochSecond(told.getLong());
        if (given.plus(LIFETIME).isBefore(clock.instant())) {
            throw refused("a cursor holds for " + LIFETIME.toHours() + " hours; begin anew", name, cursor, null);
        }
        return told;
    }

    private static byte[] decoded(String name, String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refused("a cursor is taken from the page before", name, cursor, e);
        }
    }

    private byte[] decrypted(byte[] sealed, String question, String name, String cursor) {
        try {
            return ready(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), question)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw refused(
                    "a cursor is taken from the page before, of the same list with the same filters", name, cursor, e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private Cipher ready(int mode, byte[] nonce, String question) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce));
        cipher.updateAAD(question.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** HKDF (RFC 5869), so that what else the store's key may be for has nothing to do with it. */
    private static SecretKey derived(byte[] key) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(PURPOSE, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has HKDF-SHA256 and " + TRANSFORMATION, e);
    }

    private static ByteorException refused(String detail, String name, String cursor, @Nullable Exception cause) {
        return new ByteorException(ErrorCode.CURSOR_INVALID, detail, name, cursor, cause);
    }
}
