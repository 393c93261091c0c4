package io.byteor.store.file;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.AnnouncementLedger;
import io.byteor.store.RetirementLedger;
import io.byteor.store.folder.DurableFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks of the bundles that still have to be announced, and of those that are about to be removed.
 *
 * @param artifacts whether there is a bundle
 * @param due marks of the former
 * @param leaving marks of the latter
 */
record FilesystemLedger(FilesystemArtifacts artifacts, FilesystemMarks due, FilesystemMarks leaving)
        implements AnnouncementLedger, RetirementLedger {
    @Override
    public List<Digest> unannounced() throws IOException {
        List<Digest> found = new ArrayList<>();
        for (Digest bundleId : due.all()) {
            if (artifacts.has(bundleId) && !leaving.has(bundleId)) {
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
        boolean marked = isMarked(bundleId);
        if (marked) {
            DurableFiles.sync(artifacts.bundles());
        }
        return !marked;
    }

    boolean isMarked(Digest bundleId) {
        return due.has(bundleId);
    }

    @Override
    public void markAnnounced(Digest bundleId) throws IOException {
        due.delete(bundleId);
    }

    @Override
    public void markUnannounced(Digest bundleId) throws IOException {
        due.put(bundleId);
    }

    @Override
    public List<Digest> retiring() throws IOException {
        return leaving.all();
    }

    @Override
    public boolean isRetiring(Digest bundleId) {
        return leaving.has(bundleId);
    }

    @Override
    public void markRetiring(Digest bundleId) throws IOException {
        leaving.put(bundleId);
    }

    void markRemoved(Digest bundleId) throws IOException {
        leaving.delete(bundleId);
    }

    /**
     * Deletes marks without a bundle, and those of bundles that were about to be removed when the process died; while nothing is
     * committed or removed.
     */
    void discardDead() throws IOException {
        for (Digest bundleId : due.all()) {
            if (!artifacts.has(bundleId)) {
                markAnnounced(bundleId);
            }
        }
        for (Digest bundleId : leaving.all()) {
            markRemoved(bundleId);
        }
    }
}
