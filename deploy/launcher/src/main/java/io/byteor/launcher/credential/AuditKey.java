package io.byteor.launcher.credential;

import io.byteor.launcher.LaunchFailure;
import io.byteor.schemas.signature.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key pair of a data directory that its audit store signs with, kept over restarts; readable by its owner alone. */
public final class AuditKey {
    private static final String FOLDER = "credentials";

    private AuditKey() {}

    /** Where the private key is. */
    public static Path signing(Path data) {
        return data.resolve(FOLDER).resolve("audit-signing-key.pem");
    }

    /** Where the public key is, which receipts are checked by. */
    public static Path verifying(Path data) {
        return data.resolve(FOLDER).resolve("audit-public-key.pem");
    }

    static void ensure(Path data) {
        Path file = signing(data);
        try {
            SigningKey key;
            if (Files.exists(file)) {
                key = SigningKey.parse(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
            } else {
                key = SigningKey.generate();
                PrivateFile.write(file, key.pem()); // once for all: what it signed needs it
            }
            PrivateFile.write(verifying(data), key.verifyingKey().pem());
        } catch (IOException e) {
            throw new LaunchFailure("the signing key %s cannot be read".formatted(file), e);
        }
    }
}
