package io.byteor.store.s3;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.ArtifactReader;
import io.byteor.store.BundleCatalog;
import io.byteor.store.StoredBundle;
import io.byteor.store.folder.BundleRecord;
import io.byteor.store.folder.UploadFolder;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reading side of an {@link S3Store}. */
public final class S3Artifacts implements ArtifactReader, BundleCatalog, Closeable {
    static final String BUNDLES = "bundles/";
    /** All that a record says before it names files. */
    private static final int HEAD = 16 << 10;

    private final Bucket bucket;

    /** Reads the store in this bucket. */
    public S3Artifacts(S3Settings settings) {
        this(new Bucket(settings));
    }

    S3Artifacts(Bucket bucket) {
        this.bucket = bucket;
    }

    static String folder(Digest bundleId) {
        return BUNDLES + bundleId.hex() + "/";
    }

    static String record(Digest bundleId) {
        return folder(bundleId) + BundleRecord.NAME;
    }

    String address(Digest bundleId) {
        return bucket.address(folder(bundleId));
    }

    @Override
    public Artifacts artifacts(Digest bundleId) throws IOException {
        BundleRecord record = read(bundleId);
        return path -> open(record, path);
    }

    private SeekableByteChannel open(BundleRecord record, String path) throws IOException {
        Digest bundleId = record.bundle().bundleId();
        BundleFile file = record.bundle().files().get(path);
        if (file == null) {
            throw new NoSuchFileException(address(bundleId), path, "the bundle has no such file");
        }
        Long offset = record.packed().get(path);
        return offset == null
                ? new ObjectChannel(bucket, place(record, path, file), 0, file.size())
                : new ObjectChannel(bucket, documents(record), offset, file.size());
    }

    /** Where the archive of the small files lies. */
    static String documents(BundleRecord record) {
        return folder(record.bundle().bundleId()) + record.documents();
    }

    /**
     * Where a file lies that is no small one: at its path, since the bundle's id says what is there; a signature, of which it says
     * nothing, at its own digest.
     */
    static String place(BundleRecord record, String path, BundleFile file) {
        boolean ofBefore = record.documents().equals(UploadFolder.DOCUMENTS);
        boolean byDigest = !ofBefore && path.startsWith(BundleLayout.SIGNATURES);
        return folder(record.bundle().bundleId())
                + (byDigest ? BundleLayout.SIGNATURES + file.digest().hex() : path);
    }

    @Override
    public Optional<StoredBundle> find(Digest bundleId) throws IOException {
        try {
            return Optional.of(read(bundleId).bundle());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private BundleRecord read(Digest bundleId) throws IOException {
        try (InputStream in = bucket.get(record(bundleId))) {
            return BundleRecord.read(in, address(bundleId));
        }
    }

    @Override
    public Stream<Digest> list() {
        return bucket.folders(BUNDLES).filter(Digest::isHex).map(Digest::ofHex);
    }

    @Override
    public Optional<Listed> head(Digest bundleId) throws IOException {
        try (InputStream in = new ByteArrayInputStream(bucket.get(record(bundleId), 0, HEAD - 1))) {
            return Optional.of(BundleRecord.readHead(in));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // not there yet, or removed
        }
    }

    /** Every object of a bundle, whether there is a record or not. */
    List<Bucket.Listing> content(Digest bundleId) throws IOException {
        String folder = folder(bundleId);
        return Bucket.call(folder, () -> bucket.list(folder).toList());
    }

    boolean has(Digest bundleId) throws IOException {
        return bucket.has(record(bundleId));
    }

    @Override
    public void close() {
        bucket.close();
    }
}
