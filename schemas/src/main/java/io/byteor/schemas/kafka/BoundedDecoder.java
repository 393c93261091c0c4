package io.byteor.schemas.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding (Avro 1.12 specification, "Binary encoding") over a byte array. Every length and count is held against
 * the bytes that are left before anything is allocated for it, so hostile input cannot make a reader allocate more than a small
 * multiple of its own size. Items of no bytes in arrays and maps are therefore refused. Not thread-safe.
 */
final class BoundedDecoder extends Decoder {
    private static final int LONGEST_INT = 5;
    private static final int LONGEST_LONG = 10;

    private final byte[] bytes;
    private int position;

    BoundedDecoder(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.position = offset;
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte value = bytes[advance(1)];
        if (value != 0 && value != 1) {
            throw new AvroRuntimeException("a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readVariable(LONGEST_INT);
        if (value >>> Integer.SIZE != 0) {
            throw new AvroRuntimeException("an int has 32 bits");
        }
        return (int) (value >>> 1) ^ -(int) (value & 1);
    }

    @Override
    public long readLong() throws IOException {
        long value = readVariable(LONGEST_LONG);
        return (value >>> 1) ^ -(value & 1);
    }

    @Override
    public float readFloat() throws IOException {
        return little(Float.BYTES).getFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return little(Double.BYTES).getDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        byte[] value = new byte[length()];
        System.arraycopy(bytes, advance(value.length), value, 0, value.length);
        return ByteBuffer.wrap(value);
    }

    @Override
    public void skipBytes() throws IOException {
        advance(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return count();
    }

    @Override
    public long arrayNext() throws IOException {
        return count();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return count();
    }

    @Override
    public long mapNext() throws IOException {
        return count();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    /** The next block's count of items; a negative one is followed by the block's size in bytes. */
    private long count() throws IOException {
        long count = readLong();
        if (count < 0) {
            count = -count;
            within(readLong());
        }
        return within(count);
    }

    /** Skips blocks whose size is given; answers the count of the first whose items the caller has to skip, or 0. */
    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            advance((int) within(readLong()));
            count = readLong();
        }
        return within(count);
    }

    private int length() throws IOException {
        return (int) within(readLong());
    }

    private long within(long length) {
        if (length < 0 || length > remaining()) {
            throw new AvroRuntimeException("a length of " + length + " with " + remaining() + " bytes left");
        }
        return length;
    }

    private ByteBuffer little(int length) throws IOException {
        return ByteBuffer.wrap(bytes, advance(length), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int advance(int length) throws IOException {
        if (length > remaining()) {
            throw new EOFException("the record ends within a value");
        }
        int start = position;
        position += length;
        return start;
    }

    private long readVariable(int longest) throws IOException {
        long value = 0;
        for (int i = 0; i < longest; i++) {
            byte next = bytes[advance(1)];
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new AvroRuntimeException("a number does not end");
    }
}
