package io.byteor.audit;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The service's keys, read at the start. A key that is named and cannot be used stops the start. */
@ApplicationScoped
public class Keys {
    @Produces
    @Singleton
    StoreKeys keys(AuditConfig config) {
        return StoreKeys.of(
                config.signingKey().map(Keys::signingKey),
                KnownKeys.read(config.knownKeys().orElse(List.of())));
    }

    private static SigningKey signingKey(Path file) {
        try {
            return SigningKey.parse(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a signing key that can be read", file.toString(), null, e);
        }
    }
}
