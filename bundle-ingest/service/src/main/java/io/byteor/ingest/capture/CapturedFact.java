package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The event that announces a bundle: digests, sizes and ranges, never content. The same bundle gives the same event. */
public final class CapturedFact {
    /**
     * Bytes of an event at most. A broker takes records of 1 MiB unless it is told otherwise; the rest is for the bundle's
     * address, the key and headers.
     */
    static final int LARGEST = (1 << 20) - (16 << 10);

    private CapturedFact() {}

    /**
     * Makes sure that a bundle can be announced, before it is kept.
     *
     * @throws ByteorException SEGMENTS_EXCEEDED where its event would have more than {@value #LARGEST} bytes
     */
    static void requireAnnounceable(VerifiedBundle bundle) throws IOException {
        BundleCaptured event = of(bundle.bundleId(), bundle.incident(), "", Instant.EPOCH, bundle.files());
        int bytes = event.toByteBuffer().remaining();
        if (bytes > LARGEST) {
            throw new ByteorException(
                    ErrorCode.SEGMENTS_EXCEEDED,
                    "an announcement, which names each segment twice, has at most " + LARGEST + " bytes",
                    "incident.json#/lanes",
                    bytes);
        }
    }

    /**
     * The event.
     *
     * @param files of the bundle; the incident's segments are among them
     */
    public static BundleCaptured of(
            Digest bundleId, Incident incident, String directory, Instant storedAt, Map<String, BundleFile> files) {
        return new BundleCaptured(
                bundleId.toString(),
                incident.rootOf(bundleId).toString(),
                text(incident.parentBundle()),
                incident.incidentId(),
                incident.title(),
                incident.agent(),
                incident.environment(),
                incident.pipeline(),
                incident.version(),
                incident.specHash().toString(),
                incident.capturedAt(),
                storedAt,
                directory,
                (long) files.size(),
                files.values().stream().mapToLong(BundleFile::size).sum(),
                incident.lanes().stream().map(lane -> lane(lane, files)).toList());
    }

    private static CapturedLane lane(Incident.Lane lane, Map<String, BundleFile> files) {
        Direction direction = switch (lane.direction()) {
            case INPUT -> Direction.INPUT;
            case OUTPUT -> Direction.OUTPUT;
        };
        return new CapturedLane(
                lane.name(),
                direction,
                lane.segments().stream()
                        .map(segment -> segment(BundleLayout.laneFolder(lane.name()) + segment.name(), segment, files))
                        .toList());
    }

    private static CapturedSegment segment(String path, Incident.Segment segment, Map<String, BundleFile> files) {
        BundleFile file = Objects.requireNonNull(files.get(path), path);
        String tablePath = BundleLayout.table(path);
        BundleFile table = files.get(tablePath);
        return new CapturedSegment(
                path,
                file.digest().toString(),
                file.size(),
                segment.records(),
                segment.firstSequence(),
                segment.lastSequence(),
                table == null ? null : tablePath,
                table == null ? null : table.digest().toString());
    }

    private static @Nullable String text(@Nullable Digest digest) {
        return digest == null ? null : digest.toString();
    }
}
