package io.byteor.schemas.bundle.bag;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The checksum algorithms that RFC 8493, 2.4, names. */
enum BagAlgorithm {
    MD5("md5", "MD5", 16),
    SHA1("sha1", "SHA-1", 20),
    SHA256("sha256", "SHA-256", 32),
    SHA512("sha512", "SHA-512", 64);

    private final String bagName;
    private final String javaName;
    private final int length;

    BagAlgorithm(String bagName, String javaName, int length) {
        this.bagName = bagName;
        this.javaName = javaName;
        this.length = length;
    }

    /** The algorithm that a manifest's file name gives. */
    static Optional<BagAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.bagName.equals(name))
                .findFirst();
    }

    int hexDigits() {
        return 2 * length;
    }

    MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return bagName;
    }
}
