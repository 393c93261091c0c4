package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;

/**
 * Remembers whose the lines of bundles are: for good, whatever of them is stored or removed. A line is named by its root bundle. Whoever
 * claims one first has it. Thread-safe.
 */
public interface LineLedger {
    /**
     * Claims a line for an agent in an environment, unless it is somebody's. On stable storage when it returns.
     *
     * @return whether the line is theirs
     */
    boolean claimLine(Digest root, String agent, String environment) throws IOException;

    /**
     * As {@link #isLineOpen}, for whoever is about to store the line's root: so it stays until the root is stored, or the agent's own
     * attempt to store it has failed. Other claims by this process are kept away by the caller; those by others, where they share the
     * store, by claiming the line for good.
     */
    default boolean enterLine(Digest root, String agent, String environment) throws IOException {
        return isLineOpen(root, agent, environment);
    }

    /** Whether a line is theirs, or nobody's. */
    boolean isLineOpen(Digest root, String agent, String environment) throws IOException;
}
