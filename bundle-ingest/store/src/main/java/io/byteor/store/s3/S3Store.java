package io.byteor.store.s3;

import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.LedgerStore;
import io.byteor.store.StagedBlob;
import io.byteor.store.StagedBundle;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import io.byteor.store.folder.BundleRecord;
import io.byteor.store.folder.UploadFolder;
import io.byteor.store.spool.Spool;
import io.byteor.store.spool.SpooledUpload;
import io.byteor.store.spool.Turns;
import io.byteor.store.staging.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A store in a bucket. Bundles arrive in a spool on local disk, exactly as in the store of a file system, and are put from
 * there when they are committed. Several processes can commit to one bucket, and collect, each with a spool of its own; one of them
 * removes.
 *
 * <pre>
 * bundles/HEX/documents-HEX.tar   every file of at most 64 KiB; named by the archive's own digest
 * bundles/HEX/data/…              every larger file at its own path
 * bundles/HEX/signatures/HEX      every larger signature, named by its own digest
 * bundles/HEX/bundle.json         put last, where none is; its presence is the bundle's
 * unannounced/HEX                 empty; there from the beginning of a commit until the bundle has been announced
 * collecting/HEX                  empty; there while what a dead commit left of the bundle is deleted
 * retiring/HEX                    empty; there from the beginning of the bundle's deletion to its end
 * lines/HEX                       whose the line of this root bundle is; put before its record, and there for good
 * </pre>
 *
 * <p>What a crash leaves, in the order of a commit: after the mark was put, that; while content is put, objects without a record too,
 * which nobody can find; {@link S3Collection} deletes both once they are older than a day. After the record, the bundle with its
 * mark. What lay in the spool is gone, so its sender sends it again. Two who put the same bundle do not harm each other, be it that one has
 * signatures that the other has not: what lies at one key is the same for both, one record is the first and names its archive, and
 * the archive of the other lies beside it, read by nobody, until the bundle is removed. Records of before name none and have
 * {@code documents.tar}.
 *
 * <p>In the order of a removal: the record goes first, then the content, then the mark, last the one in {@code retiring/}. While
 * that is there nobody commits the bundle, in no process, so that a removal takes nothing of a new one with it; that a commit
 * takes less time than bundles are kept goes without saying. Whatever is left is removed by whoever retires next.
 */
public final class S3Store extends LedgerStore {
    private final Bucket bucket;
    private final S3Artifacts artifacts;
    private final S3Ledger ledger;
    private final S3Lines lines;
    private final Spool spool;
    private final Staging staging;
    private final S3Collection collection;
    private final Turns turns = new Turns();

    /**
     * A store in this bucket.
     *
     * @param root local folder of the spool, of this process alone
     * @param stagedBytes most that all agents have sent ahead at the same time
     * @throws IOException if another process has the spool, or it cannot be made
     */
    public S3Store(S3Settings settings, Path root, long stagedBytes) throws IOException {
        this(new Bucket(settings), root, stagedBytes, InstantSource.system());
    }

    /** The same, which closes the bucket. */
    S3Store(Bucket bucket, Path root, long stagedBytes, InstantSource clock) throws IOException {
        this.spool = Spool.open(root, 0);
        this.staging = new Staging(spool, this::commit, stagedBytes);
        this.bucket = bucket;
        this.artifacts = new S3Artifacts(bucket);
        this.ledger = new S3Ledger(bucket, artifacts);
        this.lines = new S3Lines(bucket);
        this.collection = new S3Collection(bucket, artifacts, ledger, clock);
    }

    @Override
    public Artifacts artifacts(Digest bundleId) throws IOException {
        return artifacts.artifacts(bundleId);
    }

    @Override
    public Optional<StoredBundle> find(Digest bundleId) throws IOException {
        return artifacts.find(bundleId);
    }

    @Override
    public Stream<Digest> list() {
        return artifacts.list();
    }

    @Override
    public Optional<Listed> head(Digest bundleId) throws IOException {
        return artifacts.head(bundleId);
    }

    @Override
    public Upload begin() throws IOException {
        return new SpooledUpload(spool.begin(), this::commit);
    }

    @Override
    public void requireReady() throws IOException {
        begin().close();
        bucket.requireReady();
    }

    private Upload.Commit commit(UploadFolder folder, VerifiedBundle bundle, Instant storedAt) throws IOException {
        Digest bundleId = bundle.bundleId();
        try (var _ = turns.take(bundleId)) {
            Optional<StoredBundle> present = find(bundleId);
            requireStaying(bundleId);
            if (present.isPresent()) {
                return new Upload.Commit(present.get(), false);
            }
            // Says that a commit is under way, before looking whether somebody deletes what a dead one left.
            ledger.markUnannounced(bundleId);
            ledger.requireNotCollected(bundleId);
            folder.nameDocuments();
            BundleRecord record = folder.seal(bundle, artifacts.address(bundleId), storedAt);
            putContent(folder.path(), record);
            ledger.markUnannounced(bundleId); // whoever committed the same meanwhile may have taken it away
            boolean first =
                    bucket.putNew(S3Artifacts.record(bundleId), folder.path().resolve(BundleRecord.NAME));
            StoredBundle stored = first ? record.bundle() : find(bundleId).orElseThrow(() -> vanished(bundleId));
            // The answer to a first try may have been lost, and a second have found the record of the first.
            return new Upload.Commit(stored, stored.equals(record.bundle()));
        }
    }

    private void putContent(Path folder, BundleRecord record) throws IOException {
        if (!record.packed().isEmpty()) {
            bucket.put(S3Artifacts.documents(record), folder.resolve(record.documents()));
        }
        for (Map.Entry<String, BundleFile> file : record.bundle().files().entrySet()) {
            String path = file.getKey();
            if (!record.packed().containsKey(path)) {
                bucket.put(S3Artifacts.place(record, path, file.getValue()), folder.resolve(path));
            }
        }
    }

    private static IOException vanished(Digest bundleId) {
        return new IOException("removed while it was committed: " + bundleId);
    }

    @Override
    public void discardUnfinished() throws IOException {
        spool.discardDead();
    }

    @Override
    public void remove(Digest bundleId) throws IOException {
        try (var _ = turns.take(bundleId)) {
            bucket.delete(S3Artifacts.record(bundleId));
            for (Bucket.Listing object : artifacts.content(bundleId)) {
                bucket.delete(object.key());
            }
            ledger.markAnnounced(bundleId);
            ledger.markRemoved(bundleId);
        }
    }

    @Override
    protected S3Ledger announcements() {
        return ledger;
    }

    @Override
    protected S3Ledger retirements() {
        return ledger;
    }

    @Override
    protected S3Lines lines() {
        return lines;
    }

    @Override
    public Optional<StagedBlob> find(String agent, Digest blob) throws IOException {
        return staging.find(agent, blob);
    }

    @Override
    public StagedBlob append(String agent, Digest blob, long offset, long total, InputStream content)
            throws IOException {
        return staging.append(agent, blob, offset, total, content);
    }

    @Override
    public StagedBundle assemble(String agent, SortedMap<String, Digest> files) throws IOException {
        return staging.assemble(agent, files);
    }

    @Override
    public long stagedBytes(String agent) throws IOException {
        return staging.stagedBytes(agent);
    }

    @Override
    public int collect(Instant olderThan) throws IOException {
        return staging.collect(olderThan) + collection.collect(olderThan);
    }

    @Override
    public void close() throws IOException {
        try (bucket) {
            spool.close();
        }
    }
}
