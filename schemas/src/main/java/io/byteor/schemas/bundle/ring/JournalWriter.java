package io.byteor.schemas.bundle.ring;

import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last records of one lane on disk, in a ring of journal segments, so that an incident can be captured when it has
 * already happened. A runtime opens one for each lane when it starts, appends whatever passes, and captures when something went
 * wrong.
 *
 * <p>A record is in memory until its block is full (256 KiB) or {@link #sync} is called; a crash loses that much. The next open
 * cuts off what was written half. Thread-safe; a capture holds nobody up but for the moment in which it begins.
 */
public final class JournalWriter implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path directory;
    private final String lane;
    private final Direction direction;
    private final RingBounds bounds;
    private final FileChannel lock;
    private final SegmentRing ring;
    private @Nullable OpenSegment open;
    private long last;
    private boolean closed;

    private JournalWriter(Path directory, String lane, Direction direction, RingBounds bounds, FileChannel lock)
            throws IOException {
        this.directory = directory;
        this.lane = lane;
        this.direction = direction;
        this.bounds = bounds;
        this.lock = lock;
        this.ring = new SegmentRing(bounds);
        ring.recover(directory);
        this.last = ring.lastSequence();
    }

    /**
     * Opens the journal of a lane and takes over what an earlier writer left there.
     *
     * @param directory of this lane alone; made where it is missing
     * @throws IOException if it cannot be read or written, or another writer has it open
     */
    public static JournalWriter open(Path directory, String lane, Direction direction, RingBounds bounds)
            throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireSole(lock, directory);
            return new JournalWriter(directory, lane, direction, bounds, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireSole(FileChannel lock, Path directory) throws IOException {
        try {
            FileLock held = lock.tryLock();
            if (held != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(directory + " is open in another writer of this process", e);
        }
        throw new IOException(directory + " is open in another process");
    }

    /** The sequence of the newest record, after a crash of the newest that was kept; -1 where there is none. */
    public synchronized long lastSequence() {
        return last;
    }

    /**
     * Appends a record. When this fails with an IOException, what was written before is kept as far as its blocks are whole, and
     * the journal goes on in a new segment.
     *
     * @param sequence of the record in its lane, such as its offset; greater than the one before
     * @param capturedAt microseconds since the epoch, in any order, of the years 0 to 9999
     * @throws ByteorException JOURNAL_CORRUPT where the sequence does not increase, DOCUMENT_INVALID for a time of another year,
     *     RECORD_TOO_LARGE
     */
    public synchronized void append(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException {
        requireOpen();
        if (sequence <= last) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT, "sequences strictly increase from " + last, lane, sequence);
        }
        OpenSegment segment = open;
        if (segment == null) {
            segment = OpenSegment.create(directory, sequence, lane, bounds);
            open = segment;
        }
        try {
            segment.append(sequence, capturedAt, key, headers, payload);
            last = sequence;
            if (segment.isDone()) {
                cut(segment);
            }
        } catch (ByteorException e) {
            if (segment.isEmpty()) {
                abandon(segment, e);
            }
            throw e;
        } catch (IOException e) {
            abandon(segment, e);
            throw e;
        }
    }

    /** Writes what is in memory and waits until the disk has it. */
    public synchronized void sync() throws IOException {
        requireOpen();
        OpenSegment segment = open;
        if (segment != null) {
            try {
                segment.sync();
            } catch (IOException e) {
                abandon(segment, e);
                throw e;
            }
        }
    }

    /**
     * Captures a window without the records that replays wrote, as {@link #capture(BundleWriter, Instant, boolean)} does where
     * they are not to be included.
     */
    public long capture(BundleWriter bundle, Instant since) throws IOException {
        return capture(bundle, since, false);
    }

    /**
     * Captures a window as a lane of a bundle: everything from the first record on that was captured at this time or later, up to
     * the newest when this is called. What is missing between two segments, as a crash leaves it, is declared as a gap.
     *
     * @param includeReplayed whether records that a replay wrote, which have the header {@link ProvenanceHeader#REPLAY_ID}, are
     *     taken as well; otherwise they are left out and their sequences declared as gaps. Only records that were appended with
     *     their headers can be told
     * @return how many records of replays were left out, for {@link io.byteor.schemas.bundle.Incident#leftOutReplayedRecords}
     * @throws ByteorException JOURNAL_CORRUPT where a segment was damaged since, FILE_TOO_LARGE where the lane would have more than
     *     {@link LaneWriter#MOST_GAPS} gaps; the bundle cannot be finished then
     */
    public long capture(BundleWriter bundle, Instant since, boolean includeReplayed) throws IOException {
        List<KeptSegment> window;
        synchronized (this) {
            requireOpen();
            if (open != null) {
                cut(open);
            }
            window = ring.hold();
        }
        try {
            return new WindowCopy(ChronoUnit.MICROS.between(Instant.EPOCH, since), includeReplayed)
                    .copy(window, lane(bundle));
        } finally {
            synchronized (this) {
                ring.release();
            }
        }
    }

    private LaneWriter lane(BundleWriter bundle) {
        return bundle.lane(lane, direction, bounds.codec());
    }

    private void cut(OpenSegment segment) throws IOException {
        try {
            ring.add(segment.finish());
            open = null;
        } catch (IOException e) {
            abandon(segment, e);
            throw e;
        }
        ring.evict();
    }

    /** Keeps what is whole of a segment that cannot be written any more. */
    private void abandon(OpenSegment segment, Exception cause) {
        if (open != segment) {
            return;
        }
        open = null;
        try {
            segment.close();
            KeptSegment.recover(segment.file()).ifPresent(ring::add);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the journal of " + lane + " is closed");
        }
    }

    /** Writes what is in memory. The records stay for the next writer. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            try (lock) {
                if (open != null) {
                    cut(open);
                }
            } finally {
                closed = true;
            }
        }
    }
}
