package io.byteor.store;

import java.io.IOException;

/** Takes new bundles. Thread-safe; each upload belongs to one thread. */
public interface BundleIntake {
    /** Begins an upload. Nothing of it can be found until it is committed; closed before that, nothing of it remains. */
    Upload begin() throws IOException;

    /**
     * Removes what uploads that died with their process have left. Only while no upload is going on, which the one process
     * that writes to a store knows when it starts.
     */
    void discardUnfinished() throws IOException;
}
