package io.byteor.audit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How the store shows that nobody changed it. */
@ConfigMapping(prefix = "byteor.audit")
public interface AuditConfig {
    /** The store's name in what it signs. */
    @WithDefault("audit")
    String store();

    /** The Ed25519 private key (PKCS#8 in PEM) that signs what the store says of itself. */
    Optional<Path> signingKey();
}
