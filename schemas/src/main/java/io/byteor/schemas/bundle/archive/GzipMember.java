package io.byteor.schemas.bundle.archive;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Inflates exactly one gzip member (RFC 1952), in constant memory. The JDK's own stream goes on into a second member where it
 * finds one, and passes over whatever else stands behind the first. Not thread-safe.
 */
final class GzipMember extends InflaterInputStream {
    private static final int BUFFER = 8 << 10;
    private static final int DEFLATE = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final CRC32 crc = new CRC32();
    private long count;
    private boolean concluded;

    GzipMember(InputStream stored) throws IOException {
        super(stored, new Inflater(true), BUFFER);
        passHeader();
    }

    private void passHeader() throws IOException {
        boolean deflate = take() == 0x1F && take() == 0x8B && take() == DEFLATE;
        int flags = take();
        if (!deflate || (flags & RESERVED) != 0) {
            throw refused("a gzip header says deflate and sets no reserved flag", flags);
        }
        pass(6);
        if ((flags & EXTRA) != 0) {
            pass(take() | take() << 8);
        }
        if ((flags & NAME) != 0) {
            passText();
        }
        if ((flags & COMMENT) != 0) {
            passText();
        }
        if ((flags & CHECKSUM) != 0) {
            pass(2);
        }
    }

    private void pass(int length) throws IOException {
        for (int i = 0; i < length; i++) {
            take();
        }
    }

    private void passText() throws IOException {
        while (take() != 0) {}
    }

    private int take() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw refused("gzip is whole", "it ends in its header");
        }
        return b;
    }

    @Override
    protected void fill() throws IOException {
        len = in.read(buf, 0, buf.length);
        if (len < 0) {
            throw refused("gzip is whole", "it ends in its content");
        }
        inf.setInput(buf, 0, len);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(target, from, length);
        } catch (ZipException e) {
            throw Archive.unreadable("gzip holds deflated content", e);
        }
        if (read > 0) {
            crc.update(target, from, read);
            count += read;
        } else if (read < 0 && !concluded) {
            concluded = true;
            passTrailer();
        }
        return read;
    }

    private void passTrailer() throws IOException {
        int left = inf.getRemaining();
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(buf, len - left, left), in);
        byte[] trailer = rest.readNBytes(8);
        if (trailer.length < 8) {
            throw refused("gzip is whole", "it ends in its trailer");
        }
        if (word(trailer, 0) != (int) crc.getValue() || word(trailer, 4) != (int) count) {
            throw refused("gzip content has the checksum and the length that its trailer gives", count);
        }
        if (rest.read() >= 0) {
            throw refused("nothing follows the one gzip member", null);
        }
    }

    private static int word(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(from);
    }

    private static ByteorException refused(String detail, @Nullable Object value) {
        return new ByteorException(ErrorCode.ARCHIVE_UNREADABLE, detail, Archive.PLACE, value);
    }

    @Override
    public void close() {
        inf.end();
    }
}
