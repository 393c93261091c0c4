package io.byteor.store.folder;

import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.store.StorageFullException;
import io.byteor.store.StoredBundle;
import io.byteor.store.disk.DiskTask;
import io.byteor.store.disk.NewFile;
import io.byteor.store.disk.NewFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder that takes one bundle in the form in which stores keep it: files of at most {@value #SMALL} bytes in
 * {@value #DOCUMENTS}, every larger one at its own path, and last the record. Not thread-safe.
 */
public final class UploadFolder implements FileSink, BundleSource, Closeable {
    /** The archive of the small files. */
    public static final String DOCUMENTS = "documents.tar";

    /** A file of more bytes lies at its own path. */
    public static final int SMALL = 64 << 10;

    private final Path folder;
    private final NewFiles files;
    private DocumentsTar documents;
    private String documentsName = DOCUMENTS;
    private final Runnable whenClosed;
    private final SortedMap<String, Long> sizes = new TreeMap<>();
    private final Map<String, Long> packed = new HashMap<>();
    private final Set<Path> made = new LinkedHashSet<>();
    private final byte[] buffer = new byte[SMALL];
    private @Nullable ArrivingFile arriving;

    /** The last large file, synced with everything else or before the next one begins. */
    private @Nullable NewFile unsynced;

    /** Takes a bundle into an empty folder, and says when it is closed. */
    public UploadFolder(Path folder, NewFiles files, Runnable whenClosed) {
        this.folder = folder;
        this.files = files;
        this.whenClosed = whenClosed;
        this.documents = new DocumentsTar(folder.resolve(DOCUMENTS));
        made.add(folder);
    }

    /** Where everything lies. */
    public Path path() {
        return folder;
    }

    @Override
    public OutputStream create(String path) {
        Path place = place(path);
        if (arriving != null && arriving.isOpen()) {
            throw new IllegalStateException("one file after the other arrives");
        }
        ArrivingFile next = new ArrivingFile(this, path, place, buffer);
        arriving = next;
        return next;
    }

    /** Makes the file of a path that is no small one. */
    NewFile begin(Path place) throws IOException {
        syncLast();
        makeFolders(place);
        return files.create(place);
    }

    /** Keeps a small file. */
    void pack(String path, byte[] content, int length) throws IOException {
        packed.put(path, documents.append(path, content, length));
        sizes.put(path, (long) length);
    }

    /** Takes a file that is no small one and lies on stable storage, by a link to it. */
    public void link(String path, Path present) throws IOException {
        Path place = place(path);
        makeFolders(place);
        Files.createLink(place, present);
        sizes.put(path, Files.size(place));
    }

    /** Takes a small file. */
    public void take(String path, byte[] content) throws IOException {
        place(path);
        pack(path, content, content.length);
    }

    @Override
    public void forEach(FileVisitor visitor) throws IOException {
        documents.end();
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            String path = file.getKey();
            Long offset = packed.get(path);
            try (InputStream content = offset == null
                    ? Files.newInputStream(folder.resolve(path))
                    : documents.read(offset, file.getValue())) {
                visitor.file(path, file.getValue(), content);
            }
        }
    }

    /** Takes a file that lies whole at its path. */
    void arrived(String path, NewFile file) throws IOException {
        sizes.put(path, file.length());
        unsynced = file;
    }

    private void syncLast() throws IOException {
        if (unsynced != null) {
            unsynced.finish();
            unsynced = null;
        }
    }

    /** The verifier has refused whatever leads elsewhere; that nothing does must not depend on it. */
    private Path place(String path) {
        Path place = folder.resolve(path).normalize();
        boolean ours = path.isEmpty() || path.equals(BundleRecord.NAME) || path.equals(documentsName);
        if (ours
                || !place.startsWith(folder)
                || !folder.relativize(place).toString().equals(path)) {
            throw new IllegalArgumentException("not a path of a bundle: " + path);
        }
        if (sizes.containsKey(path)) {
            throw new IllegalArgumentException("a file arrives once: " + path);
        }
        return place;
    }

    /**
     * Orders the archive of the small files by path and names it by its content, for where several processes can put the same
     * bundle. In whatever order its files arrived, equal forms of it then have one archive; with other signatures, of which its
     * id says nothing, it has another, and neither can take the other's place.
     */
    public void nameDocuments() throws IOException {
        if (!packed.isEmpty()) {
            documents = documents.sorted(packed, sizes);
            documentsName = "documents-" + documents.digest().hex() + ".tar";
            documents = documents.renamed(folder.resolve(documentsName));
        }
    }

    /**
     * Writes the record; after it nothing arrives.
     *
     * @param address of the bundle in its store
     * @throws IllegalArgumentException if other files were verified than arrived
     */
    public BundleRecord seal(VerifiedBundle bundle, String address, Instant storedAt) throws IOException {
        Map<String, Long> verified = new HashMap<>();
        bundle.files().forEach((path, file) -> verified.put(path, file.size()));
        if (!verified.equals(sizes)) {
            throw new IllegalArgumentException("the verified files are those that arrived");
        }
        BundleRecord record = new BundleRecord(stored(bundle, address, storedAt), documentsName, packed);
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(BundleRecord.NAME), StandardOpenOption.CREATE_NEW))) {
            documents.end();
            record.write(out);
        } catch (IOException e) {
            throw StorageFullException.orSame(e, folder);
        }
        return record;
    }

    /**
     * Puts everything in the sealed folder on stable storage, content and names.
     *
     * @param beside what else has to be there before the bundle can appear
     */
    public void sync(DiskTask.Action beside) throws IOException {
        List<DiskTask.Action> syncs = new ArrayList<>(List.of(beside, this::syncLast, documents::finish));
        syncs.add(() -> DurableFiles.sync(folder.resolve(BundleRecord.NAME)));
        made.forEach(changed -> syncs.add(() -> DurableFiles.sync(changed)));
        try {
            DiskTask.all(syncs);
        } catch (IOException e) {
            throw StorageFullException.orSame(e, folder);
        }
    }

    /** The bundle as it is stored at an address. */
    public static StoredBundle stored(VerifiedBundle bundle, String address, Instant storedAt) {
        Incident incident = bundle.incident();
        return new StoredBundle(
                bundle.bundleId(),
                address,
                incident.agent(),
                incident.environment(),
                incident.incidentId(),
                storedAt,
                new TreeMap<String, BundleFile>(bundle.files()));
    }

    /** Removes the folder with everything in it, unless it has been moved away. */
    @Override
    public void close() throws IOException {
        if (arriving != null) {
            arriving.abandon();
        }
        if (unsynced != null) {
            unsynced.close();
        }
        documents.close();
        DurableFiles.deleteTree(folder);
        whenClosed.run();
    }

    private void makeFolders(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null && !made.contains(parent)) {
            makeFolders(parent);
            Files.createDirectory(parent);
            made.add(parent);
        }
    }
}
