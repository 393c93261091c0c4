package io.byteor.store.staging;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.store.StagedBundle;
import io.byteor.store.Upload;
import io.byteor.store.folder.UploadFolder;
import io.byteor.store.spool.Committer;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/**
 * A bundle that was put together from staged blobs.
 *
 * @param folder holds its files
 * @param blobs where its blobs are staged
 * @param staging to be told when they have become part of a stored bundle
 * @param committer of the store
 */
record AssembledBundle(UploadFolder folder, Set<StagedFile> blobs, Staging staging, Committer committer)
        implements StagedBundle {
    @Override
    public void forEach(FileVisitor visitor) throws IOException {
        folder.forEach(visitor);
    }

    @Override
    public Upload.Commit commit(VerifiedBundle bundle, Instant storedAt) throws IOException {
        Upload.Commit commit = committer.commit(folder, bundle, storedAt);
        staging.used(blobs);
        return commit;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
