package io.byteor.runner.divergence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A sorted run of captured outputs in a file that has no name any more: whatever ends the process frees it. Written to its end
 * first, then read. Not thread-safe. A disk that does not take it shows as UncheckedIOException.
 */
final class OutputRun implements AutoCloseable {
    private static final int BUFFERED = 256;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED * CapturedOutput.BYTES);
    private @Nullable CapturedOutput greatest;
    private long position;

    OutputRun() {
        try {
            Path path = Files.createTempFile("byteor-outputs-", ".run");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an output that is not less than all before can be appended. */
    boolean takes(CapturedOutput output) {
        return greatest == null || greatest.compareTo(output) <= 0;
    }

    void append(CapturedOutput output) {
        greatest = output;
        output.write(buffer);
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    private void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                position += file.write(buffer, position);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }

    /** Reads from the beginning; nothing is appended any more. */
    Iterator<CapturedOutput> iterator() {
        flush();
        return new Reading();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reading implements Iterator<CapturedOutput> {
        private final long end = position;
        private final Queue<CapturedOutput> ahead = new ArrayDeque<>(BUFFERED);
        private long at;

        @Override
        public boolean hasNext() {
            if (ahead.isEmpty() && at < end) {
                fill();
            }
            return !ahead.isEmpty();
        }

        @Override
        public CapturedOutput next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ahead.remove();
        }

        private void fill() {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            try {
                while (buffer.hasRemaining()) {
                    int read = file.read(buffer, at);
                    if (read < 0) {
                        throw new IOException("a run of captured outputs ends early");
                    }
                    at += read;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                ahead.add(CapturedOutput.read(buffer));
            }
        }
    }
}
