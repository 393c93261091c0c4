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
    /** More than what is read of a record before its next length is looked at. */
    private static final int WITHIN_REACH = 32;
    /** The branches of a key, as they are encoded. */
    private static final int KEY = 0;

    private static final int NO_KEY = 2;

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
        if (!passUsual()) {
            passAny();
        }
        end = in.position();
        return true;
    }

    /**
     * Passes a record such as nearly all are: a time since 1979, lengths below 8 KiB, fewer than 64 headers in one piece, and
     * something behind it. Works on locals alone, for numbers that go through a field each cost as much as they say. Says false
     * where the record is any other, or damaged, and {@link #passAny} has to see to it.
     */
    private boolean passUsual() {
        byte[] bytes = in.bytes();
        int last = in.limit() - WITHIN_REACH;
        int at = start;
        int timeAt = at > last ? -1 : AvroInput.behindNumber(bytes, at);
        if (timeAt < 0 || !AvroInput.isOfEightBytes(bytes, timeAt)) {
            return false;
        }
        sequence = AvroInput.number(bytes, at, timeAt - at);
        capturedAt = AvroInput.number(bytes, timeAt, Long.BYTES);
        at = timeAt + Long.BYTES;
        int branch = bytes[at++];
        if (branch != KEY && branch != NO_KEY) {
            return false;
        }
        int ofKey = branch == KEY ? bytes[at++] : 0;
        if (ofKey < 0) {
            ofKey = AvroInput.joined(ofKey, bytes[at++]);
        }
        keyAt = at;
        at += ofKey >> 1;
        if ((ofKey & 1) != 0 || at > last) {
            return false;
        }
        headersAt = at;
        int names = bytes[at++]; // and values: zigzag doubles the count
        if (names < 0 || (names & 1) == 1) {
            return false;
        }
        for (int i = 0; i < names; i++) {
            int length = bytes[at++];
            if (length < 0) {
                length = AvroInput.joined(length, bytes[at++]);
            }
            at += length >> 1;
            if ((length & 1) != 0 || at > last) {
                return false;
            }
        }
        if (names > 0 && bytes[at++] != 0) {
            return false;
        }
        int ofPayload = bytes[at++];
        if (ofPayload < 0) {
            ofPayload = AvroInput.joined(ofPayload, bytes[at++]);
        }
        if ((ofPayload & 1) != 0 || !in.moveTo(at + (ofPayload >> 1))) {
            return false;
        }
        keyLength = branch == KEY ? ofKey >> 1 : -1;
        headers = names >> 1;
        payloadLength = ofPayload >> 1;
        payloadAt = at;
        return true;
    }

    private void passAny() {
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
