package io.byteor.store.staging;

import io.byteor.store.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes each agent has staged that no stored bundle has: counted once, and kept. Whoever changes what is staged asks
 * for the total first. Thread-safe.
 */
final class StagedTotals {
    private final Map<Path, Total> totals = new ConcurrentHashMap<>();

    /** Of the agent with this folder. */
    Total of(Path folder) throws IOException {
        try {
            return totals.computeIfAbsent(folder, StagedTotals::counted);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Total counted(Path folder) {
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
    static final class Total {
        private final AtomicLong bytes = new AtomicLong();

        void add(long more) {
            bytes.addAndGet(more);
        }

        long bytes() {
            return bytes.get();
        }
    }
}
