package io.byteor.ingest.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.ArtifactReader;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import io.byteor.store.file.FilesystemStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class VerificationsTest {
    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicReference<Thread> reader = new AtomicReference<>();

    @TempDir
    Path folder;

    private FilesystemStore store;
    private StoredBundle bundle;

    @BeforeEach
    void storeABundle() throws IOException {
        store = new FilesystemStore(folder, 1 << 20);
        try (Upload upload = store.begin()) {
            VerifiedBundle verified = verifier.examine(
                            new ByteArrayInputStream(TestBundle.of("INC-1").tar()), upload)
                    .orThrow();
            bundle = upload.commit(verified, Instant.EPOCH).bundle();
        }
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void refusesOneMoreThanMayRunUntilOneEnds() throws Exception {
        try (Verifications verifications = new Verifications(verifier, held(), 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Examination> first = threads.submit(() -> verifications.verify(bundle));
            begun.await();

            assertThatThrownBy(() -> verifications.verify(bundle))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VERIFICATIONS_BUSY));
            goOn.countDown();

            assertThat(first.get(10, SECONDS).orThrow().bundleId()).isEqualTo(bundle.bundleId());
            assertThat(verifications.verify(bundle).orThrow().bundleId()).isEqualTo(bundle.bundleId());
        }
    }

    @Test
    void readsOnNoCarrierOfVirtualThreads() throws Exception {
        goOn.countDown();
        try (Verifications verifications = new Verifications(verifier, held(), 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> verifications.verify(bundle)).get();
        }

        assertThat(reader.get().isVirtual()).isFalse();
    }

    @Test
    void failsAsTheStoreDoesAndGivesItsTurnBack() {
        ArtifactReader broken = bundleId -> {
            throw new IOException("the disk is gone");
        };
        try (Verifications verifications = new Verifications(verifier, broken, 1)) {
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> verifications.verify(bundle))
                        .isInstanceOf(IOException.class)
                        .hasMessage("the disk is gone");
            }
        }
    }

    private ArtifactReader held() {
        return bundleId -> {
            reader.set(Thread.currentThread());
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return store.artifacts(bundleId);
        };
    }
}
