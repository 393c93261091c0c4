package io.byteor.schemas.journal;

import com.github.luben.zstd.Zstd;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment and its block table in constant memory. Equal records give equal bytes: the sync marker derives from
 * lane and first sequence, headers are written in the order of their names, blocks are cut by size alone.
 *
 * <p>Not thread-safe. The two streams are written but never closed or synced; that is their owner's. A segment without
 * records does not exist: nothing is written until the first.
 */
public final class SegmentWriter {
    private static final int ZSTANDARD_LEVEL = 3;

    private final OutputStream segment;
    private final OutputStream table;
    private final String lane;
    private final Codec codec;
    private final AvroOutput record = new AvroOutput(4096);
    private final AvroOutput data = new AvroOutput(JournalFormat.BLOCK_TARGET);
    private final AvroOutput frame = new AvroOutput(JournalFormat.BLOCK_TARGET + 64);
    private final MessageDigest sha256 = Digest.newSha256();
    private final BlockRange range = new BlockRange();
    private final SegmentTally tally = new SegmentTally();
    private @Nullable ContainerHeader header;
    private @Nullable BlockTableWriter blocks;

    public SegmentWriter(OutputStream segment, OutputStream table, String lane, Codec codec) {
        this.segment = segment;
        this.table = table;
        this.lane = lane;
        this.codec = codec;
    }

    /**
     * Adds one record.
     *
     * @param sequence not negative, greater than the one before
     * @param capturedAt microseconds since the epoch, in any order, of the years 0 to 9999
     * @throws ByteorException JOURNAL_CORRUPT where the sequence does not increase, DOCUMENT_INVALID for a time of another year,
     *     RECORD_TOO_LARGE where the record is larger than {@link JournalFormat#LARGEST_RECORD} or has more than
     *     {@link JournalFormat#MOST_HEADERS} headers
     */
    public void append(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException {
        if (range.isEmpty() ? !tally.follows(sequence) : sequence <= range.lastSequence()) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT, "sequences strictly increase within a lane", lane, sequence);
        }
        if (sequence < 0) {
            throw new ByteorException(ErrorCode.JOURNAL_CORRUPT, "sequences count from 0", lane, sequence);
        }
        if (capturedAt < JournalFormat.LEAST_TIME || capturedAt > JournalFormat.GREATEST_TIME) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    "a record's time, in microseconds, is of the years 0 to 9999",
                    lane + "/" + sequence,
                    capturedAt);
        }
        if (headers.size() > JournalFormat.MOST_HEADERS) {
            throw new ByteorException(
                    ErrorCode.RECORD_TOO_LARGE,
                    "a record has at most " + JournalFormat.MOST_HEADERS + " headers",
                    lane + "/" + sequence,
                    headers.size());
        }
        encode(sequence, capturedAt, key, headers, payload);
        if (record.size() > JournalFormat.LARGEST_RECORD) {
            throw new ByteorException(
                    ErrorCode.RECORD_TOO_LARGE,
                    "a record has at most " + JournalFormat.LARGEST_RECORD + " bytes",
                    lane + "/" + sequence,
                    record.size());
        }
        if (header == null) {
            begin(sequence);
        }
        if (data.size() > 0 && data.size() + record.size() > JournalFormat.BLOCK_TARGET) {
            cut();
        }
        data.append(record);
        range.add(sequence, capturedAt);
    }

    /** Writes the open block as it is, be it small. */
    public void flush() throws IOException {
        if (!range.isEmpty()) {
            cut();
        }
    }

    /** Bytes of the segment that are already written; what is still in the open block is not counted. */
    public long written() {
        return tally.bytes();
    }

    /** Whether the segment has as many blocks as one may have; the next record belongs in another. */
    public boolean isFull() {
        return tally.blocks() >= JournalFormat.MOST_BLOCKS - 1;
    }

    /**
     * Writes what is left and says what the segment holds.
     *
     * @throws IllegalStateException if no record was added
     */
    public SegmentSummary finish() throws IOException {
        if (blocks == null) {
            throw new IllegalStateException("a segment has at least one record");
        }
        flush();
        blocks.finish();
        return tally.summary();
    }

    private void begin(long firstSequence) throws IOException {
        String seed = "byteor-journal-1\0" + lane + "\0" + firstSequence;
        header = ContainerHeader.of(JournalFormat.RECORD_SCHEMA, codec, seed);
        blocks = new BlockTableWriter(table, seed + "\0table");
        segment.write(header.encoded());
        add(Block.header(header));
    }

    private void encode(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload) {
        record.clear();
        record.writeLong(sequence);
        record.writeLong(capturedAt);
        if (key == null) {
            record.writeLong(1);
        } else {
            record.writeLong(0);
            record.writeBytes(key);
        }
        if (!headers.isEmpty()) {
            record.writeLong(headers.size());
            new TreeMap<>(headers).forEach((name, value) -> {
                record.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                record.writeBytes(value);
            });
        }
        record.writeLong(0);
        record.writeBytes(payload);
    }

    private void cut() throws IOException {
        byte[] sync = Objects.requireNonNull(header).sync();
        frame.clear();
        frame.writeLong(range.records());
        switch (codec) {
            case NULL -> {
                frame.writeLong(data.size());
                frame.append(data);
            }
            case ZSTANDARD -> frame.writeBytes(Zstd.compress(data.toByteArray(), ZSTANDARD_LEVEL));
        }
        frame.writeRaw(sync, 0, sync.length);
        frame.digestInto(sha256);
        frame.writeTo(segment);
        add(range.block(tally.bytes(), frame.size(), Digest.ofRaw(sha256.digest())));
        data.clear();
        range.clear();
    }

    private void add(Block block) throws IOException {
        tally.add(block);
        Objects.requireNonNull(blocks).add(block);
    }
}
