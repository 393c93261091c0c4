package io.byteor.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;

/** A file written past the page cache, in whole buffers; its end is filled up to a whole block and cut off again. */
final class DirectFile implements NewFile {
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final int alignment;
    private final Consumer<ByteBuffer> after;
    private long length;

    /**
     * @param buffer empty and aligned, a whole number of blocks
     * @param alignment bytes of a block
     * @param after takes the buffer when the file is closed
     */
    DirectFile(FileChannel channel, ByteBuffer buffer, int alignment, Consumer<ByteBuffer> after) {
        this.channel = channel;
        this.buffer = buffer;
        this.alignment = alignment;
        this.after = after;
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        for (int at = from, end = from + count; at < end; ) {
            int step = Math.min(buffer.remaining(), end - at);
            buffer.put(source, at, step);
            at += step;
            if (!buffer.hasRemaining()) {
                drain();
            }
        }
        length += count;
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public long finish() throws IOException {
        try (this) {
            while (buffer.position() % alignment != 0) {
                buffer.put((byte) 0);
            }
            drain();
            channel.truncate(length);
            channel.force(false);
            return length;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            after.accept(buffer);
        }
    }
}
