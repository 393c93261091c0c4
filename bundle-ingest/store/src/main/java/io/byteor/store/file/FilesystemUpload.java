package io.byteor.store.file;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.StorageFullException;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import io.byteor.store.spool.UploadFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An upload into a {@link FilesystemStore}, which says what makes its commit safe. */
final class FilesystemUpload implements Upload {
    private final FilesystemStore store;
    private final UploadFolder folder;

    FilesystemUpload(FilesystemStore store, UploadFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    @Override
    public OutputStream create(String path) {
        return folder.create(path);
    }

    @Override
    public Commit commit(VerifiedBundle bundle, Instant storedAt) throws IOException {
        Digest bundleId = bundle.bundleId();
        @Nullable StoredBundle sealed = store.find(bundleId).isPresent() ? null : seal(bundle, storedAt);
        try (var _ = store.turn(bundleId)) {
            Optional<StoredBundle> present = store.find(bundleId);
            if (present.isPresent()) {
                return new Commit(present.get(), false);
            }
            StoredBundle fresh = sealed == null ? seal(bundle, storedAt) : sealed;
            store.appear(bundleId, folder.path());
            return new Commit(fresh, true);
        } catch (IOException e) {
            throw StorageFullException.orSame(e, store.bundles());
        }
    }

    private StoredBundle seal(VerifiedBundle bundle, Instant storedAt) throws IOException {
        return folder.seal(bundle, store.address(bundle.bundleId()), storedAt).bundle();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
