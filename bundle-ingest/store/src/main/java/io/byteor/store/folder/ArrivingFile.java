package io.byteor.store.folder;

import io.byteor.store.StorageFullException;
import io.byteor.store.disk.NewFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file while it arrives: held in a buffer until it turns out to be no small one, then written. Closed, it
 * is packed, or the folder's to be synced. Not thread-safe.
 */
final class ArrivingFile extends OutputStream {
    private final UploadFolder folder;
    private final String path;
    private final Path place;
    private final byte[] buffer;
    private int buffered;
    private boolean open = true;
    private @Nullable NewFile file;

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
        try {
            if (file == null && length > buffer.length - buffered) {
                file = folder.begin(place);
                file.write(buffer, 0, buffered);
            }
            if (file != null) {
                file.write(source, from, length);
            } else {
                System.arraycopy(source, from, buffer, buffered, length);
                buffered += length;
            }
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
            if (file == null) {
                folder.pack(path, buffer, buffered);
            } else {
                folder.arrived(path, file);
            }
        } catch (IOException e) {
            throw StorageFullException.orSame(e, folder.path());
        }
    }

    /** Closes the file without keeping it. */
    void abandon() throws IOException {
        open = false;
        if (file != null) {
            file.close();
        }
    }
}
