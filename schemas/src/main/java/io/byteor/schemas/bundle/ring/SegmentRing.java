package io.byteor.schemas.bundle.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/** The finished segments of one lane on disk, oldest first. Not thread-safe. */
final class SegmentRing {
    private static final String SUFFIX = ".avro";

    private final RingBounds bounds;
    private final ArrayDeque<KeptSegment> segments = new ArrayDeque<>();
    private long bytes;
    private long newest = Long.MIN_VALUE;
    private int readers;

    SegmentRing(RingBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes over what an earlier writer left. */
    void recover(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            KeptSegment.recover(file).ifPresent(this::add);
        }
        evict();
    }

    void add(KeptSegment segment) {
        segments.addLast(segment);
        bytes += segment.summary().bytes();
        newest = Math.max(newest, segment.summary().greatestTime());
    }

    /** Deletes what is beyond the bounds, unless somebody reads; there is room for one more segment then. */
    void evict() throws IOException {
        while (readers == 0 && !segments.isEmpty() && isBeyond(segments.getFirst())) {
            KeptSegment oldest = segments.removeFirst();
            bytes -= oldest.summary().bytes();
            KeptSegment.delete(oldest.file());
        }
    }

    private boolean isBeyond(KeptSegment oldest) {
        return bytes > bounds.bytes() - bounds.segmentBytes()
                || newest - oldest.summary().greatestTime() > bounds.ageMicros();
    }

    /** The last sequence; -1 where there is none. */
    long lastSequence() {
        return segments.isEmpty() ? -1 : segments.getLast().summary().lastSequence();
    }

    /** All segments, which stay until they are {@link #release}d. */
    List<KeptSegment> hold() {
        readers++;
        return List.copyOf(segments);
    }

    void release() throws IOException {
        readers--;
        evict();
    }
}
