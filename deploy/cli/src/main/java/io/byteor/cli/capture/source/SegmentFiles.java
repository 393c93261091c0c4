package io.byteor.cli.capture.source;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads journal segments whose records are taken as they are. Of a folder every {@code *.avro} in the order of the names, which
 * for segments named by their first sequence is that of the sequences; what is missing between two of them is a gap.
 */
public final class SegmentFiles implements LaneReader {
    private static final String SUFFIX = ".avro";

    private final Path path;

    public SegmentFiles(Path path) {
        this.path = path;
    }

    @Override
    public void read(RecordSink sink) throws IOException {
        long expected = -1;
        for (Path file : files()) {
            try (SegmentReader segment = SegmentReader.openUnvouched(FileChannel.open(file), file.toString())) {
                long first = segment.summary().firstSequence();
                if (expected >= 0 && first > expected) {
                    sink.gap(expected, first - 1);
                }
                while (segment.next()) {
                    sink.record(
                            segment.sequence(),
                            segment.capturedAtMicros(),
                            segment.key(),
                            segment.headers(),
                            segment.payload());
                }
                expected = segment.summary().lastSequence() + 1;
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            requirePlain(path);
            return List.of(path);
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(path)) {
            files = entries.filter(entry -> entry.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a folder with segments, *" + SUFFIX, path.toString(), null);
        }
        files.forEach(SegmentFiles::requirePlain);
        return files;
    }

    private static void requirePlain(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "a plain file, no link", file.toString(), null);
        }
    }
}
