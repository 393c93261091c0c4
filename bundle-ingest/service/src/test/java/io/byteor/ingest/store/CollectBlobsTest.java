package io.byteor.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.file.FilesystemStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectBlobsTest {
    private static final byte[] CONTENT = "sent ahead".getBytes(StandardCharsets.UTF_8);
    private static final Digest BLOB = Digest.of(CONTENT);

    @TempDir
    private Path folder;

    private FilesystemStore store;
    private Instant now = Instant.now();
    private CollectBlobs collection;

    @BeforeEach
    void stageABlob() throws IOException {
        store = new FilesystemStore(folder, 1 << 20);
        store.append("agent-1", BLOB, 0, CONTENT.length, new ByteArrayInputStream(CONTENT));
        collection = new CollectBlobs(store, () -> now, Duration.ofHours(20));
    }

    @AfterEach
    void closeTheStore() throws IOException {
        store.close();
    }

    @Test
    void aBlobStaysForTheGraceAndNotForLonger() throws IOException {
        now = now.plus(Duration.ofHours(19));
        assertThat(collection.whenDue()).isZero();
        assertThat(store.find("agent-1", BLOB)).isPresent();

        now = now.plus(Duration.ofHours(2));

        assertThat(collection.whenDue()).isEqualTo(1);
        assertThat(store.find("agent-1", BLOB)).isEmpty();
    }

    @Test
    void whatIsStagedIsNotWalkedThroughInEveryRound() throws IOException {
        now = now.plus(Duration.ofHours(19)).plus(Duration.ofMinutes(50));
        assertThat(collection.whenDue()).isZero();

        now = now.plus(Duration.ofMinutes(30));
        assertThat(collection.whenDue()).isZero();

        now = now.plus(Duration.ofMinutes(31));
        assertThat(collection.whenDue()).isEqualTo(1);
    }
}
