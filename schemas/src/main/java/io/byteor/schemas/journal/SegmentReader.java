package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
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
    static final int LARGEST_FRAME = JournalFormat.LARGEST_BLOCK + 20 + JournalFormat.SYNC_LENGTH;

    /** Whoever took the bundle in has held it against a ratio. */
    private static final int JUDGED_BEFORE = Integer.MAX_VALUE;

    private final SeekableByteChannel channel;
    private final BlockTable table;
    private final String path;
    private final BlockDecoder decoder;
    private final RecordCursor cursor = new RecordCursor();
    private final MessageDigest sha256 = Digest.newSha256();
    private byte[] frame = {};
    private int nextBlock = 1;
    private boolean inBlock;
    private long startAt = Long.MIN_VALUE;
    private long records;
    private long before = Long.MIN_VALUE;

    private SegmentReader(SeekableByteChannel channel, BlockTable table, String path) throws IOException {
        this.channel = channel;
        this.table = table;
        this.path = path;
        if (channel.size() != table.summary().bytes()) {
            throw corrupt("the segment has " + table.summary().bytes() + " bytes", 0, channel.size());
        }
        Block first = table.blocks().getFirst();
        load(first);
        InputStream header = new ByteArrayInputStream(frame, 0, (int) first.length());
        this.decoder = new BlockDecoder(ContainerHeader.read(header, JournalFormat.RECORD_SCHEMA, path), path);
        if (header.available() > 0) {
            throw corrupt("the first entry of the block table is the header alone", 0, first.length());
        }
    }

    /**
     * Opens a segment by its block table, which must already have been checked against the manifest. Reads nothing but the
     * header; takes the channel over and closes it with itself, or when opening fails.
     *
     * @param path of the segment in its bundle, for errors
     * @throws ByteorException JOURNAL_CORRUPT where table and segment do not belong together
     */
    public static SegmentReader open(SeekableByteChannel channel, BlockTable table, String path) throws IOException {
        try {
            return new SegmentReader(channel, table, path);
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
        try {
            return new SegmentReader(channel, derivedTable(channel, expected, path), path);
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
            return new SegmentReader(channel, derivedTable(channel, path), path);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    private static BlockTable derivedTable(SeekableByteChannel channel, Digest expected, String path)
            throws IOException {
        requireDigest(channel, expected, path);
        return derivedTable(channel, path);
    }

    private static BlockTable derivedTable(SeekableByteChannel channel, String path) throws IOException {
        List<Block> blocks = new ArrayList<>();
        channel.position(0);
        InputStream segment = new BufferedInputStream(Channels.newInputStream(channel), 64 << 10);
        SegmentScanner.scan(segment, path, JUDGED_BEFORE, blocks::add);
        return BlockTable.of(blocks, path);
    }

    private static void requireDigest(SeekableByteChannel channel, Digest expected, String path) throws IOException {
        channel.position(0);
        DigestInputStream whole = new DigestInputStream(Channels.newInputStream(channel), Digest.newSha256());
        byte[] step = new byte[64 << 10];
        while (whole.read(step) >= 0) {}
        Digest found = Digest.ofRaw(whole.getMessageDigest().digest());
        if (!found.equals(expected)) {
            throw new ByteorException(ErrorCode.BUNDLE_ALTERED, "the digest is " + expected, path, found);
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
        return decoder.codec();
    }

    public SegmentSummary summary() {
        return table.summary();
    }

    /** Sets the cursor so that {@link #next()} moves to the first record with this sequence or a greater one. */
    public void seekTo(long sequence) {
        nextBlock = table.blockFrom(sequence);
        startAt = sequence;
        inBlock = false;
    }

    /**
     * Moves to the next record.
     *
     * @return false when there is none
     * @throws ByteorException JOURNAL_CORRUPT where the block is not the one that the table vouches for
     */
    public boolean next() throws IOException {
        while (true) {
            while (inBlock) {
                if (!cursor.next()) {
                    leaveBlock();
                } else {
                    enterRecord();
                    if (cursor.sequence() >= startAt) {
                        return true;
                    }
                }
            }
            if (nextBlock == table.blocks().size()) {
                return false;
            }
            enterBlock(table.blocks().get(nextBlock++));
        }
    }

    private void enterBlock(Block block) throws IOException {
        load(block);
        decoder.decode(frame, (int) block.length(), block.offset(), cursor);
        records = 0;
        before = Long.MIN_VALUE;
        inBlock = true;
    }

    private void enterRecord() {
        long sequence = cursor.sequence();
        if (records++ == 0 ? sequence != current().firstSequence() : sequence <= before) {
            throw corrupt("sequences increase from that of the table", current().offset(), sequence);
        }
        before = sequence;
    }

    private void leaveBlock() {
        if (records != current().records() || before != current().lastSequence()) {
            throw corrupt("the block holds what the table says", current().offset(), records + " to " + before);
        }
        inBlock = false;
    }

    private Block current() {
        return table.blocks().get(nextBlock - 1);
    }

    private void load(Block block) throws IOException {
        int length = (int) block.length();
        if (frame.length < length) {
            frame = new byte[Math.max(length, Math.min(LARGEST_FRAME, JournalFormat.BLOCK_TARGET + 1024))];
        }
        ByteBuffer target = ByteBuffer.wrap(frame, 0, length);
        channel.position(block.offset());
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw corrupt("the segment ends early", block.offset(), null);
            }
        }
        sha256.update(frame, 0, length);
        Digest found = Digest.ofRaw(sha256.digest());
        if (!found.equals(block.sha256())) {
            throw corrupt("the digest of the block is " + block.sha256(), block.offset(), found);
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

    /** SHA-256 over the record's Avro bytes as stored, before any codec. */
    public byte[] recordSha256() {
        return cursor.recordSha256();
    }

    /** The array that key and payload lie in until the next move. Not to be changed. */
    public byte[] buffer() {
        return cursor.bytes();
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
