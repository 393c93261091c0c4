package io.byteor.schemas.bundle.redaction;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes pseudonyms by HMAC-SHA-256 (RFC 2104): under one key equal values have equal pseudonyms, wherever they stand and in
 * whatever bundle; without the key nobody can tell by a pseudonym which value it stands for, nor try a guess against it. A guess of
 * everything that was redacted from a bundle can be tried all the same, against the id of its parent, which is a digest without a
 * key and stands in the derived bundle. Not thread-safe.
 */
public final class PseudonymKey {
    /** Fewest bytes of a key: as many as the digest has. */
    public static final int LEAST = 32;
    /** Most bytes of a key. */
    public static final int MOST = 4_096;

    private static final String ALGORITHM = "HmacSHA256";
    /** What is hashed begins with what it is for, so that neither of the two can be had by asking for the other. */
    private static final byte[] OF_VALUE = "byteor-redaction-1 value\0".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] OF_KEY = "byteor-redaction-1 key id\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 8;
    private static final int TEXT_BYTES = 16;
    private static final int NUMBER_BITS = 53;

    private final Mac mac;

    private PseudonymKey(Mac mac) {
        this.mac = mac;
    }

    /**
     * The key that these bytes are.
     *
     * @param place what they are, for errors, which never tell of the content
     * @throws ByteorException REQUEST_INVALID for fewer than {@value #LEAST} bytes or more than {@value #MOST}
     */
    public static PseudonymKey of(byte[] bytes, String place) {
        if (bytes.length < LEAST || bytes.length > MOST) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID,
                    "a key of " + LEAST + " to " + MOST + " random bytes",
                    place,
                    bytes.length + " bytes");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return new PseudonymKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Names the key without telling of it: 16 hex digits. */
    public String keyId() {
        mac.update(OF_KEY);
        return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(), ID_BYTES));
    }

    /** The pseudonym of text in UTF-8, or of other bytes: {@code p-} and 32 hex digits, the first 128 bits. */
    public String text(byte[] value) {
        return "p-" + HexFormat.of().formatHex(Arrays.copyOf(hash(value), TEXT_BYTES));
    }

    /** The pseudonym of a number in the given form: the first 53 bits of what its text would have, which JSON carries exactly. */
    public long number(String value) {
        long first =
                ByteBuffer.wrap(hash(value.getBytes(StandardCharsets.US_ASCII))).getLong();
        return first >>> (Long.SIZE - NUMBER_BITS);
    }

    private byte[] hash(byte[] value) {
        mac.update(OF_VALUE);
        return mac.doFinal(value);
    }
}
