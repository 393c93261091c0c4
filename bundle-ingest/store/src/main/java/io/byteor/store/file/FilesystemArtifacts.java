package io.byteor.store.file;

import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.ArtifactReader;
import io.byteor.store.BundleCatalog;
import io.byteor.store.StoredBundle;
import io.byteor.store.folder.BundleRecord;
import io.byteor.store.folder.Slice;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The reading side of a {@link FilesystemStore}. Writes nothing, and does not need the folder to be there yet. */
public final class FilesystemArtifacts implements ArtifactReader, BundleCatalog {
    private final Path bundles;

    /** Reads the store in this folder. */
    public FilesystemArtifacts(Path root) {
        this.bundles = root.toAbsolutePath().normalize().resolve("bundles");
    }

    @Override
    public Artifacts artifacts(Digest bundleId) throws IOException {
        BundleRecord record = read(bundleId);
        return path -> open(record, path);
    }

    private SeekableByteChannel open(BundleRecord record, String path) throws IOException {
        Path directory = directory(record.bundle().bundleId());
        BundleFile file = record.bundle().files().get(path);
        if (file == null) {
            throw new NoSuchFileException(directory.toString(), path, "the bundle has no such file");
        }
        Long offset = record.packed().get(path);
        return offset == null
                ? FileChannel.open(directory.resolve(path))
                : new Slice(FileChannel.open(directory.resolve(record.documents())), offset, file.size());
    }

    @Override
    public Optional<StoredBundle> find(Digest bundleId) throws IOException {
        try {
            return Optional.of(read(bundleId).bundle());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Stream<Digest> list() throws IOException {
        return Files.list(bundles)
                .map(place -> place.getFileName().toString())
                .filter(Digest::isHex)
                .map(Digest::ofHex);
    }

    @Override
    public Optional<Listed> head(Digest bundleId) throws IOException {
        try (InputStream in = Files.newInputStream(directory(bundleId).resolve(BundleRecord.NAME))) {
            return Optional.of(BundleRecord.readHead(in));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private BundleRecord read(Digest bundleId) throws IOException {
        Path directory = directory(bundleId);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(directory.resolve(BundleRecord.NAME)))) {
            return BundleRecord.read(in, address(bundleId));
        }
    }

    boolean has(Digest bundleId) {
        return Files.exists(directory(bundleId));
    }

    Path bundles() {
        return bundles;
    }

    Path directory(Digest bundleId) {
        return bundles.resolve(bundleId.hex());
    }

    /** A bundle's URI, which must not depend on whether the folder is already there. */
    String address(Digest bundleId) {
        String uri = directory(bundleId).toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }
}
