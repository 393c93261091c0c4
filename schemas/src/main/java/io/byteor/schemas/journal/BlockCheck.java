package io.byteor.schemas.journal;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A block that was read, and its check, which any thread may carry out: the first one to come does, and the reader waits for the
 * result.
 *
 * @param run what it was read with
 * @param checker of no other block until the reader has left this one
 */
record BlockCheck(Block block, Run run, BlockChecker checker, FutureTask<BlockDecoder> result) {
    /**
     * Blocks side by side that were read at once.
     *
     * @param offset of the first byte in the segment
     * @param length how many bytes were there to be read
     * @param last of the blocks
     */
    record Run(byte[] bytes, long offset, int length, Block last) {}

    static BlockCheck of(Block block, Run run, BlockChecker checker) {
        return new BlockCheck(block, run, checker, new FutureTask<>(() -> checker.check(block, run)));
    }

    /**
     * Waits for the result and sets the cursor before the first record.
     *
     * @throws ByteorException JOURNAL_CORRUPT where the block is not what the table says
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
            throw new IllegalStateException(e);
        }
    }

    boolean endsRun() {
        return run.last().equals(block);
    }
}
