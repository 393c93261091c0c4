package io.byteor.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file written through the page cache. */
record CachedFile(FileChannel channel) implements NewFile {
    static NewFile create(Path place) throws IOException {
        return new CachedFile(FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(source, from, length);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public long length() throws IOException {
        return channel.position();
    }

    @Override
    public void finish() throws IOException {
        try (channel) {
            channel.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
