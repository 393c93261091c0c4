package io.byteor.cli.capture.source;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file as they stand in it, without their ends (LF or CR LF), one at a time. Empty lines are passed over. */
final class LineFile implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    LineFile(Path file) throws IOException {
        this.file = file;
        try {
            this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (NoSuchFileException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "there is no such file", file.toString(), null, e);
        }
    }

    /** The next line that is not empty; null when there is none. */
    byte @Nullable [] next() throws IOException {
        int b = in.read();
        while (b >= 0) {
            line.reset();
            number++;
            while (b >= 0 && b != '\n') {
                if (line.size() == JournalFormat.LARGEST_RECORD) {
                    throw new ByteorException(
                            ErrorCode.RECORD_TOO_LARGE,
                            "a line has at most " + JournalFormat.LARGEST_RECORD + " bytes",
                            place(),
                            null);
                }
                line.write(b);
                b = in.read();
            }
            byte[] bytes = line.toByteArray();
            int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
            if (length > 0) {
                return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            }
            b = in.read();
        }
        return null;
    }

    /** File and line, for errors. */
    String place() {
        return file + ":" + number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
