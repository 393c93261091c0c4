package io.byteor.schemas.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks the records of one inflated block without an object per record. Not thread-safe. */
final class RecordCursor {
    private final AvroInput in = new AvroInput();
    private long remaining;
    private int start;
    private int end;
    private long sequence;
    private long capturedAt;
    private int keyAt;
    private int keyLength;
    private int headersAt;
    private int headers;
    private int payloadAt;
    private int payloadLength;

    void reset(byte[] bytes, int from, int to, long records, String place) {
        in.reset(bytes, from, to, place);
        remaining = records;
    }

    /** Moves to the next record; false at the end of the block, which must be the end of its data. */
    boolean next() {
        if (remaining == 0) {
            if (!in.atEnd()) {
                throw in.damage("data is left behind the last record");
            }
            return false;
        }
        remaining--;
        start = in.position();
        sequence = in.readLong();
        capturedAt = in.readLong();
        long branch = in.readLong();
        if (branch == 0) {
            keyLength = in.readLength();
            keyAt = in.skip(keyLength);
        } else if (branch == 1) {
            keyLength = -1;
        } else {
            throw in.damage("a key is bytes or null");
        }
        headersAt = in.position();
        headers = 0;
        for (long count = in.readLong(); count != 0; count = in.readLong()) {
            passHeaders(count);
        }
        payloadLength = in.readLength();
        payloadAt = in.skip(payloadLength);
        end = in.position();
        return true;
    }

    private void passHeaders(long count) {
        long entries = count;
        if (count < 0) {
            in.readLong();
            entries = -count;
        }
        if (entries < 0 || entries > JournalFormat.MOST_HEADERS - headers) {
            throw in.damage("a record has at most " + JournalFormat.MOST_HEADERS + " headers");
        }
        headers += (int) entries;
        for (long i = 0; i < entries; i++) {
            in.skip(in.readLength());
            in.skip(in.readLength());
        }
    }

    long sequence() {
        return sequence;
    }

    long capturedAt() {
        return capturedAt;
    }

    byte[] bytes() {
        return in.bytes();
    }

    int keyAt() {
        return keyAt;
    }

    int keyLength() {
        return keyLength;
    }

    int payloadAt() {
        return payloadAt;
    }

    int payloadLength() {
        return payloadLength;
    }

    byte @Nullable [] key() {
        return keyLength < 0 ? null : Arrays.copyOfRange(in.bytes(), keyAt, keyAt + keyLength);
    }

    byte[] payload() {
        return Arrays.copyOfRange(in.bytes(), payloadAt, payloadAt + payloadLength);
    }

    /** Checks the headers without holding them. */
    void requireHeaders() {
        if (headers > 0) {
            walkHeaders((name, value) -> {});
        }
    }

    Map<String, byte[]> headers() {
        if (headers == 0) {
            return Map.of();
        }
        Map<String, byte[]> read = new LinkedHashMap<>();
        walkHeaders((name, value) -> read.put(name, Arrays.copyOfRange(in.bytes(), value.at(), value.end())));
        return read;
    }

    /** Where a header's value stands. */
    private record Value(int at, int end) {}

    private void walkHeaders(BiConsumer<String, Value> visitor) {
        AvroInput map = new AvroInput();
        map.reset(in.bytes(), headersAt, payloadAt, "headers of sequence " + sequence);
        for (long count = map.readLong(); count != 0; count = map.readLong()) {
            long entries = count;
            if (count < 0) {
                map.readLong();
                entries = -count;
            }
            for (long i = 0; i < entries; i++) {
                int nameLength = map.readLength();
                String name = name(map, map.skip(nameLength), nameLength);
                int valueLength = map.readLength();
                int valueAt = map.skip(valueLength);
                visitor.accept(name, new Value(valueAt, valueAt + valueLength));
            }
        }
    }

    private static String name(AvroInput map, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(map.bytes(), from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw map.damage("a header's name is not UTF-8");
        }
    }

    int recordAt() {
        return start;
    }

    int encodedLength() {
        return end - start;
    }
}
