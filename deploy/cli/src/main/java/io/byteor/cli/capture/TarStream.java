package io.byteor.cli.capture;

import io.byteor.schemas.bundle.BundleTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A bundle directory as a tar stream that is written while it is read, in constant memory. When the directory cannot be read to
 * the end, neither can the stream: it fails instead of ending early. For one reader.
 */
final class TarStream extends InputStream {
    private static final int PIPE = 256 << 10;

    private final PipedInputStream pipe;
    private final Thread writer;
    private volatile @Nullable IOException failure;

    private TarStream(Path directory) throws IOException {
        this.pipe = new PipedInputStream(PIPE);
        PipedOutputStream out = new PipedOutputStream(pipe);
        this.writer = Thread.ofVirtual().name("tar").start(() -> write(directory, out));
    }

    static TarStream open(Path directory) {
        try {
            return new TarStream(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path directory, OutputStream pipeEnd) {
        try (OutputStream out = pipeEnd) {
            BundleTar.write(directory, out);
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = pipe.read(target, from, length);
        if (read < 0) {
            awaitWriter();
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
        return read;
    }

    private void awaitWriter() throws IOException {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.interrupt();
        pipe.close();
    }
}
