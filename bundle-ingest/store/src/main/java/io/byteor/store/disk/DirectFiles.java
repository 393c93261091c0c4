package io.byteor.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes files that are written past the page cache (O_DIRECT, open(2)): a file that is synced at once and read much later only
 * drives out of the cache what is being read now, and copying it there costs about as much as hashing it. Where the file
 * system cannot, or no buffer is free, a file is written through the cache. Thread-safe.
 */
public final class DirectFiles implements NewFiles {
    /** Of each of a file's two: large enough that few writes make up a file. */
    static final int BUFFER = 512 << 10;

    private final OpenOption direct;
    private final int most;
    private final int alignment;
    private final Deque<BufferPair> free = new ArrayDeque<>();
    private int made;

    private DirectFiles(OpenOption direct, int most, int alignment) {
        this.direct = direct;
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
        boolean usable = block > 0 && block <= BUFFER && BUFFER % block == 0;
        return option().filter(direct -> usable && supported(folder, direct, (int) block))
                .<NewFiles>map(direct -> new DirectFiles(direct, most, (int) block))
                .orElse(CACHED);
    }

    /** By name, since it belongs to the module jdk.unsupported, which a runtime need not have. */
    private static Optional<OpenOption> option() {
        try {
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            return Optional.of((OpenOption) options.getField("DIRECT").get(null));
        } catch (ReflectiveOperationException none) {
            return Optional.empty();
        }
    }

    /** Some file systems let a file be opened so and refuse the first write. */
    private static boolean supported(Path folder, OpenOption direct, int block) {
        Path trial = folder.resolve("direct-" + ProcessHandle.current().pid());
        try (FileChannel channel = FileChannel.open(
                trial,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE,
                direct)) {
            return channel.write(BufferPair.aligned(block, block)) == block;
        } catch (UnsupportedOperationException | IOException cannot) {
            return false;
        }
    }

    @Override
    public NewFile create(Path place) throws IOException {
        BufferPair buffers = borrow();
        if (buffers == null) {
            return CACHED.create(place);
        }
        try {
            FileChannel channel =
                    FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, direct);
            return new DirectFile(channel, buffers, alignment, this::giveBack);
        } catch (IOException | RuntimeException e) {
            giveBack(buffers);
            throw e;
        }
    }

    private synchronized @Nullable BufferPair borrow() {
        BufferPair buffers = free.poll();
        if (buffers == null && made < most) {
            made++;
            return BufferPair.of(BUFFER, alignment);
        }
        return buffers;
    }

    private synchronized void giveBack(BufferPair buffers) {
        free.push(buffers.clear());
    }
}
