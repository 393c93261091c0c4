package io.byteor.store;

import java.io.IOException;

/** Takes new bundles. Thread-safe; each upload belongs to one thread. */
public interface BundleIntake {
    /** Begins an upload. Nothing of it can be found until it is committed; closed before that, nothing of it remains. */
    Upload begin() throws IOException;

    /**
     * Makes sure that an upload could begin now and end well, as far as that can be told in a few seconds.
     *
     * @throws IOException why not
     */
    void requireReady() throws IOException;

    /**
     * Removes what uploads and removals that died with their process have left, and makes sure that every bundle that can be
     * found is on stable storage. A store of one process also takes back which bundles were about to be removed, since whoever was
     * to remove them is gone. Only while nothing else goes on, which the one process that writes to a store knows when it
     * starts.
     */
    void discardUnfinished() throws IOException;
}
