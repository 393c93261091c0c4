package io.byteor.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.ingest.TestBundle;
import io.byteor.ingest.capture.BundleShelf;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.file.FilesystemStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreShelfTest {
    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
    private final List<Digest> passedOver = new ArrayList<>();

    @TempDir
    Path folder;

    private FilesystemStore store;
    private StoreShelf shelf;

    @BeforeEach
    void open() throws IOException {
        store = new FilesystemStore(folder, 1 << 20);
        shelf = new StoreShelf(store, () -> Instant.EPOCH, (bundleId, why) -> passedOver.add(bundleId));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void findsWhatWasKeptBesideABundleThatIsDamaged() throws IOException {
        Digest damaged = keep("INC-1");
        Digest sound = keep("INC-2");
        Files.writeString(folder.resolve("bundles").resolve(damaged.hex()).resolve("bundle.json"), "{");

        assertThat(shelf.keptBefore(Instant.EPOCH.plusSeconds(1))).containsExactly(sound);
        assertThat(shelf.unannounced()).containsExactlyInAnyOrder(damaged, sound);

        assertThat(passedOver).containsExactly(damaged);
        assertThat(shelf.keptBefore(Instant.EPOCH)).isEmpty();
    }

    private Digest keep(String incidentId) throws IOException {
        TestBundle bundle = TestBundle.of(incidentId);
        try (BundleShelf.Deposit deposit = shelf.begin()) {
            deposit.keep(verifier.examine(new ByteArrayInputStream(bundle.tar()), deposit)
                    .orThrow());
        }
        return bundle.id();
    }
}
