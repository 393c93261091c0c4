package io.byteor.store.file;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.folder.DurableFiles;
import io.byteor.store.spool.Spool;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An empty file for each bundle that something is to be remembered of.
 *
 * @param folder of the files
 */
record FilesystemMarks(Path folder) {
    List<Digest> all() throws IOException {
        return Spool.entries(folder).stream()
                .map(mark -> mark.getFileName().toString())
                .filter(Digest::isHex)
                .map(Digest::ofHex)
                .toList();
    }

    boolean has(Digest bundleId) {
        return Files.exists(mark(bundleId));
    }

    /** On stable storage when it returns. */
    void put(Digest bundleId) throws IOException {
        try {
            Files.createFile(mark(bundleId));
        } catch (FileAlreadyExistsException e) {
            // as it should be, and perhaps not synced yet
        }
        DurableFiles.sync(folder);
    }

    /** May be forgotten in a loss of power. */
    void delete(Digest bundleId) throws IOException {
        Files.deleteIfExists(mark(bundleId));
    }

    private Path mark(Digest bundleId) {
        return folder.resolve(bundleId.hex());
    }
}
