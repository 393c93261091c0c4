package io.byteor.store.file;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.LedgerStore;
import io.byteor.store.StagedBlob;
import io.byteor.store.StagedBundle;
import io.byteor.store.StorageFullException;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import io.byteor.store.folder.DurableFiles;
import io.byteor.store.folder.UploadFolder;
import io.byteor.store.spool.Spool;
import io.byteor.store.spool.SpooledUpload;
import io.byteor.store.spool.Turns;
import io.byteor.store.staging.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
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
 * retiring/HEX                 empty; there from the beginning of the bundle's deletion to its end
 * lines/HEX                    whose the line of this root bundle is; there for good
 * uploads/upload-…             a bundle on its way in
 * uploads/removed-…            a bundle on its way out
 * staged/…                     blobs that were sent ahead
 * </pre>
 *
 * <p>What a crash leaves, in the order of a commit; "power" means that a loss of power can leave it too, and that a kill of the
 * process cannot:
 *
 * <ol>
 *   <li>while files arrive, and while all of it is synced at once, the record, the folders' names and {@code unannounced/} too:
 *       an {@code uploads/upload-…}, and perhaps a mark without a bundle, which is ignored. {@link #discardUnfinished} deletes
 *       both;
 *   <li>after the rename: the bundle, whole, with its mark (power: or as before the rename). Nobody has been told. What is
 *       found at start is synced then, before anybody is told that it is there;
 *   <li>after {@code bundles/} was synced: the bundle with its mark, which the announcement of the unannounced sees to;
 *   <li>after the announcement and the removal of the mark, which is not synced: the bundle (power: and its mark again, so that
 *       it is announced twice).
 * </ol>
 *
 * <p>And of a removal: after the rename to {@code uploads/removed-…} a folder that {@code discardUnfinished} deletes (power: or
 * the bundle as it was); nothing is deleted before {@code bundles/} is synced, so no bundle is ever found in part; after that a
 * mark without a bundle, as above. A removal that the process did not live to see is done again by whoever asked for it: {@code
 * discardUnfinished} takes its mark in {@code retiring/} away.
 */
public final class FilesystemStore extends LedgerStore {
    /** Large files at a time that need no copy in the page cache; more than these get one. */
    private static final int DIRECT = 16;

    private final FilesystemArtifacts artifacts;
    private final FilesystemLedger ledger;
    private final FilesystemLines lines;
    private final Spool spool;
    private final Staging staging;
    private final Turns turns = new Turns();

    /**
     * A store in this folder, which is made if it is missing.
     *
     * @param stagedBytes most that all agents have sent ahead at the same time
     * @throws IOException if another has it open, or it cannot be made
     */
    public FilesystemStore(Path root, long stagedBytes) throws IOException {
        this.spool = Spool.open(root, DIRECT);
        this.artifacts = new FilesystemArtifacts(spool.home());
        DurableFiles.makeFolder(artifacts.bundles());
        this.ledger = new FilesystemLedger(
                artifacts, new FilesystemMarks(folder("unannounced")), new FilesystemMarks(folder("retiring")));
        this.lines = new FilesystemLines(folder("lines"));
        this.staging = new Staging(spool, this::commit, stagedBytes);
    }

    private Path folder(String name) throws IOException {
        return DurableFiles.makeFolder(spool.home().resolve(name));
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
    public Stream<Digest> list() throws IOException {
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
    }

    private Upload.Commit commit(UploadFolder folder, VerifiedBundle bundle, Instant storedAt) throws IOException {
        Digest bundleId = bundle.bundleId();
        String address = artifacts.address(bundleId);
        boolean stored = artifacts.has(bundleId);
        if (!stored) {
            complete(folder, bundle, address, storedAt); // takes long, and needs no turn
        }
        try (var _ = turns.take(bundleId)) {
            Optional<StoredBundle> present = find(bundleId);
            requireStaying(bundleId);
            if (present.isPresent()) {
                return new Upload.Commit(present.get(), false);
            }
            if (stored) {
                complete(folder, bundle, address, storedAt); // removed since
            }
            appear(bundleId, folder.path());
            return new Upload.Commit(UploadFolder.stored(bundle, address, storedAt), true);
        } catch (IOException e) {
            throw StorageFullException.orSame(e, artifacts.bundles());
        }
    }

    /** Everything up to the rename, on stable storage. */
    private void complete(UploadFolder folder, VerifiedBundle bundle, String address, Instant storedAt)
            throws IOException {
        folder.seal(bundle, address, storedAt);
        folder.sync(() -> ledger.markUnannounced(bundle.bundleId()));
    }

    private void appear(Digest bundleId, Path sealed) throws IOException {
        if (!ledger.isMarked(bundleId)) {
            ledger.markUnannounced(bundleId); // a bundle like this one came and went since, and its mark with it
        }
        try {
            Files.move(sealed, artifacts.directory(bundleId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            ledger.markAnnounced(bundleId);
            throw e;
        }
        DurableFiles.sync(artifacts.bundles());
    }

    @Override
    public void discardUnfinished() throws IOException {
        DurableFiles.sync(artifacts.bundles());
        spool.discardDead();
        ledger.discardDead();
    }

    @Override
    public void remove(Digest bundleId) throws IOException {
        try (var _ = turns.take(bundleId)) {
            if (artifacts.has(bundleId)) {
                spool.discard("removed-" + bundleId.hex(), leaving -> {
                    Files.move(artifacts.directory(bundleId), leaving, StandardCopyOption.ATOMIC_MOVE);
                    DurableFiles.sync(artifacts.bundles());
                    ledger.markAnnounced(bundleId);
                });
            }
            ledger.markRemoved(bundleId);
        }
    }

    @Override
    protected FilesystemLedger announcements() {
        return ledger;
    }

    @Override
    protected FilesystemLedger retirements() {
        return ledger;
    }

    @Override
    protected FilesystemLines lines() {
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
        return staging.collect(olderThan);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
