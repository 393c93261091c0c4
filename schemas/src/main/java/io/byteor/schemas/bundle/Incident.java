package io.byteor.schemas.bundle;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code incident.json}: what was captured, by whom, of what. Times are of microsecond precision.
 *
 * @param incidentId names the incident at its source
 * @param title for people
 * @param agent id of the agent that captured
 * @param environment that the agent runs in
 * @param pipeline that was running
 * @param version of the pipeline
 * @param specHash of the pipeline spec in the bundle
 * @param capturedAt when
 * @param from beginning of the window that the bundle covers
 * @param to its end
 * @param lanes captured lanes
 * @param toolName what wrote the bundle
 * @param toolVersion of that tool
 * @param parentBundle the bundle that this one was derived from
 * @param rootBundle the first bundle of that line; null when this one is it
 * @param leftOutReplayedRecords records of earlier replays that the capture left out
 * @param redactions what was taken out on the way from the root to this bundle, oldest first: a JSON object each, as its writer
 *     stored it
 */
public record Incident(
        String incidentId,
        String title,
        String agent,
        String environment,
        String pipeline,
        String version,
        Digest specHash,
        Instant capturedAt,
        Instant from,
        Instant to,
        List<Lane> lanes,
        String toolName,
        String toolVersion,
        @Nullable Digest parentBundle,
        @Nullable Digest rootBundle,
        long leftOutReplayedRecords,
        List<String> redactions) {

    public Incident {
        lanes = List.copyOf(lanes);
        redactions = List.copyOf(redactions);
        if ((parentBundle == null) != (rootBundle == null)) {
            throw new IllegalArgumentException("a derived bundle names its parent and its root, any other neither");
        }
    }

    /** One from which nothing was taken out. */
    public Incident(
            String incidentId,
            String title,
            String agent,
            String environment,
            String pipeline,
            String version,
            Digest specHash,
            Instant capturedAt,
            Instant from,
            Instant to,
            List<Lane> lanes,
            String toolName,
            String toolVersion,
            @Nullable Digest parentBundle,
            @Nullable Digest rootBundle,
            long leftOutReplayedRecords) {
        this(
                incidentId,
                title,
                agent,
                environment,
                pipeline,
                version,
                specHash,
                capturedAt,
                from,
                to,
                lanes,
                toolName,
                toolVersion,
                parentBundle,
                rootBundle,
                leftOutReplayedRecords,
                List.of());
    }

    /** Whether a lane was read or written by the pipeline. */
    public enum Direction {
        INPUT,
        OUTPUT
    }

    /**
     * A captured lane.
     *
     * @param name of the lane
     * @param direction input or output
     * @param segments in order of their sequences; none where nothing was captured
     * @param gaps sequences that are known to be missing
     */
    public record Lane(String name, Direction direction, List<Segment> segments, List<Gap> gaps) {
        public Lane {
            segments = List.copyOf(segments);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * What the capture says of a segment.
     *
     * @param name of its file in the lane's folder
     * @param records in it
     * @param firstSequence of its first record
     * @param lastSequence of its last record
     * @param leastTime least capture time in it
     * @param greatestTime greatest capture time in it
     * @param digest of the file
     */
    public record Segment(
            String name,
            long records,
            long firstSequence,
            long lastSequence,
            Instant leastTime,
            Instant greatestTime,
            Digest digest) {}

    /** Sequences that are known to be missing, both ends included. */
    public record Gap(long firstSequence, long lastSequence) {}

    /**
     * Reads a stored incident.json. Unknown fields are ignored.
     *
     * @throws ByteorException FORMAT_VERSION_UNKNOWN for another major version, DOCUMENT_INVALID for what the schema refuses
     */
    public static Incident parse(byte[] stored) {
        return IncidentJson.read(stored);
    }

    /** The document, as its writer stores it; equal incidents give equal bytes. */
    public byte[] encoded() {
        return IncidentJson.write(this);
    }

    /** The first bundle of this one's line. */
    public Digest rootOf(Digest bundleId) {
        return rootBundle == null ? bundleId : rootBundle;
    }
}
