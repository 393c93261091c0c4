package io.byteor.schemas.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns one framed block into records: checks the framing, inflates within the limit. Not thread-safe. */
final class BlockDecoder {
    private static final byte[] NOTHING = {};

    private final ContainerHeader header;
    private final String path;
    private final AvroInput frame = new AvroInput();
    private byte[] inflated = NOTHING;
    private byte[] data = NOTHING;
    private int from;
    private int to;
    private long records;
    private String place = "";

    BlockDecoder(ContainerHeader header, String path) {
        this.header = header;
        this.path = path;
    }

    Codec codec() {
        return header.codec();
    }

    /**
     * Takes a block; until the next one its records can be walked.
     *
     * @param start of the block in the array
     * @param offset of the block in its segment, for errors
     * @return bytes of the records, inflated
     */
    int decode(byte[] bytes, int start, int length, long offset) {
        place = path + "@" + offset;
        frame.reset(bytes, start, start + length, place);
        records = frame.readLong();
        int size = frame.readLength();
        int dataAt = frame.skip(size);
        if (records <= 0) {
            throw frame.damage("a block holds at least one record");
        }
        if (size > JournalFormat.LARGEST_BLOCK) {
            throw frame.damage("a block has at most " + JournalFormat.LARGEST_BLOCK + " bytes");
        }
        int syncAt = frame.skip(JournalFormat.SYNC_LENGTH);
        if (!frame.atEnd() || !Arrays.equals(bytes, syncAt, start + length, header.sync(), 0, header.sync().length)) {
            throw frame.damage("a block ends with the sync marker of its file");
        }
        switch (header.codec()) {
            case NULL -> {
                data = bytes;
                from = dataAt;
                to = dataAt + size;
            }
            case ZSTANDARD -> {
                to = inflate(bytes, dataAt, size);
                data = inflated;
                from = 0;
            }
        }
        return to - from;
    }

    /** Sets the cursor before the first record of the block. */
    void open(RecordCursor cursor) {
        cursor.reset(data, from, to, records, place);
    }

    /** Inflates into a buffer as large as the block says it needs: no more is set aside for many small blocks at once. */
    private int inflate(byte[] source, int at, int size) {
        long said = Zstd.getFrameContentSize(source, at, size);
        boolean believable = said > 0 && said <= JournalFormat.LARGEST_BLOCK;
        int needed = believable ? (int) said : JournalFormat.LARGEST_BLOCK;
        if (inflated.length < needed) {
            inflated = new byte[Math.max(needed, JournalFormat.BLOCK_TARGET)];
        }
        long raw = decompress(source, at, size);
        if (Zstd.isError(raw) && inflated.length < JournalFormat.LARGEST_BLOCK) {
            inflated = new byte[JournalFormat.LARGEST_BLOCK]; // Frames may follow the one that said how large it is.
            raw = decompress(source, at, size);
        }
        if (Zstd.isError(raw)) {
            throw notInflatable(Zstd.getErrorName(raw), null);
        }
        return (int) raw;
    }

    private long decompress(byte[] source, int at, int size) {
        try {
            return Zstd.decompressByteArray(inflated, 0, inflated.length, source, at, size);
        } catch (ZstdException e) {
            throw notInflatable(e.getMessage(), e);
        }
    }

    private ByteorException notInflatable(@Nullable String reason, @Nullable Throwable cause) {
        return new ByteorException(
                ErrorCode.JOURNAL_CORRUPT,
                "a block is zstandard and inflates to at most " + JournalFormat.LARGEST_BLOCK + " bytes",
                place,
                reason,
                cause);
    }
}
