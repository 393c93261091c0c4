package io.byteor.schemas.bundle.archive;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar stream strictly: POSIX ustar and pax (IEEE 1003.1-2017, pax), and GNU's long names, for they are what tar
 * programs write. Plain files and folders only; everything else is refused, and nothing is held but one header. Not thread-safe.
 */
public final class TarReader {
    private static final int BLOCK = TarHeader.LENGTH;
    private static final int LARGEST_EXTENSION = 64 << 10;
    private static final int LARGEST_PADDING = 1 << 20;
    private static final int LONGEST_TOP_FOLDER = 256;
    /** Programs write one or two for an entry; without a limit they could follow each other without end. */
    private static final int MOST_EXTENSIONS = 16;

    private final InputStream in;
    private final int longestName;
    private final TarHeader header = new TarHeader();
    private String path = "";
    private boolean folder;
    private long size;
    private long remaining;
    private int padding;
    private long offset;

    /**
     * Reads from the stream's place on and never closes it.
     *
     * @param longestName in bytes, of a file without its top folder
     */
    public TarReader(InputStream in, int longestName) {
        this.in = in;
        this.longestName = longestName;
    }

    /**
     * Moves to the next file or folder, past what was not read of the one before; false at the archive's end, behind which
     * nothing may follow.
     *
     * @throws ByteorException ARCHIVE_UNREADABLE, ENTRY_REFUSED, PATH_REFUSED or PATH_TOO_LONG with the place in the archive
     */
    public boolean next() throws IOException {
        skipRest();
        String extendedPath = null;
        Long extendedSize = null;
        for (int extensions = 0; extensions <= MOST_EXTENSIONS; extensions++) {
            readBlock();
            if (header.isZero()) {
                requireNothingMore();
                return false;
            }
            header.requireChecksum();
            byte type = header.type();
            switch (type) {
                case 'x' -> {
                    PaxRecords records = PaxRecords.parse(extension(), TarHeader.place(offset));
                    extendedPath = records.path() == null ? extendedPath : records.path();
                    extendedSize = records.size() == null ? extendedSize : records.size();
                }
                case 'g' -> extension();
                case 'L' -> extendedPath = withoutNul(TarHeader.text(extension(), TarHeader.place(offset)));
                case 0, '0', '5' -> {
                    begin(
                            type == '5',
                            extendedPath == null ? header.name() : extendedPath,
                            extendedSize == null ? header.size() : extendedSize);
                    return true;
                }
                default ->
                    throw new ByteorException(
                            ErrorCode.ENTRY_REFUSED,
                            "an archive entry is a plain file or a folder",
                            header.name(),
                            "type " + (char) type);
            }
        }
        throw unreadable("an entry has at most " + MOST_EXTENSIONS + " extended headers", null);
    }

    private void begin(boolean isFolder, String name, long length) {
        boolean closed = name.endsWith("/");
        folder = isFolder || closed;
        path = closed ? name.substring(0, name.length() - 1) : name;
        size = length;
        if (path.getBytes(StandardCharsets.UTF_8).length > longestName + LONGEST_TOP_FOLDER) {
            throw new ByteorException(
                    ErrorCode.PATH_TOO_LONG, "a path has at most " + longestName + " bytes", path, path.length());
        }
        if (folder && size != 0) {
            throw unreadable("a folder has no content", size);
        }
        remaining = size;
        padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static String withoutNul(String name) {
        return name.endsWith("\0") ? name.substring(0, name.length() - 1) : name;
    }

    /** The entry's path, without a slash at its end. */
    public String path() {
        return path;
    }

    /** Whether the entry is a folder; else it is a file. */
    public boolean folder() {
        return folder;
    }

    /** Bytes of its content. */
    public long size() {
        return size;
    }

    /** The entry's content; ends with the entry. */
    public InputStream content() {
        return new InputStream() {
            private final byte[] one = new byte[1];

            @Override
            public int read() throws IOException {
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (remaining == 0) {
                    return -1;
                }
                int read = in.read(target, from, (int) Math.min(length, remaining));
                if (read < 0) {
                    throw unreadable("it ends inside a file", path);
                }
                remaining -= read;
                offset += read;
                return read;
            }
        };
    }

    private void skipRest() throws IOException {
        byte[] step = new byte[8192];
        try (InputStream rest = content()) {
            while (rest.read(step) >= 0) {}
        }
        if (in.readNBytes(padding).length < padding) {
            throw unreadable("it ends inside the padding of a file", path);
        }
        offset += padding;
        padding = 0;
    }

    private void readBlock() throws IOException {
        if (in.readNBytes(header.block(), 0, BLOCK) < BLOCK) {
            throw unreadable("it ends without the end marker", null);
        }
        offset += BLOCK;
        header.endsAt(offset);
    }

    private void requireNothingMore() throws IOException {
        for (int blocks = 0; blocks * BLOCK < LARGEST_PADDING; blocks++) {
            Arrays.fill(header.block(), (byte) 0);
            int read = in.readNBytes(header.block(), 0, BLOCK);
            if (!header.isZero()) {
                throw unreadable("nothing follows the end marker", null);
            }
            if (read < BLOCK) {
                return;
            }
        }
        throw unreadable("the end marker is not followed by that much padding", null);
    }

    private byte[] extension() throws IOException {
        long length = header.size();
        if (length > LARGEST_EXTENSION) {
            throw unreadable("an extended header has at most " + LARGEST_EXTENSION + " bytes", length);
        }
        int padded = (int) ((length + BLOCK - 1) / BLOCK * BLOCK);
        byte[] bytes = in.readNBytes(padded);
        if (bytes.length < padded) {
            throw unreadable("it ends inside an extended header", null);
        }
        offset += padded;
        return Arrays.copyOf(bytes, (int) length);
    }

    private ByteorException unreadable(String detail, @Nullable Object value) {
        return new ByteorException(ErrorCode.ARCHIVE_UNREADABLE, detail, TarHeader.place(offset), value);
    }
}
