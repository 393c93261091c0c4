package io.byteor.schemas.journal;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A block and its check, which any thread may carry out: the first one to come does, and the reader waits for the result.
 *
 * @param run what it is read with
 * @param checker of no other block until the reader has left this one
 */
record BlockCheck(Block block, BlockRun run, BlockChecker checker, FutureTask<BlockDecoder> result) {
    static BlockCheck of(Block block, BlockRun run, BlockChecker checker) {
        return new BlockCheck(block, run, checker, new FutureTask<>(() -> checker.check(block, run)));
    }

    /**
     * Waits for the result and sets the cursor before the first record.
     *
     * @throws ByteorException JOURNAL_CORRUPT where the block is not what the table says
     * @throws IOException where it cannot be read now
     */
    void open(RecordCursor cursor) throws IOException {
        try {
            result.get().open(cursor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while a block was checked");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ByteorException damage) {
                throw damage;
            }
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e);
        }
    }

    boolean endsRun() {
        return run.endsWith(block);
    }
}
