package io.byteor.audit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the store shows that nobody changed it. */
@ConfigMapping(prefix = "byteor.audit")
public interface AuditConfig {
    /** The store's name in its checkpoints and receipts, and their key on the topic. */
    @WithDefault("audit")
    String store();

    /**
     * The Ed25519 private key (PKCS#8 in PEM) that signs checkpoints and receipts. Without it none are made, and what changes
     * whole logs with all that follows from them is not noticed.
     */
    Optional<Path> signingKey();

    /**
     * Public keys (PEM) whose signatures count beside the signing key's: files, or folders whose files named .pem are meant.
     * When the signing key is replaced, its old public key belongs here.
     */
    Optional<List<Path>> knownKeys();

    /** How often a checkpoint is signed, when there is something new. */
    @WithDefault("60s")
    Duration checkpointInterval();

    /** Verifications and receipts that may run at the same time. Each holds a connection to the database. */
    @WithDefault("4")
    int verificationsAtOnce();

    /** How long a verification may take: of a replay, or of a page of the whole store. */
    @WithDefault("1h")
    Duration verificationDuration();
}
