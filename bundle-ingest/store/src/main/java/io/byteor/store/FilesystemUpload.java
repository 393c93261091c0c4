package io.byteor.store;

import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * An upload into a {@link FilesystemStore}. The order of a commit is what makes it safe: content synced, then renamed to where
 * it is found by digest, folders synced, the mark that the bundle is unannounced synced, and last the one rename that makes
 * the bundle visible. A crash at any point leaves content that nothing names, or the whole bundle with its mark.
 */
final class FilesystemUpload implements Upload {
    private static final int BUFFER = 64 << 10;

    private final FilesystemStore store;
    private final Path folder;
    private final Map<String, Path> received = new HashMap<>();

    FilesystemUpload(FilesystemStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    @Override
    public OutputStream create(String path) throws IOException {
        Path file = folder.resolve(Integer.toString(received.size()));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        received.put(path, file);
        return new SyncedStream(channel);
    }

    @Override
    public Commit commit(VerifiedBundle bundle, Instant storedAt) throws IOException {
        if (!received.keySet().equals(bundle.files().keySet())) {
            throw new IllegalArgumentException("the verified files are those that were received");
        }
        var present = store.find(bundle.bundleId());
        if (present.isPresent()) {
            return new Commit(present.get(), false);
        }
        keepContent(bundle);
        DurableFiles.write(store.mark(bundle.bundleId()), new byte[0]);
        Path directory = store.directory(bundle.bundleId());
        StoredBundle stored = new StoredBundle(
                bundle.bundleId(), FilesystemStore.address(directory), storedAt, new TreeMap<>(bundle.files()));
        Path prepared = Files.createDirectory(folder.resolve("bundle"));
        DurableFiles.write(prepared.resolve(BundleRecord.NAME), BundleRecord.write(stored));
        return appear(prepared, directory, stored);
    }

    private void keepContent(VerifiedBundle bundle) throws IOException {
        Set<Path> touched = new LinkedHashSet<>();
        for (Map.Entry<String, BundleFile> file : bundle.files().entrySet()) {
            Digest content = file.getValue().digest();
            Path fan = store.fan(content);
            if (!Files.exists(fan)) {
                Files.createDirectories(fan);
                touched.add(store.blobs());
            }
            Path source = Objects.requireNonNull(received.get(file.getKey()));
            Files.move(
                    source, store.blob(content), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            touched.add(fan);
        }
        for (Path changed : touched) {
            DurableFiles.sync(changed);
        }
    }

    private Commit appear(Path prepared, Path directory, StoredBundle stored) throws IOException {
        try {
            Files.move(prepared, directory, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.sync(directory.getParent());
            return new Commit(stored, true);
        } catch (FileSystemException e) {
            // The same bundle, committed by another upload since we looked: a folder is not replaced by a rename.
            StoredBundle present = store.find(stored.bundleId()).orElseThrow(() -> unmovable(directory, e));
            return new Commit(present, false);
        }
    }

    private static IllegalStateException unmovable(Path directory, FileSystemException cause) {
        return new IllegalStateException("cannot make " + directory + " visible", cause);
    }

    @Override
    public void close() throws IOException {
        DurableFiles.deleteTree(folder);
    }

    /** Buffers, and is on stable storage once it is closed. */
    private static final class SyncedStream extends BufferedOutputStream {
        private final FileChannel channel;

        private SyncedStream(FileChannel channel) {
            super(Channels.newOutputStream(channel), BUFFER);
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                try (channel) {
                    flush();
                    channel.force(true);
                }
            }
        }
    }
}
