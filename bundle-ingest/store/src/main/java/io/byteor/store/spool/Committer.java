package io.byteor.store.spool;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.store.Upload;
import io.byteor.store.folder.UploadFolder;
import java.io.IOException;
import java.time.Instant;

/** Makes a bundle visible that lies complete in an upload's folder. Thread-safe; each folder belongs to its caller. */
@FunctionalInterface
public interface Committer {
    /** As {@link Upload#commit}; the folder is closed by its owner. */
    Upload.Commit commit(UploadFolder folder, VerifiedBundle bundle, Instant storedAt) throws IOException;
}
