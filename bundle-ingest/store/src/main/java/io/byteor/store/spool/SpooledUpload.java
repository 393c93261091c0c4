package io.byteor.store.spool;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.store.Upload;
import io.byteor.store.folder.UploadFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * An upload that arrives in a folder.
 *
 * @param folder takes the files
 * @param committer of the store
 */
public record SpooledUpload(UploadFolder folder, Committer committer) implements Upload {
    @Override
    public OutputStream create(String path) {
        return folder.create(path);
    }

    @Override
    public Commit commit(VerifiedBundle bundle, Instant storedAt) throws IOException {
        return committer.commit(folder, bundle, storedAt);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
