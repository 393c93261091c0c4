package io.byteor.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.ArtifactReader;
import io.byteor.store.StoredBundle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {
    private static final String LOST = "data/snapshots/7";

    private final StoredBundle bundle = bundle(100);
    private final List<String> visited = new ArrayList<>();
    private int recordsRead;

    @TempDir
    Path folder;

    private Path content;

    @BeforeEach
    void store() throws IOException {
        content = Files.writeString(folder.resolve("content"), "x");
    }

    @Test
    void readsTheRecordOfABundleOnceHoweverManyFilesItHas() throws IOException {
        visit(new StoredFiles(reader(""), bundle));

        assertThat(visited).hasSize(100);
        assertThat(recordsRead).isOne();
    }

    @Test
    void passesOverWhatTheStoreHasLostWithoutReadingTheRecordAgain() throws IOException {
        visit(new StoredFiles(reader(LOST), bundle).remaining());

        assertThat(visited).hasSize(99).doesNotContain(LOST);
        assertThat(recordsRead).isOne();
    }

    private void visit(BundleSource files) throws IOException {
        files.forEach((path, size, in) -> visited.add(path));
    }

    private ArtifactReader reader(String lost) {
        return bundleId -> {
            recordsRead++;
            return path -> {
                if (path.equals(lost)) {
                    throw new NoSuchFileException(path);
                }
                return FileChannel.open(content);
            };
        };
    }

    private static StoredBundle bundle(int files) {
        TreeMap<String, BundleFile> named = new TreeMap<>();
        Digest digest = Digest.of(new byte[] {'x'});
        for (int i = 0; i < files; i++) {
            named.put("data/snapshots/" + i, new BundleFile(digest, 1));
        }
        return new StoredBundle(digest, "memory:", "a", "e", "i", Instant.EPOCH, named);
    }
}
