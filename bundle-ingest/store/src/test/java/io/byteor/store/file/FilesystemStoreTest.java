package io.byteor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.BlobStagingContract;
import io.byteor.store.BundleStore;
import io.byteor.store.SampleBundle;
import io.byteor.store.Upload;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemStoreTest extends BlobStagingContract {
    private static final SampleBundle ONE = SampleBundle.of("one");
    private static final SampleBundle TWO = SampleBundle.of("two");

    @TempDir
    Path folder;

    @Override
    protected BundleStore connect() throws IOException {
        return new FilesystemStore(folder, STAGED_BYTES);
    }

    @Override
    protected List<String> leftovers() throws IOException {
        return entries(folder.resolve("uploads"));
    }

    @Test
    void unpackingTheArchiveBesideTheOtherFilesRestoresTheBundle() throws IOException {
        upload(open(), ONE, Instant.EPOCH);

        Path stored = folder.resolve("bundles").resolve(ONE.id().hex());
        Map<String, Digest> found = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(stored)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                found.put(stored.relativize(file).toString(), Digest.of(Files.readAllBytes(file)));
            }
        }
        assertThat(found.remove("bundle.json")).isNotNull();
        assertThat(found.remove("documents.tar")).isNotNull();
        assertThat(found)
                .containsOnlyKeys(
                        SampleBundle.SEGMENT, SampleBundle.OUTPUT, SampleBundle.SHARED, "data/snapshots/deep/er/large");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(Files.newInputStream(stored.resolve("documents.tar"))), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(found.put(entry.getName(), Digest.of(tar.readAllBytes())))
                        .isNull();
            }
        }
        assertThat(found).hasSameSizeAs(ONE.files());
        ONE.files().forEach((path, file) -> assertThat(found).containsEntry(path, file.digest()));
    }

    @Test
    void isNotReadyWhereNothingCanArrive() throws IOException {
        BundleStore store = open();
        Files.delete(folder.resolve("uploads"));

        assertThatIOException().isThrownBy(store::requireReady);
    }

    @Test
    void manyTinyFilesAreTwoFiles() throws IOException {
        SampleBundle tiny = SampleBundle.ofTinyFiles("tiny", 1_000);

        upload(open(), tiny, Instant.EPOCH);

        assertThat(entries(folder.resolve("bundles").resolve(tiny.id().hex())))
                .containsExactlyInAnyOrder("bundle.json", "documents.tar");
    }

    @Test
    void aChannelThatIsOpenOutlivesTheRemoval() throws IOException {
        BundleStore store = open();
        upload(store, ONE, Instant.EPOCH);

        for (String path : List.of(SampleBundle.SEGMENT, "data/spec.json")) {
            upload(store, ONE, Instant.EPOCH);
            try (SeekableByteChannel channel = store.open(ONE.id(), path)) {
                store.remove(ONE.id());

                ByteBuffer content = ByteBuffer.allocate((int) channel.size());
                while (content.hasRemaining() && channel.read(content) >= 0) {}
                assertThat(Digest.of(content.array()))
                        .isEqualTo(ONE.files().get(path).digest());
            }
        }
    }

    @Test
    void readsAStoreThatIsNotThereYet() throws IOException {
        Path later = folder.resolve("later");
        FilesystemArtifacts reader = new FilesystemArtifacts(later);
        assertThat(reader.find(ONE.id())).isEmpty();
        assertThat(later).doesNotExist();

        try (FilesystemStore store = new FilesystemStore(later, STAGED_BYTES)) {
            upload(store, ONE, Instant.EPOCH);
        }

        assertThat(Digest.of(content(reader, ONE.id(), SampleBundle.SEGMENT)))
                .isEqualTo(ONE.files().get(SampleBundle.SEGMENT).digest());
    }

    @Test
    void tidiesWhatADeadProcessLeftAtEachStepOfACommit() throws IOException {
        BundleStore store = open();

        // while files arrive
        Upload dead = store.begin();
        ONE.sendTo(dead);
        // after the mark, before the rename
        Files.createFile(folder.resolve("unannounced").resolve(ONE.id().hex()));
        assertThat(store.unannounced()).isEmpty();
        store = open();
        store.discardUnfinished();
        assertThat(leftovers()).isEmpty();
        assertThat(folder.resolve("unannounced")).isEmptyDirectory();

        // after the rename, before the announcement
        upload(store, ONE, Instant.EPOCH);
        BundleStore reopened = open();
        reopened.discardUnfinished();
        assertThat(reopened.unannounced()).containsExactly(ONE.id());
    }

    @Test
    void tidiesWhatADeadProcessLeftAtEachStepOfARemoval() throws IOException {
        upload(open(), ONE, Instant.EPOCH);
        String hex = ONE.id().hex();

        // after the rename
        Files.move(
                folder.resolve("bundles").resolve(hex),
                folder.resolve("uploads").resolve("removed-" + hex));
        BundleStore reopened = open();
        assertThat(reopened.unannounced()).isEmpty();

        // the same bundle, stored and removed before anybody tidied
        upload(reopened, ONE, Instant.EPOCH);
        reopened.remove(ONE.id());
        assertThat(leftovers()).isEmpty();

        // a mark that outlived its bundle
        Files.createFile(folder.resolve("unannounced").resolve(hex));
        reopened.discardUnfinished();
        assertThat(folder.resolve("unannounced")).isEmptyDirectory();
    }

    @Test
    void takesADeletionBackThatDiedWithItsProcess() throws IOException {
        upload(open(), ONE, Instant.EPOCH);
        store().markRetiring(ONE.id());
        store().markRetiring(TWO.id());

        BundleStore store = open();
        store.discardUnfinished();

        assertThat(store.retiring()).isEmpty();
        assertThat(store.unannounced()).containsExactly(ONE.id());
        assertThat(upload(store, ONE, Instant.EPOCH).fresh()).isFalse();
        assertThat(upload(store, TWO, Instant.EPOCH).fresh()).isTrue();
    }

    @Test
    void startsBesideWhatIsNoBundleAndSaysWhichOneIsDamaged() throws IOException {
        upload(open(), ONE, Instant.EPOCH);
        upload(open(), TWO, Instant.EPOCH);
        Files.writeString(folder.resolve("bundles").resolve("notes.txt"), "by hand");
        Files.createDirectory(folder.resolve("bundles").resolve("lost+found"));
        Files.writeString(folder.resolve("unannounced").resolve("notes.txt"), "by hand");

        BundleStore store = open();
        store.discardUnfinished();

        try (Stream<Digest> listed = store.list()) {
            assertThat(listed).containsExactlyInAnyOrder(ONE.id(), TWO.id());
        }
        for (String damage : List.of("", "{", "{}", "{\"bundleId\":\"none\",\"files\":{}}")) {
            Files.writeString(folder.resolve("bundles").resolve(ONE.id().hex()).resolve("bundle.json"), damage);
            assertThatIOException().as(damage).isThrownBy(() -> store.head(ONE.id()));
            assertThatIOException().as(damage).isThrownBy(() -> store.find(ONE.id()));
        }
        assertThat(store.head(TWO.id())).isPresent();
        assertThat(store.unannounced()).containsExactlyInAnyOrder(ONE.id(), TWO.id());
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
