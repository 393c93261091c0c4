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

    /** Whether a line is theirs, or nobody's. */
    boolean isLineOpen(Digest root, String agent, String environment) throws IOException;
}
