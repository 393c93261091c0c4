package io.byteor.schemas.journal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the blocks of a window in their order, each checked before it is handed on. Reads nothing but these blocks, and a bounded
 * number ahead, so that helpers find something to check meanwhile. Of a file each block is read by whoever checks it; what has but
 * one position is read here, several at once where they are neighbours. Where no helper comes, whoever asks does all of it.
 *
 * <p>Belongs to one thread; only the checks are shared.
 */
final class BlockFeed {
    private static final int RUN_BYTES = 1 << 20;

    private final SeekableByteChannel channel;
    private final List<Block> blocks;
    private final ContainerHeader header;
    private final String path;
    private final CheckHelp help;
    private final Deque<BlockCheck> ahead = new ArrayDeque<>();
    private final Deque<BlockChecker> spareCheckers = new ArrayDeque<>();
    private byte @Nullable [] spareBuffer;
    private @Nullable BlockCheck current;
    private RecordWindow window = RecordWindow.ALL;
    private int nextBlock;
    private int runBlocks = 1;

    BlockFeed(SeekableByteChannel channel, List<Block> blocks, ContainerHeader header, String path, Helpers helpers) {
        this.channel = channel;
        this.blocks = blocks;
        this.header = header;
        this.path = path;
        this.help = new CheckHelp(helpers);
    }

    /** Goes on with the first block of a window that stands at this index or behind it. */
    void restart(int index, RecordWindow wanted) {
        // A helper may still be at what lay ahead: none of it is used again.
        ahead.clear();
        help.forget();
        current = null;
        window = wanted;
        nextBlock = index;
        runBlocks = 1;
    }

    /**
     * Sets the cursor before the first record of the next block; gives null where there is none.
     *
     * @throws io.byteor.schemas.error.ByteorException JOURNAL_CORRUPT where the block is not what the table says
     */
    @Nullable
    Block next(RecordCursor cursor) throws IOException {
        giveBack();
        while (ahead.size() < help.worthReadingAhead() && readRun()) {}
        BlockCheck next = ahead.poll();
        if (next == null) {
            return null;
        }
        help.withdraw(next.result());
        next.result().run();
        Iterator<BlockCheck> later = ahead.iterator();
        while (!next.result().isDone() && later.hasNext()) {
            later.next().result().run();
        }
        next.open(cursor);
        current = next;
        return next.block();
    }

    private void giveBack() {
        BlockCheck done = current;
        if (done != null) {
            spareCheckers.push(done.checker());
            if (done.endsRun()) {
                spareBuffer = done.run().bytes();
            }
            current = null;
        }
    }

    /** Lays out the next blocks of the window, and reads them unless who checks them can; few at first, for who wants few. */
    private boolean readRun() throws IOException {
        int first = nextBlock;
        while (first < blocks.size() && !window.meets(blocks.get(first))) {
            first = blocks.get(first).firstSequence() > window.toSequence() ? blocks.size() : first + 1;
        }
        int end = Math.min(first + 1, blocks.size());
        nextBlock = end;
        if (first == end) {
            return false;
        }
        long offset = blocks.get(first).offset();
        while (end < blocks.size()
                && end - first < runBlocks
                && blocks.get(end).end() - offset <= RUN_BYTES
                && window.meets(blocks.get(end))) {
            end++;
        }
        nextBlock = end;
        runBlocks = BlockRun.readableByMany(channel) ? 1 : Math.min(2 * runBlocks, help.worthReadingAtOnce());
        Block last = blocks.get(end - 1);
        BlockRun run = new BlockRun(channel, buffer((int) (last.end() - offset)), offset, last);
        if (!BlockRun.readableByMany(channel)) {
            run.fill(run.length());
        }
        for (int i = first; i < end; i++) {
            BlockChecker checker = spareCheckers.isEmpty() ? new BlockChecker(header, path) : spareCheckers.pop();
            BlockCheck check = BlockCheck.of(blocks.get(i), run, checker);
            ahead.add(check);
            help.offer(check);
        }
        return true;
    }

    private byte[] buffer(int length) {
        byte[] spare = spareBuffer;
        spareBuffer = null;
        return spare != null && spare.length >= length
                ? spare
                : new byte[Math.max(length, JournalFormat.BLOCK_TARGET + (64 << 10))];
    }
}
