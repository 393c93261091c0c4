package io.byteor.store.s3;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file that is an object, or a part of one, read by ranges of at most a mebibyte. Whoever asks for little and goes on where the
 * last range ended gets more than that ahead; a jump, or a large piece, is fetched as it is asked for and no more. Holds no
 * connection, so a removal ends it. Not thread-safe.
 */
final class ObjectChannel implements SeekableByteChannel {
    private static final int AHEAD = 1 << 20;
    /** Who asks for so many bytes at once knows what is wanted. */
    private static final int LARGE = 128 << 10;

    private final Bucket bucket;
    private final String key;
    private final long offset;
    private final long size;
    private long position;
    private byte[] window = new byte[0];
    private long windowAt;
    private boolean open = true;

    ObjectChannel(Bucket bucket, String key, long offset, long size) {
        this.bucket = bucket;
        this.key = key;
        this.offset = offset;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (position >= size) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        if (position < windowAt || position >= windowAt + window.length) {
            fetch(target.remaining());
        }
        int from = (int) (position - windowAt);
        int count = Math.min(target.remaining(), window.length - from);
        target.put(window, from, count);
        position += count;
        return count;
    }

    private void fetch(int asked) throws IOException {
        boolean onward = window.length > 0 && position == windowAt + window.length;
        int wanted = onward && asked < LARGE ? AHEAD : Math.min(asked, AHEAD);
        int length = (int) Math.min(wanted, size - position);
        window = bucket.get(key, offset + position, offset + position + length - 1);
        windowAt = position;
        if (window.length != length) {
            throw new EOFException("the object is shorter than its record says: " + key);
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("a position is not negative: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        window = new byte[0];
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }
}
