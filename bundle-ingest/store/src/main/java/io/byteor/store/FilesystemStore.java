package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store in a file system that has atomic renames and syncs folders: any local POSIX file system.
 *
 * <pre>
 * blobs/ab/cdef…       content by SHA-256
 * bundles/HEX/bundle.json   a bundle: path to digest and size
 * unannounced/HEX      empty; there until the bundle has been announced
 * uploads/…            what is on its way in
 * </pre>
 *
 * <p>One process writes, any number read.
 */
public final class FilesystemStore implements BundleStore {
    private final Path blobs;
    private final Path bundles;
    private final Path unannounced;
    private final Path uploads;

    /** A store in this folder, which is made if it is missing. */
    public FilesystemStore(Path root) throws IOException {
        Path home = root.toAbsolutePath().normalize();
        this.blobs = Files.createDirectories(home.resolve("blobs"));
        this.bundles = Files.createDirectories(home.resolve("bundles"));
        this.unannounced = Files.createDirectories(home.resolve("unannounced"));
        this.uploads = Files.createDirectories(home.resolve("uploads"));
    }

    @Override
    public SeekableByteChannel open(Digest content) throws IOException {
        return FileChannel.open(blob(content));
    }

    @Override
    public Optional<StoredBundle> find(Digest bundleId) throws IOException {
        Path directory = directory(bundleId);
        try {
            byte[] stored = Files.readAllBytes(directory.resolve(BundleRecord.NAME));
            return Optional.of(BundleRecord.read(stored, directory));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Upload begin() throws IOException {
        return new FilesystemUpload(this, Files.createTempDirectory(uploads, "upload-"));
    }

    @Override
    public void discardUnfinished() throws IOException {
        for (Path upload : list(uploads)) {
            DurableFiles.deleteTree(upload);
        }
        for (Path mark : list(unannounced)) {
            if (!Files.exists(directory(digest(mark)))) {
                Files.delete(mark);
            }
        }
    }

    @Override
    public List<Digest> unannounced() throws IOException {
        List<Digest> found = new ArrayList<>();
        for (Path mark : list(unannounced)) {
            Digest bundleId = digest(mark);
            if (Files.exists(directory(bundleId))) {
                found.add(bundleId);
            }
        }
        return found;
    }

    @Override
    public boolean isAnnounced(Digest bundleId) {
        return Files.exists(directory(bundleId)) && !Files.exists(mark(bundleId));
    }

    @Override
    public void markAnnounced(Digest bundleId) throws IOException {
        if (Files.deleteIfExists(mark(bundleId))) {
            DurableFiles.sync(unannounced);
        }
    }

    Path blobs() {
        return blobs;
    }

    /** The folder of all content whose digest begins alike. */
    Path fan(Digest content) {
        return blobs.resolve(content.hex().substring(0, 2));
    }

    Path blob(Digest content) {
        return fan(content).resolve(content.hex().substring(2));
    }

    Path directory(Digest bundleId) {
        return bundles.resolve(bundleId.hex());
    }

    Path mark(Digest bundleId) {
        return unannounced.resolve(bundleId.hex());
    }

    /** A folder's URI, which must not depend on whether the folder is already there. */
    static String address(Path directory) {
        String uri = directory.toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static Digest digest(Path mark) {
        return Digest.ofHex(mark.getFileName().toString());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
