package io.byteor.store.disk;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Makes files that are written past the page cache (O_DIRECT, open(2)): a file that is synced at once and read much later only
 * drives out of the cache what is being read now, and copying it there costs about as much as hashing it. Where the file
 * system cannot, or no buffer is free, a file is written through the cache. Thread-safe.
 */
public final class DirectFiles implements NewFiles {
    /** Large enough that the disk is not what a writer waits for most of the time. */
    static final int BUFFER = 1 << 20;

    private final int most;
    private final int alignment;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int made;

    private DirectFiles(int most, int alignment) {
        this.most = most;
        this.alignment = alignment;
    }

    /**
     * For files in this folder.
     *
     * @param most files that are written past the cache at a time, each with a mebibyte of memory outside the heap; it is kept
     */
    public static NewFiles in(Path folder, int most) throws IOException {
        long block = Files.getFileStore(folder).getBlockSize();
        boolean usable = block > 0 && block <= BUFFER && BUFFER % block == 0 && supported(folder);
        return usable ? new DirectFiles(most, (int) block) : CACHED;
    }

    private static boolean supported(Path folder) throws IOException {
        Path trial = Files.createTempFile(folder, "direct-", "");
        try (FileChannel channel = FileChannel.open(trial, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
            return channel.isOpen();
        } catch (UnsupportedOperationException | IOException cannot) {
            return false;
        } finally {
            Files.delete(trial);
        }
    }

    @Override
    public NewFile create(Path place) throws IOException {
        ByteBuffer buffer = borrow();
        if (buffer == null) {
            return CACHED.create(place);
        }
        try {
            FileChannel channel = FileChannel.open(
                    place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
            return new DirectFile(channel, buffer, alignment, this::giveBack);
        } catch (IOException | RuntimeException e) {
            giveBack(buffer);
            throw e;
        }
    }

    private synchronized @Nullable ByteBuffer borrow() {
        ByteBuffer buffer = free.poll();
        if (buffer == null && made < most) {
            made++;
            return ByteBuffer.allocateDirect(BUFFER + alignment)
                    .alignedSlice(alignment)
                    .slice(0, BUFFER);
        }
        return buffer;
    }

    private synchronized void giveBack(ByteBuffer buffer) {
        free.push(buffer.clear());
    }
}
