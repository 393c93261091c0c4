package io.byteor.schemas.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns one framed block into records: checks the framing, inflates within the limit. Not thread-safe. */
final class BlockDecoder {
    private final ContainerHeader header;
    private final String path;
    private final AvroInput frame = new AvroInput();
    private byte @Nullable [] inflated;

    BlockDecoder(ContainerHeader header, String path) {
        this.header = header;
        this.path = path;
    }

    Codec codec() {
        return header.codec();
    }

    /**
     * Sets the cursor before the first record of the block.
     *
     * @return bytes of the records, inflated
     */
    int decode(byte[] bytes, int length, long offset, RecordCursor cursor) {
        String place = path + "@" + offset;
        frame.reset(bytes, 0, length, place);
        long records = frame.readLong();
        int size = frame.readLength();
        int dataAt = frame.skip(size);
        if (records <= 0) {
            throw frame.damage("a block holds at least one record");
        }
        if (size > JournalFormat.LARGEST_BLOCK) {
            throw frame.damage("a block has at most " + JournalFormat.LARGEST_BLOCK + " bytes");
        }
        int syncAt = frame.skip(JournalFormat.SYNC_LENGTH);
        if (!frame.atEnd() || !Arrays.equals(bytes, syncAt, length, header.sync(), 0, header.sync().length)) {
            throw frame.damage("a block ends with the sync marker of its file");
        }
        return switch (header.codec()) {
            case NULL -> {
                cursor.reset(bytes, dataAt, dataAt + size, records, place);
                yield size;
            }
            case ZSTANDARD -> {
                byte[] target = target();
                int raw = inflate(target, bytes, dataAt, size, place);
                cursor.reset(target, 0, raw, records, place);
                yield raw;
            }
        };
    }

    private byte[] target() {
        byte[] target = inflated;
        if (target == null) {
            target = new byte[JournalFormat.LARGEST_BLOCK];
            inflated = target;
        }
        return target;
    }

    private static int inflate(byte[] target, byte[] source, int from, int size, String place) {
        try {
            long raw = Zstd.decompressByteArray(target, 0, target.length, source, from, size);
            if (!Zstd.isError(raw)) {
                return (int) raw;
            }
            throw notInflatable(place, Zstd.getErrorName(raw), null);
        } catch (ZstdException e) {
            throw notInflatable(place, e.getMessage(), e);
        }
    }

    private static ByteorException notInflatable(String place, @Nullable String reason, @Nullable Throwable cause) {
        return new ByteorException(
                ErrorCode.JOURNAL_CORRUPT,
                "a block is zstandard and inflates to at most " + JournalFormat.LARGEST_BLOCK + " bytes",
                place,
                reason,
                cause);
    }
}
