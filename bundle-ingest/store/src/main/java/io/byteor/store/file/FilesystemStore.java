package io.byteor.store.file;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.BundleStore;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import io.byteor.store.spool.DurableFiles;
import io.byteor.store.spool.Turns;
import io.byteor.store.spool.UploadFolder;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store in a file system that has atomic renames and syncs folders: any local POSIX file system. One process writes, any
 * number read. The stored form of a bundle is one folder, and nothing is shared between bundles.
 *
 * <pre>
 * bundles/HEX/bundle.json      the record; its presence here is the bundle's
 * bundles/HEX/documents.tar    every file of at most 64 KiB
 * bundles/HEX/data/…           every larger file at its own path
 * unannounced/HEX              empty; there until the bundle has been announced
 * uploads/upload-…             a bundle on its way in
 * uploads/removed-…            a bundle on its way out
 * </pre>
 *
 * <p>What a crash leaves, in the order of a commit; "power" means that a loss of power can leave it too, and that a kill of the
 * process cannot:
 *
 * <ol>
 *   <li>while files arrive, are synced, and the record and the folders' names are: an {@code uploads/upload-…}, which {@link
 *       #discardUnfinished} deletes;
 *   <li>after the mark was made and {@code unannounced/} synced: the same, and a mark without a bundle, which is ignored, and
 *       which {@code discardUnfinished} deletes too;
 *   <li>after the rename: the bundle, whole, with its mark (power: or as before the rename). Nobody has been told. What is
 *       found at start is synced then, before anybody is told that it is there;
 *   <li>after {@code bundles/} was synced: the bundle with its mark, which the announcement of the unannounced sees to;
 *   <li>after the announcement and the removal of the mark, which is not synced: the bundle (power: and its mark again, so that
 *       it is announced twice).
 * </ol>
 *
 * <p>And of a removal: after the rename to {@code uploads/removed-…} a folder that {@code discardUnfinished} deletes (power: or
 * the bundle as it was); nothing is deleted before {@code bundles/} is synced, so no bundle is ever found in part; after that a
 * mark without a bundle, as above. A removal that the process did not live to see is done again by whoever asked for it.
 */
public final class FilesystemStore implements BundleStore {
    private final FilesystemArtifacts artifacts;
    private final Path unannounced;
    private final Path uploads;
    private final Turns turns = new Turns();

    /** A store in this folder, which is made if it is missing. */
    public FilesystemStore(Path root) throws IOException {
        Path home = DurableFiles.makeFolder(root.toAbsolutePath().normalize());
        this.artifacts = new FilesystemArtifacts(home);
        DurableFiles.makeFolder(artifacts.bundles());
        this.unannounced = DurableFiles.makeFolder(home.resolve("unannounced"));
        this.uploads = DurableFiles.makeFolder(home.resolve("uploads"));
    }

    @Override
    public SeekableByteChannel open(Digest bundleId, String path) throws IOException {
        return artifacts.open(bundleId, path);
    }

    @Override
    public Optional<StoredBundle> find(Digest bundleId) throws IOException {
        return artifacts.find(bundleId);
    }

    @Override
    public Stream<Listed> list() throws IOException {
        return artifacts.list();
    }

    @Override
    public Upload begin() throws IOException {
        return new FilesystemUpload(this, new UploadFolder(Files.createTempDirectory(uploads, "upload-")));
    }

    @Override
    public void discardUnfinished() throws IOException {
        DurableFiles.sync(artifacts.bundles());
        for (Path dead : entries(uploads)) {
            DurableFiles.deleteTree(dead);
        }
        for (Path mark : entries(unannounced)) {
            if (!Files.exists(directory(digest(mark)))) {
                Files.delete(mark);
            }
        }
    }

    @Override
    public void remove(Digest bundleId) throws IOException {
        Path removed = uploads.resolve("removed-" + bundleId.hex());
        try (var _ = turns.take(bundleId)) {
            DurableFiles.deleteTree(removed); // a removal that failed midway, of the same bundle
            try {
                Files.move(directory(bundleId), removed, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                return;
            }
            DurableFiles.sync(artifacts.bundles());
            Files.deleteIfExists(mark(bundleId));
            DurableFiles.deleteTree(removed);
        }
    }

    @Override
    public List<Digest> unannounced() throws IOException {
        List<Digest> found = new ArrayList<>();
        for (Path mark : entries(unannounced)) {
            Digest bundleId = digest(mark);
            if (Files.exists(directory(bundleId))) {
                found.add(bundleId);
            }
        }
        if (!found.isEmpty()) {
            DurableFiles.sync(artifacts.bundles()); // one may have been renamed just now and not be synced yet
        }
        return found;
    }

    @Override
    public boolean isAnnounced(Digest bundleId) {
        return Files.exists(directory(bundleId)) && !Files.exists(mark(bundleId));
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
        DurableFiles.sync(unannounced);
    }

    /** Makes a sealed upload the bundle; the caller has its turn, and there is none yet. */
    void appear(Digest bundleId, Path sealed) throws IOException {
        markUnannounced(bundleId);
        try {
            Files.move(sealed, directory(bundleId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            markAnnounced(bundleId);
            throw e;
        }
        DurableFiles.sync(artifacts.bundles());
    }

    Turns.Turn turn(Digest bundleId) throws IOException {
        return turns.take(bundleId);
    }

    Path bundles() {
        return artifacts.bundles();
    }

    String address(Digest bundleId) {
        return artifacts.address(bundleId);
    }

    private Path directory(Digest bundleId) {
        return artifacts.directory(bundleId);
    }

    private Path mark(Digest bundleId) {
        return unannounced.resolve(bundleId.hex());
    }

    private static Digest digest(Path mark) {
        return Digest.ofHex(mark.getFileName().toString());
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
