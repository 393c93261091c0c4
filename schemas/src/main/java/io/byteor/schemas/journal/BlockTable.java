package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of one segment: where they lie, what they hold, and the digest that each must have. A table that has been
 * checked against the bundle's manifest vouches for every block by itself. Immutable.
 */
public final class BlockTable {
    private final List<Block> blocks;
    private final SegmentSummary summary;

    private BlockTable(List<Block> blocks, SegmentSummary summary) {
        this.blocks = blocks;
        this.summary = summary;
    }

    /**
     * Reads a stored table.
     *
     * @param path of the table in its bundle, for errors
     * @throws ByteorException JOURNAL_CORRUPT where it is no table, or contradicts itself
     */
    public static BlockTable read(byte[] stored, String path) {
        List<Block> blocks = new ArrayList<>();
        try {
            SegmentSummary summary = TableScanner.scan(new ByteArrayInputStream(stored), path, blocks::add);
            return new BlockTable(List.copyOf(blocks), summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a stored table and checks its digest before anything of it is believed.
     *
     * @throws ByteorException BUNDLE_ALTERED where the digest differs; JOURNAL_CORRUPT where it is no table
     */
    public static BlockTable read(SeekableByteChannel channel, Digest expected, String path) throws IOException {
        long size = channel.size();
        if (size > JournalFormat.LARGEST_TABLE) {
            throw corrupt("a block table has at most " + JournalFormat.LARGEST_TABLE + " bytes", path, size);
        }
        byte[] stored = new byte[(int) size];
        ByteBuffer target = ByteBuffer.wrap(stored);
        channel.position(0);
        while (target.hasRemaining() && channel.read(target) >= 0) {}
        Digest found = Digest.of(stored);
        if (!found.equals(expected)) {
            throw new ByteorException(ErrorCode.BUNDLE_ALTERED, "the digest is " + expected, path, found);
        }
        return read(stored, path);
    }

    /**
     * The table of these entries.
     *
     * @throws ByteorException JOURNAL_CORRUPT where they are not contiguous, or their ranges contradict each other
     */
    public static BlockTable of(List<Block> entries, String path) {
        TableEntries checked = new TableEntries(path);
        entries.forEach(checked::add);
        return new BlockTable(List.copyOf(entries), checked.summary());
    }

    private static ByteorException corrupt(String detail, String place, Object value) {
        return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, place, value);
    }

    /** Writes the table as it is stored beside its segment, and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        BlockTableWriter writer = new BlockTableWriter(out, "byteor-journal-1\0table\0" + summary.tableDigest());
        for (Block block : blocks) {
            writer.add(block);
        }
        writer.finish();
    }

    /** The entries in order; the first is the header. */
    public List<Block> blocks() {
        return blocks;
    }

    public SegmentSummary summary() {
        return summary;
    }

    /** The index of the first block that holds this sequence or a greater one; the number of entries where none does. */
    public int blockFrom(long sequence) {
        int low = 1;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).lastSequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
