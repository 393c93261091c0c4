package io.byteor.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class FilesystemStoreTest extends BundleStoreContract {
    @TempDir
    Path folder;

    @Override
    BundleStore open() throws IOException {
        return new FilesystemStore(folder);
    }

    @Override
    List<String> leftovers() throws IOException {
        try (Stream<Path> uploads = Files.list(folder.resolve("uploads"))) {
            return uploads.map(Path::toString).toList();
        }
    }
}
