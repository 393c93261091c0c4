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
import java.util.Arrays;
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
        ByteArrayInputStream start = new ByteArrayInputStream(stored);
        ContainerHeader header;
        try {
            header = ContainerHeader.read(start, JournalFormat.BLOCK_SCHEMA, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (header.codec() != Codec.NULL) {
            throw corrupt(
                    "a block table is stored with codec null",
                    path,
                    header.codec().avroName());
        }
        AvroInput in = new AvroInput();
        in.reset(stored, stored.length - start.available(), stored.length, path);
        List<Block> blocks = new ArrayList<>();
        while (!in.atEnd()) {
            readBlock(in, header, blocks, path);
        }
        return of(blocks, path);
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
        SegmentTally tally = new SegmentTally();
        for (int i = 0; i < entries.size(); i++) {
            Block block = entries.get(i);
            String fault = fault(block, i, tally);
            if (!fault.isEmpty()) {
                throw corrupt(fault, path + "#" + i, block);
            }
            tally.add(block);
        }
        SegmentSummary summary = tally.summary();
        if (summary.records() == 0) {
            throw corrupt("a block table has the header and at least one block", path, entries.size());
        }
        return new BlockTable(List.copyOf(entries), summary);
    }

    private static String fault(Block block, int index, SegmentTally before) {
        if (block.offset() != before.bytes()) {
            return "blocks are contiguous, the next begins at " + before.bytes();
        }
        if (index == 0) {
            boolean plain =
                    block.records() == 0 && block.length() > 0 && block.length() <= JournalFormat.LARGEST_HEADER;
            return plain ? "" : "entry 0 is the header, without records";
        }
        if (block.length() <= JournalFormat.SYNC_LENGTH || block.length() > SegmentReader.LARGEST_FRAME) {
            return "a framed block has at most " + SegmentReader.LARGEST_FRAME + " bytes";
        }
        if (block.records() <= 0 || block.records() - 1 > block.lastSequence() - block.firstSequence()) {
            return "the count of records fits the range of sequences";
        }
        if (!before.follows(block.firstSequence()) || block.leastTime() > block.greatestTime()) {
            return "ranges increase from block to block";
        }
        return "";
    }

    private static void readBlock(AvroInput in, ContainerHeader header, List<Block> blocks, String path) {
        long count = in.readLong();
        int size = in.readLength();
        int end = in.position() + size;
        if (count < 0 || count > JournalFormat.MOST_BLOCKS + 1 - blocks.size()) {
            throw corrupt("a segment has at most " + JournalFormat.MOST_BLOCKS + " blocks", path, count);
        }
        for (long i = 0; i < count; i++) {
            blocks.add(Block.read(in));
        }
        if (in.position() != end) {
            throw in.damage("entries end where their block ends");
        }
        int syncAt = in.skip(JournalFormat.SYNC_LENGTH);
        if (!Arrays.equals(
                in.bytes(), syncAt, syncAt + JournalFormat.SYNC_LENGTH, header.sync(), 0, JournalFormat.SYNC_LENGTH)) {
            throw in.damage("a block ends with the sync marker of its file");
        }
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
