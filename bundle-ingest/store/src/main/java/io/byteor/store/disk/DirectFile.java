package io.byteor.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A file written past the page cache, in whole buffers; its end is filled up to a whole block and cut off again. One buffer is
 * written by another thread while the next one is filled, since without the cache a writer waits for the disk.
 */
final class DirectFile implements NewFile {
    private final FileChannel channel;
    private final BufferPair buffers;
    private final int alignment;
    private final Executor writers;
    private final Consumer<BufferPair> after;
    private ByteBuffer filling;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private long written;
    private long length;

    /**
     * @param buffers empty and aligned, each a whole number of blocks
     * @param alignment bytes of a block
     * @param writers write a buffer each
     * @param after takes the buffers when the file is closed
     */
    DirectFile(FileChannel channel, BufferPair buffers, int alignment, Executor writers, Consumer<BufferPair> after) {
        this.channel = channel;
        this.buffers = buffers;
        this.alignment = alignment;
        this.writers = writers;
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
        awaitWritten();
        ByteBuffer full = filling.flip();
        long at = written;
        written += full.remaining();
        writing = CompletableFuture.runAsync(
                () -> {
                    try {
                        write(full, at);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                writers);
        filling = buffers.other(full).clear();
    }

    private void write(ByteBuffer full, long from) throws IOException {
        for (long at = from; full.hasRemaining(); ) {
            at += channel.write(full, at);
        }
    }

    private void awaitWritten() throws IOException {
        try {
            writing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failure ? failure.getCause() : new IOException(e);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void finish() throws IOException {
        try (this) {
            awaitWritten();
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
            writing.handle((done, ended) -> ended).join(); // the closed channel has ended it
            after.accept(buffers);
        }
    }
}
