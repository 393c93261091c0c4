package io.byteor.backends.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The end of a log, for a failure's message. */
public final class LogTail {

    private static final int BYTES = 4_000;

    private LogTail() {}

    /** The last lines of the file, some four thousand bytes, or why there are none. */
    public static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            file.seek(start);
            byte[] end = new byte[(int) (file.length() - start)];
            file.readFully(end);
            return "the end of %s:%n%s".formatted(log, new String(end, UTF_8).strip());
        } catch (IOException unreadable) {
            return "no log at " + log;
        }
    }
}
