package io.byteor.e2e.simulation;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Stored bytes that are only read. Not thread-safe. */
final class MemoryFile implements SeekableByteChannel {
    private final byte[] content;
    private int position;

    MemoryFile(byte[] content) {
        this.content = content;
    }

    @Override
    public int read(ByteBuffer target) {
        int left = content.length - position;
        if (left <= 0) {
            return -1;
        }
        int length = Math.min(left, target.remaining());
        target.put(content, position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = Math.toIntExact(to);
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
