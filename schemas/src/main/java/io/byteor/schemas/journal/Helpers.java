package io.byteor.schemas.journal;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Threads that read, hash and inflate blocks ahead of readers. They read of files only: no helper ever waits for a store that is
 * far away, and a reader goes on alone where none comes.
 *
 * @param executor whose threads are not interrupted at it: that would close the file
 * @param most for one reader at a time; 0 for none
 */
public record Helpers(Executor executor, int most) {
    /** All is done by the thread that reads. */
    public static final Helpers NONE = new Helpers(Runnable::run, 0);

    /** As many as there are cores besides the reader's own, shared by all readers. */
    public static Helpers ofCores() {
        int others = Runtime.getRuntime().availableProcessors() - 1;
        return others == 0 ? NONE : new Helpers(ForkJoinPool.commonPool(), others);
    }
}
