package io.byteor.store.staging;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.BlobStaging;
import io.byteor.store.StagedBlob;
import io.byteor.store.StagedBundle;
import io.byteor.store.StorageFullException;
import io.byteor.store.folder.DurableFiles;
import io.byteor.store.folder.UploadFolder;
import io.byteor.store.spool.Committer;
import io.byteor.store.spool.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stages blobs in the spool, so that a bundle is put together by hard links.
 *
 * <pre>
 * staged/AGENT/DIGEST               a complete blob
 * staged/AGENT/DIGEST.part/TOTAL    what has arrived of one
 * </pre>
 *
 * <p>A crash leaves parts as long as they had become, to be gone on with. A blob that is larger than a small one is synced
 * before it gets its name, so that its link need not be; a small one is copied and checked when it is used. After a loss of
 * power a part may hold what was never sent: then the digest does not match in the end, and it begins again.
 */
public final class Staging implements BlobStaging {
    private final Spool spool;
    private final Path staged;
    private final Committer committer;
    private final StagedTotals totals;
    private final Set<StagedFile> appending = ConcurrentHashMap.newKeySet();

    /**
     * Stages in a spool what a store is to commit.
     *
     * @param most bytes that all agents have staged at the same time
     */
    public Staging(Spool spool, Committer committer, long most) throws IOException {
        this.spool = spool;
        this.staged = DurableFiles.makeFolder(spool.home().resolve("staged"));
        this.committer = committer;
        this.totals = new StagedTotals(staged, most);
    }

    private StagedFile file(String agent, Digest blob) {
        return new StagedFile(StagedFile.folder(staged, agent), blob);
    }

    @Override
    public Optional<StagedBlob> find(String agent, Digest blob) throws IOException {
        return find(file(agent, blob));
    }

    private static Optional<StagedBlob> find(StagedFile file) throws IOException {
        try {
            long size = Files.size(file.complete());
            return Optional.of(new StagedBlob(file.blob(), size, size, true, StagedFile.isUsed(file.complete())));
        } catch (NoSuchFileException incomplete) {
            Optional<Path> part = file.part();
            return part.isEmpty() ? Optional.empty() : arrived(file, part.get());
        }
    }

    private static Optional<StagedBlob> arrived(StagedFile file, Path part) throws IOException {
        try {
            return Optional.of(StagedBlob.arrived(file.blob(), Files.size(part), StagedFile.total(part), false));
        } catch (NoSuchFileException e) {
            return find(file); // completed just now
        }
    }

    @Override
    public StagedBlob append(String agent, Digest blob, long offset, long total, InputStream content)
            throws IOException {
        if (total < 0) {
            throw new IllegalArgumentException("a blob has no negative size: " + total);
        }
        StagedFile file = file(agent, blob);
        if (!appending.add(file)) {
            throw misplaced(file, "nobody else is sending this blob");
        }
        try {
            Optional<StagedBlob> present = find(file);
            if (present.isPresent() && present.get().complete()) {
                return present.get();
            }
            long received = present.map(StagedBlob::received).orElse(0L);
            boolean goesOn = present.isPresent() && present.get().total() == total && received == offset;
            if (offset != 0 && !goesOn) {
                throw misplaced(file, "the content goes on where it stands, and its total stays");
            }
            StagedTotals.Total sent = totals.of(file.folder());
            sent.requireRoom(total - received);
            return new Append(file, total, sent).take(offset, content);
        } catch (IOException e) {
            throw StorageFullException.orSame(e, staged);
        } finally {
            appending.remove(file);
        }
    }

    private static ByteorException misplaced(StagedFile file, String detail) throws IOException {
        long received = find(file).map(StagedBlob::received).orElse(0L);
        return new ByteorException(ErrorCode.UPLOAD_OFFSET, detail, file.blob().toString(), received);
    }

    @Override
    public StagedBundle assemble(String agent, SortedMap<String, Digest> files) throws IOException {
        UploadFolder folder = spool.begin();
        try {
            Set<StagedFile> blobs = new HashSet<>();
            for (Map.Entry<String, Digest> entry : files.entrySet()) {
                StagedFile blob = file(agent, entry.getValue());
                blobs.add(blob);
                try {
                    take(blob, entry.getKey(), folder);
                } catch (ByteorException e) {
                    dropDamaged(agent, files.tailMap(entry.getKey()).values());
                    throw e;
                }
            }
            return new AssembledBundle(folder, blobs, this, committer);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void take(StagedFile blob, String path, UploadFolder folder) throws IOException {
        try {
            if (Files.size(blob.complete()) > UploadFolder.SMALL) {
                folder.link(path, blob.complete());
                return;
            }
            folder.take(path, requireSound(blob));
        } catch (NoSuchFileException e) {
            throw misplaced(blob, "the blob is staged");
        }
    }

    /** The content of a small blob; one that is not as it was sent is dropped. */
    private byte[] requireSound(StagedFile blob) throws IOException {
        byte[] content = Files.readAllBytes(blob.complete());
        if (!Digest.of(content).equals(blob.blob())) {
            drop(blob, content.length);
            throw misplaced(blob, "the blob is staged, as it was sent");
        }
        return content;
    }

    /** Drops all at once what a loss of power damaged, so that the next commit names all that is to be sent again. */
    private void dropDamaged(String agent, Collection<Digest> remaining) throws IOException {
        for (Digest digest : remaining) {
            StagedFile blob = file(agent, digest);
            try {
                if (Files.size(blob.complete()) <= UploadFolder.SMALL) {
                    requireSound(blob);
                }
            } catch (NoSuchFileException | ByteorException e) {
                continue; // it is missing now, as the first one is
            }
        }
    }

    private void drop(StagedFile blob, long size) throws IOException {
        StagedTotals.Total total = totals.of(blob.folder());
        boolean counted = !StagedFile.isUsed(blob.complete());
        if (Files.deleteIfExists(blob.complete()) && counted) {
            total.add(-size);
        }
    }

    @Override
    public long stagedBytes(String agent) throws IOException {
        return totals.of(StagedFile.folder(staged, agent)).bytes();
    }

    /** Takes note that a stored bundle has these. */
    void used(Set<StagedFile> blobs) throws IOException {
        for (StagedFile blob : blobs) {
            StagedTotals.Total total = totals.of(blob.folder());
            total.add(-blob.markUsed());
        }
    }

    @Override
    public int collect(Instant olderThan) throws IOException {
        int count = spool.discardDead();
        for (Path agent : Spool.entries(staged)) {
            StagedTotals.Total total = totals.of(agent);
            for (Path entry : Spool.entries(agent)) {
                StagedFile file = StagedFile.of(entry);
                if (appending.add(file)) {
                    try {
                        count += collect(file, entry, FileTime.from(olderThan), total) ? 1 : 0;
                    } finally {
                        appending.remove(file);
                    }
                }
            }
        }
        return count;
    }

    private static boolean collect(StagedFile file, Path entry, FileTime olderThan, StagedTotals.Total total)
            throws IOException {
        boolean complete = entry.equals(file.complete());
        Path content = complete ? entry : file.part().orElse(entry);
        if (!Files.exists(content) || Files.getLastModifiedTime(content).compareTo(olderThan) >= 0) {
            return false;
        }
        if (!content.equals(entry) || (complete && !StagedFile.isUsed(content))) {
            total.add(-Files.size(content));
        }
        Files.delete(content);
        Files.deleteIfExists(file.partFolder());
        return true;
    }
}
