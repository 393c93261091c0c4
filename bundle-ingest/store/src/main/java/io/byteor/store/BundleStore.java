package io.byteor.store;

import java.io.Closeable;
import java.io.IOException;

/**
 * All roles of a store, for whoever assembles a process; everybody else asks for the one role they need. Only one is open for
 * writing at a time; opening another fails.
 */
public interface BundleStore
        extends ArtifactReader,
                BundleCatalog,
                BundleIntake,
                BundleRemoval,
                BlobStaging,
                AnnouncementLedger,
                RetirementLedger,
                LineLedger,
                Closeable {
    /** Gives the store up for another process to write to. Nothing is in progress. */
    @Override
    void close() throws IOException;
}
