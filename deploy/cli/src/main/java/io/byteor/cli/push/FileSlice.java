package io.byteor.cli.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Some bytes of a file, as they are sent. For one reader. */
final class FileSlice extends InputStream {
    private final FileChannel channel;
    private final LongConsumer read;
    private long left;

    private FileSlice(FileChannel channel, long length, LongConsumer read) {
        this.channel = channel;
        this.left = length;
        this.read = read;
    }

    /**
     * Opens them.
     *
     * @param read is told how many bytes were read, each time
     */
    static FileSlice open(Path file, long offset, long length, LongConsumer read) {
        try {
            return new FileSlice(FileChannel.open(file).position(offset), length, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(target, from, (int) Math.min(length, left)));
        if (count < 0) {
            throw new IOException("the file became shorter while it was sent");
        }
        left -= count;
        read.accept(count);
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
