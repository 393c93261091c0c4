package io.byteor.cli.capture.source;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads journal segments whose records are taken as they are, but for those of earlier replays. Of a folder every {@code *.avro}
 * in the order of the names, which for segments named by their first sequence is that of the sequences; what is missing between
 * two of them is a gap.
 */
public final class SegmentFiles implements LaneReader {
    private static final String SUFFIX = ".avro";

    private final Path path;
    private final boolean includeReplayed;

    /** @param includeReplayed whether records of earlier replays are taken as well */
    public SegmentFiles(Path path, boolean includeReplayed) {
        this.path = path;
        this.includeReplayed = includeReplayed;
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
                    take(segment, sink);
                }
                expected = segment.summary().lastSequence() + 1;
            }
        }
    }

    private void take(SegmentReader record, RecordSink sink) throws IOException {
        Map<String, byte[]> headers = record.headers();
        if (!includeReplayed && headers.containsKey(ProvenanceHeader.REPLAY_ID)) {
            sink.leftOut(record.sequence());
        } else {
            sink.record(record.sequence(), record.capturedAtMicros(), record.key(), headers, record.payload());
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
