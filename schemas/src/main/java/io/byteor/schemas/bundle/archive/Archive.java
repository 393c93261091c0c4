package io.byteor.schemas.bundle.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Finds out how an archive is compressed and inflates it within a ratio. */
public final class Archive {
    static final String PLACE = "archive";

    /** What an archive may inflate to whatever its size, so that small ones of much padding are no bombs. */
    private static final long FREE = 4 << 20;
    /** What zstandard asks every decoder to support (RFC 8878, 3.1.1.1.2); a frame may ask for a window of terabytes. */
    private static final int LARGEST_WINDOW_LOG = 23;

    private Archive() {}

    /**
     * The tar stream in a body: inflated where it begins as gzip (RFC 1952) or zstandard (RFC 8878) do, else as it is. What it
     * gives throws, while it is read, ARCHIVE_UNREADABLE where it is damaged, goes on behind its end or wants too large a
     * window, and EXPANSION_EXCEEDED. To be closed, which frees memory outside the heap and leaves the body open.
     *
     * @throws ByteorException ARCHIVE_UNREADABLE where a gzip header is damaged
     * @throws IOException if the body fails
     */
    public static InputStream open(InputStream body, BundleLimits limits) throws IOException {
        PushbackInputStream start = new PushbackInputStream(body, 4);
        byte[] magic = start.readNBytes(4);
        start.unread(magic);
        if (magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
            Counted stored = new Counted(start);
            return new Inflated(new GzipMember(stored), stored, limits.expansion());
        }
        if (magic.length == 4
                && magic[0] == 0x28
                && magic[1] == (byte) 0xB5
                && magic[2] == 0x2F
                && magic[3] == (byte) 0xFD) {
            Counted stored = new Counted(start);
            ZstdInputStreamNoFinalizer frames = new ZstdInputStreamNoFinalizer(stored).setLongMax(LARGEST_WINDOW_LOG);
            return new Inflated(frames, stored, limits.expansion());
        }
        return new Counted(start);
    }

    static ByteorException unreadable(String detail, Throwable cause) {
        return new ByteorException(ErrorCode.ARCHIVE_UNREADABLE, detail, PLACE, cause.getMessage(), cause);
    }

    /** Counts what is read, and does not close what it reads from. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        private long count;

        private Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    /** Holds what comes out of a decoder against what went in. */
    private static final class Inflated extends InputStream {
        private final InputStream decoder;
        private final Counted stored;
        private final int expansion;
        private final byte[] one = new byte[1];
        private long count;

        private Inflated(InputStream decoder, Counted stored, int expansion) {
            this.decoder = decoder;
            this.stored = stored;
            this.expansion = expansion;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read;
            try {
                read = decoder.read(target, from, length);
            } catch (ZstdIOException e) {
                throw unreadable("zstandard frames are whole, and their windows have at most 8 MiB", e);
            }
            count += Math.max(read, 0);
            if (count > FREE && count / expansion > stored.count) {
                throw new ByteorException(
                        ErrorCode.EXPANSION_EXCEEDED,
                        "an archive inflates to at most " + expansion + " times its size",
                        PLACE,
                        count + " bytes out of " + stored.count);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            decoder.close();
        }
    }
}
