package io.byteor.schemas.bundle.ring;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.journal.SegmentWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The segment that is being written. Not thread-safe. */
final class OpenSegment {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream table;
    private final SegmentWriter writer;
    private final RingBounds bounds;
    private long leastTime = Long.MAX_VALUE;
    private long greatestTime = Long.MIN_VALUE;

    private OpenSegment(Path file, FileChannel channel, OutputStream table, String lane, RingBounds bounds) {
        this.file = file;
        this.channel = channel;
        this.table = table;
        this.bounds = bounds;
        this.writer = new SegmentWriter(Channels.newOutputStream(channel), table, lane, bounds.codec());
    }

    static OpenSegment create(Path directory, long firstSequence, String lane, RingBounds bounds) throws IOException {
        Path file = directory.resolve(BundleLayout.segmentName(firstSequence));
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            OutputStream table = new BufferedOutputStream(Files.newOutputStream(KeptSegment.table(file)));
            return new OpenSegment(file, channel, table, lane, bounds);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void append(long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException {
        writer.append(sequence, capturedAt, key, headers, payload);
        leastTime = Math.min(leastTime, capturedAt);
        greatestTime = Math.max(greatestTime, capturedAt);
    }

    boolean isEmpty() {
        return leastTime > greatestTime;
    }

    /** Whether the next record belongs in another segment. */
    boolean isDone() {
        return writer.written() >= bounds.segmentBytes()
                || writer.isFull()
                || greatestTime - leastTime >= bounds.segmentMicros();
    }

    void sync() throws IOException {
        writer.flush();
        channel.force(false);
    }

    KeptSegment finish() throws IOException {
        KeptSegment kept = new KeptSegment(file, writer.finish());
        channel.force(true);
        close();
        return kept;
    }

    /** Leaves the file as it is. */
    void close() throws IOException {
        try (channel;
                table) {
            // Closed, whatever one of them throws.
        }
    }

    Path file() {
        return file;
    }
}
