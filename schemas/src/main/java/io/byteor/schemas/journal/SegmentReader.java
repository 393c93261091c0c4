package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one segment as a cursor: {@link #next()} moves, the other methods speak of the record it moved to.
 * No record is handed out before its block had the digest that the block table gives. Views ({@link #buffer()}) hold until the
 * next move; copies hold for ever.
 *
 * <p>Not thread-safe. Damage ends the reading with JOURNAL_CORRUPT, the path and the block's offset.
 */
public final class SegmentReader implements AutoCloseable {
    private final SeekableByteChannel channel;
    private final BlockTable table;
    private final String path;
    private final Codec codec;
    private final BlockFeed feed;
    private final RecordCursor cursor = new RecordCursor();
    private @Nullable Block block;
    private long startAt = Long.MIN_VALUE;
    private long records;
    private long before;

    private SegmentReader(SeekableByteChannel channel, BlockTable table, String path, Helpers helpers)
            throws IOException {
        this.channel = channel;
        this.table = table;
        this.path = path;
        if (channel.size() != table.summary().bytes()) {
            throw corrupt("the segment has " + table.summary().bytes() + " bytes", 0, channel.size());
        }
        ContainerHeader header = ContainerHeader.read(channel, table.blocks().getFirst(), path);
        this.codec = header.codec();
        this.feed = new BlockFeed(channel, table.blocks(), header, path, helpers);
        within(RecordWindow.ALL);
    }

    /**
     * Opens a segment by its block table, which must already have been checked against the manifest. Reads nothing but the
     * header; takes the channel over and closes it with itself, or when opening fails. Blocks are checked by the thread that
     * reads.
     *
     * @param path of the segment in its bundle, for errors
     * @throws ByteorException JOURNAL_CORRUPT where table and segment do not belong together
     */
    public static SegmentReader open(SeekableByteChannel channel, BlockTable table, String path) throws IOException {
        return open(channel, table, path, Helpers.NONE);
    }

    /** As {@link #open(SeekableByteChannel, BlockTable, String)}, with helpers that check blocks ahead. */
    public static SegmentReader open(SeekableByteChannel channel, BlockTable table, String path, Helpers helpers)
            throws IOException {
        try {
            return new SegmentReader(channel, table, path, helpers);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    /**
     * Opens a segment that has no block table: reads and hashes all of it first.
     *
     * @param expected digest of the whole file, from the manifest
     * @throws ByteorException BUNDLE_ALTERED where the digest differs, JOURNAL_CORRUPT where it is no segment
     */
    public static SegmentReader openWhole(SeekableByteChannel channel, Digest expected, String path)
            throws IOException {
        return openWhole(channel, expected, path, Helpers.NONE);
    }

    /** As {@link #openWhole(SeekableByteChannel, Digest, String)}, with helpers that check blocks ahead. */
    public static SegmentReader openWhole(SeekableByteChannel channel, Digest expected, String path, Helpers helpers)
            throws IOException {
        try {
            DerivedTable.requireDigest(channel, expected, path);
            return new SegmentReader(channel, DerivedTable.of(channel, path), path, helpers);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    /**
     * Opens a segment that nothing vouches for: reads and checks all of it first, then each block again as it is entered.
     *
     * @throws ByteorException JOURNAL_CORRUPT where it is no segment
     */
    public static SegmentReader openUnvouched(SeekableByteChannel channel, String path) throws IOException {
        try {
            return new SegmentReader(channel, DerivedTable.of(channel, path), path, Helpers.NONE);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    private static void closeQuietly(SeekableByteChannel channel, Exception cause) {
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** What its blocks are stored in. */
    public Codec codec() {
        return codec;
    }

    public SegmentSummary summary() {
        return table.summary();
    }

    /** Sets the cursor so that {@link #next()} moves to the first record with this sequence or a greater one. */
    public void seekTo(long sequence) {
        within(RecordWindow.from(sequence));
    }

    /**
     * Sets the cursor before the first record of a window. Only blocks that may hold a record of it are read from here on; all
     * their records from its first sequence on are given, also those that lie outside of it.
     */
    public void within(RecordWindow window) {
        feed.restart(table.blockFrom(window.fromSequence()), window);
        startAt = window.fromSequence();
        block = null;
    }

    /**
     * Moves to the next record.
     *
     * @return false when there is none
     * @throws ByteorException JOURNAL_CORRUPT where the block is not the one that the table vouches for
     */
    public boolean next() throws IOException {
        Block in = block;
        while (true) {
            while (in != null && cursor.next()) {
                enterRecord(in);
                if (cursor.sequence() >= startAt) {
                    return true;
                }
            }
            if (in != null) {
                leaveBlock(in);
            }
            block = null;
            in = feed.next(cursor);
            if (in == null) {
                return false;
            }
            block = in;
            records = 0;
        }
    }

    private void enterRecord(Block in) {
        long sequence = cursor.sequence();
        if (records++ == 0 ? sequence != in.firstSequence() : sequence <= before) {
            throw corrupt("sequences increase from that of the table", in.offset(), sequence);
        }
        if (cursor.capturedAt() < in.leastTime() || cursor.capturedAt() > in.greatestTime()) {
            throw corrupt("capture times lie where the table says", in.offset(), sequence);
        }
        before = sequence;
    }

    private void leaveBlock(Block in) {
        if (records != in.records() || before != in.lastSequence()) {
            throw corrupt("the block holds what the table says", in.offset(), records + " to " + before);
        }
    }

    private ByteorException corrupt(String detail, long offset, @Nullable Object value) {
        return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, path + "@" + offset, value);
    }

    public long sequence() {
        return cursor.sequence();
    }

    /** Microseconds since the epoch. */
    public long capturedAtMicros() {
        return cursor.capturedAt();
    }

    /** A copy of the key; null where the record has none. */
    public byte @Nullable [] key() {
        return cursor.key();
    }

    /** A copy of the payload. */
    public byte[] payload() {
        return cursor.payload();
    }

    /** The headers in stored order, decoded on each call. */
    public Map<String, byte[]> headers() {
        return cursor.headers();
    }

    /** The array that the record, its key and its payload lie in until the next move. Not to be changed. */
    public byte[] buffer() {
        return cursor.bytes();
    }

    /** Where the record's Avro bytes begin in {@link #buffer()}, as stored but for the codec. */
    public int recordOffset() {
        return cursor.recordAt();
    }

    public int recordLength() {
        return cursor.encodedLength();
    }

    public int keyOffset() {
        return cursor.keyAt();
    }

    /** Length of the key in {@link #buffer()}; -1 where the record has none. */
    public int keyLength() {
        return cursor.keyLength();
    }

    public int payloadOffset() {
        return cursor.payloadAt();
    }

    public int payloadLength() {
        return cursor.payloadLength();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
