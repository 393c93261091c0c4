package io.byteor.schemas.digest;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest (FIPS 180-4), written {@code sha256:} and 64 lower-case hex digits. Immutable; equal by value. */
public final class Digest implements Comparable<Digest> {
    public static final int LENGTH = 32;
    private static final String PREFIX = "sha256:";

    /** Looking one up takes as long as hashing a short text. Each is fed and finished within one call. */
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Digest::newSha256);

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest of the content. */
    public static Digest of(byte[] content) {
        return new Digest(sha256(content));
    }

    /** The 32 bytes of the digest of these pieces, one behind the other. */
    public static byte[] sha256(byte[]... pieces) {
        MessageDigest sha256 = OF_THREAD.get();
        for (byte[] piece : pieces) {
            sha256.update(piece);
        }
        return sha256.digest();
    }

    /**
     * The digest that these 32 bytes are.
     *
     * @throws IllegalArgumentException if there are not 32
     */
    public static Digest ofRaw(byte[] raw) {
        if (raw.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + raw.length);
        }
        return new Digest(raw.clone());
    }

    /**
     * Reads the written form, with its prefix.
     *
     * @throws ByteorException REQUEST_INVALID for any other form
     */
    public static Digest parse(String text) {
        if (text.startsWith(PREFIX)) {
            return ofHex(text.substring(PREFIX.length()));
        }
        throw malformed(text);
    }

    /**
     * Reads 64 lower-case hex digits.
     *
     * @throws ByteorException REQUEST_INVALID for any other form
     */
    public static Digest ofHex(String hex) {
        if (!isHex(hex)) {
            throw malformed(hex);
        }
        return new Digest(HexFormat.of().parseHex(hex));
    }

    /** Whether a text is 64 lower-case hex digits. */
    public static boolean isHex(String text) {
        return text.length() == 2 * LENGTH && text.chars().allMatch(Digest::isLowerHex);
    }

    /** A fresh SHA-256 to feed piece by piece. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static ByteorException malformed(String text) {
        return new ByteorException(
                ErrorCode.REQUEST_INVALID, "a digest is sha256: and 64 lower-case hex digits", null, text);
    }

    /** A copy of the 32 bytes. */
    public byte[] raw() {
        return bytes.clone();
    }

    /** 64 lower-case hex digits, without prefix. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + hex();
    }
}
