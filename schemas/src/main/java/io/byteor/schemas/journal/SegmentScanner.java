package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment of unknown origin once, from front to back, in constant memory, and checks all of it: framing, schema,
 * codec, limits, every record, the order of sequences. What it finds is what a block table would say.
 */
public final class SegmentScanner {
    private static final int READ_STEP = 64 << 10;

    private final InputStream in;
    private final String path;
    private final int expansion;
    private final MessageDigest sha256 = Digest.newSha256();
    private final SegmentTally tally = new SegmentTally();
    private byte[] frame = new byte[JournalFormat.BLOCK_TARGET + 1024];
    private int length;
    private long inflated;

    private SegmentScanner(InputStream in, String path, int expansion) {
        this.in = in;
        this.path = path;
        this.expansion = expansion;
    }

    /**
     * Scans to the end of the stream, which should be buffered and stays open.
     *
     * @param path of the segment in its bundle, for errors
     * @param expansion inflated bytes for each stored byte beyond which a segment counts as a bomb, once it is larger than a
     *     block
     * @param blocks takes each entry of the segment's block table in order, the header first
     * @throws ByteorException JOURNAL_CORRUPT or EXPANSION_EXCEEDED with path and offset
     */
    public static SegmentSummary scan(InputStream in, String path, int expansion, Consumer<Block> blocks)
            throws IOException {
        return scan(in, path, expansion, blocks, RecordVisitor.NONE);
    }

    /** As {@link #scan(InputStream, String, int, Consumer)}, with a look at every record. */
    public static SegmentSummary scan(
            InputStream in, String path, int expansion, Consumer<Block> blocks, RecordVisitor records)
            throws IOException {
        return new SegmentScanner(in, path, expansion).scan(blocks, records);
    }

    private SegmentSummary scan(Consumer<Block> blocks, RecordVisitor records) throws IOException {
        ContainerHeader header = ContainerHeader.read(in, JournalFormat.RECORD_SCHEMA, path);
        BlockDecoder decoder = new BlockDecoder(header, path);
        RecordCursor cursor = new RecordCursor();
        Supplier<Map<String, byte[]>> headers = cursor::headers;
        take(Block.header(header), blocks);
        while (readFrame()) {
            inflated += decoder.decode(frame, 0, length, tally.bytes());
            decoder.open(cursor);
            BlockRange range = new BlockRange();
            while (cursor.next()) {
                requireOrder(range, cursor);
                cursor.requireHeaders();
                records.record(cursor.sequence(), cursor.capturedAt(), headers);
                range.add(cursor.sequence(), cursor.capturedAt());
            }
            sha256.update(frame, 0, length);
            take(range.block(tally.bytes(), length, Digest.ofRaw(sha256.digest())), blocks);
            requireExpansion();
        }
        SegmentSummary summary = tally.summary();
        if (summary.records() == 0) {
            throw corrupt("a segment has at least one record", null);
        }
        return summary;
    }

    private void take(Block block, Consumer<Block> blocks) {
        tally.add(block);
        blocks.accept(block);
    }

    private void requireOrder(BlockRange range, RecordCursor cursor) {
        if (cursor.sequence() < 0) {
            throw corrupt("sequences count from 0", cursor.sequence());
        }
        if (range.isEmpty() ? !tally.follows(cursor.sequence()) : cursor.sequence() <= range.lastSequence()) {
            throw corrupt("sequences strictly increase", cursor.sequence());
        }
        if (cursor.encodedLength() > JournalFormat.LARGEST_RECORD) {
            throw corrupt("a record has at most " + JournalFormat.LARGEST_RECORD + " bytes", cursor.encodedLength());
        }
    }

    private void requireExpansion() {
        if (inflated > JournalFormat.LARGEST_BLOCK && inflated / expansion > tally.bytes()) {
            throw new ByteorException(
                    ErrorCode.EXPANSION_EXCEEDED,
                    "a segment inflates to at most " + expansion + " times its size",
                    path,
                    inflated + " bytes out of " + tally.bytes());
        }
    }

    /** Reads one framed block; false at the end of the stream. Memory grows only with what has really arrived. */
    private boolean readFrame() throws IOException {
        length = 0;
        int first = in.read();
        if (first < 0) {
            return false;
        }
        frame[length++] = (byte) first;
        continueLong();
        long size = readLong();
        if (size < 0 || size > JournalFormat.LARGEST_BLOCK) {
            throw corrupt("a block has at most " + JournalFormat.LARGEST_BLOCK + " bytes", size);
        }
        int end = length + (int) size + JournalFormat.SYNC_LENGTH;
        while (length < end) {
            int step = Math.min(end - length, READ_STEP);
            if (frame.length < length + step) {
                frame = Arrays.copyOf(frame, Math.min(JournalFormat.LARGEST_FRAME, 2 * frame.length));
            }
            int read = in.readNBytes(frame, length, step);
            length += read;
            if (read < step) {
                throw corrupt("it ends inside a block", length);
            }
        }
        return true;
    }

    private long readLong() throws IOException {
        int from = length;
        frame[length++] = (byte) readByte();
        continueLong();
        AvroInput number = new AvroInput();
        number.reset(frame, from, length, path + "@" + tally.bytes());
        return number.readLong();
    }

    private void continueLong() throws IOException {
        for (int more = 0; frame[length - 1] < 0; more++) {
            if (more == 9) {
                throw corrupt("a number has more than ten bytes", null);
            }
            frame[length++] = (byte) readByte();
        }
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw corrupt("it ends inside a block", null);
        }
        return b;
    }

    private ByteorException corrupt(String detail, @Nullable Object value) {
        return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, path + "@" + tally.bytes(), value);
    }
}
