package io.byteor.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;

/**
 * A file written past the page cache, in whole buffers; its end is filled up to a whole block and cut off again. One buffer is
 * written by another thread while the next one is filled, since without the cache a writer waits for the disk.
 */
final class DirectFile implements NewFile {
    private final FileChannel channel;
    private final BufferPair buffers;
    private final int alignment;
    private final Consumer<BufferPair> after;
    private ByteBuffer filling;
    private DiskTask writing = DiskTask.NONE;
    private long written;
    private long length;

    /**
     * @param buffers empty and aligned, each a whole number of blocks
     * @param alignment bytes of a block
     * @param after takes the buffers when the file is closed
     */
    DirectFile(FileChannel channel, BufferPair buffers, int alignment, Consumer<BufferPair> after) {
        this.channel = channel;
        this.buffers = buffers;
        this.alignment = alignment;
        this.after = after;
        this.filling = buffers.first();
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        for (int at = from, end = from + count; at < end; ) {
            int step = Math.min(filling.remaining(), end - at);
            filling.put(source, at, step);
            at += step;
            if (!filling.hasRemaining()) {
                writeBehind();
            }
        }
        length += count;
    }

    private void writeBehind() throws IOException {
        writing.await();
        ByteBuffer full = filling.flip();
        long at = written;
        written += full.remaining();
        writing = DiskTask.begin(() -> write(full, at));
        filling = buffers.other(full).clear();
    }

    private void write(ByteBuffer full, long from) throws IOException {
        for (long at = from; full.hasRemaining(); ) {
            at += channel.write(full, at);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void finish() throws IOException {
        try (this) {
            writing.await();
            while (filling.position() % alignment != 0) {
                filling.put((byte) 0);
            }
            write(filling.flip(), written);
            channel.truncate(length);
            channel.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            writing.settle(); // the closed channel has ended it
            after.accept(buffers);
        }
    }
}
