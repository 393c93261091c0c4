package io.byteor.store.staging;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many bytes each agent has staged that no stored bundle has, within a bound on those of all: counted once, and kept. Whoever changes
 * what is staged asks for the total first. An agent may take as much as it leaves for the others, so that none of them can take it all.
 * Thread-safe.
 */
final class StagedTotals {
    private final Map<Path, Total> totals = new ConcurrentHashMap<>();
    private final long most;
    private long all;

    /**
     * Counts what the agents have staged so far, be it more than the bound.
     *
     * @param staged has a folder for each
     * @param most bytes of all agents
     */
    StagedTotals(Path staged, long most) throws IOException {
        this.most = most;
        for (Path agent : Spool.entries(staged)) {
            of(agent);
        }
    }

    /** Of the agent with this folder. */
    Total of(Path folder) throws IOException {
        try {
            return totals.computeIfAbsent(folder, this::counted);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Total counted(Path folder) {
        Total total = new Total();
        try {
            for (Path entry : Spool.entries(folder)) {
                if (Files.isDirectory(entry)) {
                    for (Path part : Spool.entries(entry)) {
                        total.add(Files.size(part));
                    }
                } else if (!StagedFile.isUsed(entry)) {
                    total.add(Files.size(entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return total;
    }

    /** A count of bytes. */
    final class Total {
        private long bytes;

        void add(long more) {
            synchronized (StagedTotals.this) {
                bytes += more;
                all += more;
            }
        }

        /**
         * Adds bytes that are about to be staged.
         *
         * @throws ByteorException STAGING_FULL where there is no room for them, and then they do not count
         */
        void take(long more) {
            synchronized (StagedTotals.this) {
                requireRoom(more);
                add(more);
            }
        }

        /** @throws ByteorException STAGING_FULL where there is no room for so many more */
        void requireRoom(long more) {
            synchronized (StagedTotals.this) {
                if (more > 0 && bytes + more > most - all - more) {
                    throw new ByteorException(
                            ErrorCode.STAGING_FULL,
                            "all agents stage at most %d bytes, and none more than it leaves for the others"
                                    .formatted(most),
                            "blob",
                            more);
                }
            }
        }

        long bytes() {
            synchronized (StagedTotals.this) {
                return bytes;
            }
        }
    }
}
