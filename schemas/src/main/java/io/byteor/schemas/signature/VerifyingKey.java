package io.byteor.schemas.signature;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 public key (RFC 8032). Immutable and thread-safe. */
public final class VerifyingKey {
    private final PublicKey key;

    private VerifyingKey(PublicKey key) {
        this.key = key;
    }

    static VerifyingKey of(PublicKey key) {
        return new VerifyingKey(key);
    }

    /**
     * Reads a key as {@code openssl pkey -pubout} writes it: SubjectPublicKeyInfo (RFC 8410) in PEM.
     *
     * @param place what the text is, for errors
     * @throws ByteorException REQUEST_INVALID for anything else
     */
    public static VerifyingKey parse(String pem, String place) {
        try {
            byte[] der = Pem.decode(pem, "PUBLIC KEY", place);
            return new VerifyingKey(
                    KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "an Ed25519 public key (SubjectPublicKeyInfo in PEM)", place, null, e);
        }
    }

    /** Whether this is the signature of the key's owner over the message. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(SigningKey.ALGORITHM);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can verify", e);
        }
    }

    /** SHA-256 over the key's SubjectPublicKeyInfo, as {@code sha256:} and hex. */
    public String keyId() {
        return Digest.of(key.getEncoded()).toString();
    }

    /** The key as it is read. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(key.getEncoded()));
    }
}
