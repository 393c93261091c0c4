package io.byteor.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The store has no room left for what it was to take. */
public final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final long NO_ROOM = 64 << 10;
    private static final List<String> REASONS = List.of("No space left on device", "Disk quota exceeded");

    public StorageFullException(IOException cause) {
        super("the store has no room left", cause);
    }

    /**
     * A failed write, said by its right name. The system's words for it depend on its language, so the room that is left is
     * looked at as well.
     *
     * @param folder that was written to
     */
    public static IOException orSame(IOException failure, Path folder) throws IOException {
        if (failure instanceof StorageFullException) {
            return failure;
        }
        String said = String.valueOf(failure.getMessage());
        boolean full = REASONS.stream().anyMatch(said::contains)
                || Files.getFileStore(folder).getUsableSpace() < NO_ROOM;
        return full ? new StorageFullException(failure) : failure;
    }
}
