package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a stored block table of unknown origin once, from front to back, in constant memory, and checks all of it. */
public final class TableScanner {
    private static final int LONGEST_NUMBER = 10;
    private static final int LONGEST_ENTRY = 7 * LONGEST_NUMBER + Digest.LENGTH;
    private static final int WINDOW = 8 << 10;

    private final InputStream in;
    private final String path;
    private final TableEntries entries;
    private final AvroInput input = new AvroInput();
    private final byte[] window = new byte[WINDOW];
    private int limit;
    private long passed;

    private TableScanner(InputStream in, String path) {
        this.in = in;
        this.path = path;
        this.entries = new TableEntries(path);
    }

    /**
     * Scans to the end of the stream, which should be buffered and stays open.
     *
     * @param path of the table in its bundle, for errors
     * @param blocks takes each entry in order, the header first
     * @return what the table says that its segment holds
     * @throws ByteorException JOURNAL_CORRUPT where it is no table, or contradicts itself
     */
    public static SegmentSummary scan(InputStream in, String path, Consumer<Block> blocks) throws IOException {
        return new TableScanner(in, path).scan(blocks);
    }

    private SegmentSummary scan(Consumer<Block> blocks) throws IOException {
        ContainerHeader header = ContainerHeader.read(in, JournalFormat.BLOCK_SCHEMA, path);
        if (header.codec() != Codec.NULL) {
            throw corrupt(
                    "a block table is stored with codec null", header.codec().avroName());
        }
        passed = header.encoded().length;
        while (ahead(1)) {
            readBlock(header.sync(), blocks);
        }
        return entries.summary();
    }

    private void readBlock(byte[] sync, Consumer<Block> blocks) throws IOException {
        ahead(2 * LONGEST_NUMBER);
        long count = input.readLong();
        long size = input.readLong();
        long end = position() + size;
        if (count < 0 || count > JournalFormat.MOST_BLOCKS + 1 - entries.count()) {
            throw corrupt("a segment has at most " + JournalFormat.MOST_BLOCKS + " blocks", count);
        }
        for (long i = 0; i < count; i++) {
            ahead(LONGEST_ENTRY);
            Block block = Block.read(input);
            entries.add(block);
            blocks.accept(block);
        }
        if (position() != end) {
            throw input.damage("entries end where their block ends");
        }
        ahead(JournalFormat.SYNC_LENGTH);
        int syncAt = input.skip(JournalFormat.SYNC_LENGTH);
        if (!Arrays.equals(window, syncAt, syncAt + sync.length, sync, 0, sync.length)) {
            throw input.damage("a block ends with the sync marker of its file");
        }
    }

    /** Has so many bytes lie in the window, or all that are left; false where none are. */
    private boolean ahead(int bytes) throws IOException {
        int from = input.position();
        if (limit - from < bytes) {
            System.arraycopy(window, from, window, 0, limit - from);
            passed += from;
            limit -= from;
            limit += in.readNBytes(window, limit, WINDOW - limit);
            input.reset(window, 0, limit, path + "@" + passed);
        }
        return limit > input.position();
    }

    private long position() {
        return passed + input.position();
    }

    private ByteorException corrupt(String detail, Object value) {
        return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, path, value);
    }
}
