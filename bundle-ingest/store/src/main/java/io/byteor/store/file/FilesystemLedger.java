package io.byteor.store.file;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.AnnouncementLedger;
import io.byteor.store.folder.DurableFiles;
import io.byteor.store.spool.Spool;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty file for each bundle that still has to be announced.
 *
 * @param artifacts whether there is a bundle
 * @param marks the folder of the files
 */
record FilesystemLedger(FilesystemArtifacts artifacts, Path marks) implements AnnouncementLedger {
    @Override
    public List<Digest> unannounced() throws IOException {
        List<Digest> found = new ArrayList<>();
        for (Digest bundleId : marked()) {
            if (artifacts.has(bundleId)) {
                found.add(bundleId);
            }
        }
        if (!found.isEmpty()) {
            DurableFiles.sync(artifacts.bundles()); // one may have been renamed just now and not be synced yet
        }
        return found;
    }

    @Override
    public boolean isAnnounced(Digest bundleId) throws IOException {
        if (!artifacts.has(bundleId)) {
            return false;
        }
        boolean due = isMarked(bundleId);
        if (due) {
            DurableFiles.sync(artifacts.bundles());
        }
        return !due;
    }

    boolean isMarked(Digest bundleId) {
        return Files.exists(mark(bundleId));
    }

    @Override
    public void markAnnounced(Digest bundleId) throws IOException {
        Files.deleteIfExists(mark(bundleId));
    }

    @Override
    public void markUnannounced(Digest bundleId) throws IOException {
        try {
            Files.createFile(mark(bundleId));
        } catch (FileAlreadyExistsException e) {
            // as it should be, and perhaps not synced yet
        }
        DurableFiles.sync(marks);
    }

    /** Deletes marks without a bundle; while nothing is committed. */
    void discardOrphans() throws IOException {
        for (Digest bundleId : marked()) {
            if (!artifacts.has(bundleId)) {
                markAnnounced(bundleId);
            }
        }
    }

    private List<Digest> marked() throws IOException {
        return Spool.entries(marks).stream()
                .map(mark -> mark.getFileName().toString())
                .filter(Digest::isHex)
                .map(Digest::ofHex)
                .toList();
    }

    private Path mark(Digest bundleId) {
        return marks.resolve(bundleId.hex());
    }
}
