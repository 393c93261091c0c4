package io.byteor.launcher.credential;

import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The issuer's RSA key pair in PEM (RFC 7468): PKCS #8 and SubjectPublicKeyInfo. */
final class SigningKey {
    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;
    private static final int LINE = 64;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private SigningKey() {}

    /** The pair in these files; a new one where they are absent. */
    static KeyPair ensure(Path privateFile, Path publicFile) {
        try {
            if (Files.exists(privateFile) && Files.exists(publicFile)) {
                return read(privateFile, publicFile);
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            PrivateFile.write(privateFile, pem(PRIVATE, pair.getPrivate().getEncoded()));
            PrivateFile.write(publicFile, pem(PUBLIC, pair.getPublic().getEncoded()));
            return pair;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new LaunchFailure(
                    "the key pair %s cannot be used; remove both files for a new one".formatted(privateFile), e);
        }
    }

    private static KeyPair read(Path privateFile, Path publicFile) throws IOException, GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(der(PRIVATE, privateFile)));
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(der(PUBLIC, publicFile)));
        return new KeyPair(publicKey, privateKey);
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
    }

    private static byte[] der(String kind, Path file) throws IOException {
        String body = Files.readString(file)
                .replace("-----BEGIN %s-----".formatted(kind), "")
                .replace("-----END %s-----".formatted(kind), "");
        return Base64.getMimeDecoder().decode(body.strip());
    }
}
