package io.byteor.store.folder;

import io.byteor.store.StorageFullException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file while it arrives: held in a buffer until it turns out to be no small one, then written behind the buffer. Closed, it
 * is packed, or on stable storage at its path. Not thread-safe.
 */
final class ArrivingFile extends OutputStream {
    private final UploadFolder folder;
    private final String path;
    private final Path place;
    private final byte[] buffer;
    private int buffered;
    private long written;
    private boolean open = true;
    private @Nullable FileChannel channel;

    ArrivingFile(UploadFolder folder, String path, Path place, byte[] buffer) {
        this.folder = folder;
        this.path = path;
        this.place = place;
        this.buffer = buffer;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        if (!open) {
            throw new IOException("closed: " + path);
        }
        if (length > buffer.length - buffered) {
            drain();
            if (length >= buffer.length) {
                writeThrough(source, from, length);
                return;
            }
        }
        System.arraycopy(source, from, buffer, buffered, length);
        buffered += length;
    }

    private FileChannel drain() throws IOException {
        FileChannel target = writeThrough(buffer, 0, buffered);
        buffered = 0;
        return target;
    }

    private FileChannel writeThrough(byte[] source, int from, int length) throws IOException {
        try {
            FileChannel target = channel == null ? folder.begin(place) : channel;
            channel = target;
            ByteBuffer bytes = ByteBuffer.wrap(source, from, length);
            while (bytes.hasRemaining()) {
                written += target.write(bytes);
            }
            return target;
        } catch (IOException e) {
            throw StorageFullException.orSame(e, folder.path());
        }
    }

    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        try {
            if (channel == null) {
                folder.pack(path, buffer, buffered);
            } else {
                try (FileChannel target = drain()) {
                    target.force(false);
                }
                folder.arrived(path, written);
            }
        } catch (IOException e) {
            throw StorageFullException.orSame(e, folder.path());
        }
    }

    /** Closes the file without keeping it. */
    void abandon() throws IOException {
        open = false;
        if (channel != null) {
            channel.close();
        }
    }
}
