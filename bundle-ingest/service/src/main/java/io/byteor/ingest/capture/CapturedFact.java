package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The event that announces a bundle: digests, sizes and ranges, never content. The same bundle gives the same event. */
public final class CapturedFact {
    private CapturedFact() {}

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
