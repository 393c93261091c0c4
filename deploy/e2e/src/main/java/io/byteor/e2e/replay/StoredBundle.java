package io.byteor.e2e.replay;

import io.byteor.runner.bundle.Artifacts;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A captured bundle in a folder, and what ingest would have said of it. */
public record StoredBundle(Path folder, BundleCaptured captured) {
    public static final Instant AT = Instant.parse("2026-11-23T20:00:00Z");
    /**
     * Writes a bundle.
     *
     * @param folder that does not exist yet
     * @param document the spec
     * @param inputs records by lane; a lane without records is left out
     * @param outputs records by lane
     * @param segmentBytes a segment is cut before the record that follows this many
     */
    public static StoredBundle write(
            Path folder,
            String document,
            List<List<Sample>> inputs,
            SortedMap<String, List<Output>> outputs,
            int segmentBytes)
            throws IOException {
        byte[] stored = document.getBytes(StandardCharsets.UTF_8);
        PipelineSpec spec = PipelineSpec.parse(stored);
        List<Incident.Lane> written = new ArrayList<>();
        try (BundleWriter writer = BundleWriter.begin(folder)) {
            writer.add(BundleLayout.SPEC, stored);
            for (List<Sample> lane : inputs) {
                if (!lane.isEmpty()) {
                    LaneWriter input = writer.lane(
                            lane.getFirst().lane(), Incident.Direction.INPUT, Codec.ZSTANDARD, segmentBytes);
                    for (Sample record : lane) {
                        input.append(
                                record.sequence(), record.micros(), record.key(), record.headers(), record.payload());
                    }
                }
            }
            for (var lane : outputs.entrySet()) {
                LaneWriter output = writer.lane(lane.getKey(), Incident.Direction.OUTPUT, Codec.NULL, segmentBytes);
                long sequence = 0;
                for (Output record : lane.getValue()) {
                    output.append(sequence++, 0, record.key(), record.headers(), record.payload());
                }
            }
            Digest id = writer.finish(lanes -> {
                written.addAll(lanes);
                return incident(spec, lanes);
            });
            return new StoredBundle(folder, captured(id, spec, written));
        }
    }

    private static Incident incident(PipelineSpec spec, List<Incident.Lane> lanes) {
        return new Incident(
                "incident",
                "Captured",
                "agent",
                "demo",
                spec.pipeline(),
                spec.version(),
                spec.specHash(),
                AT,
                AT,
                AT,
                lanes,
                "e2e",
                "1",
                null,
                null,
                0);
    }

    private static BundleCaptured captured(Digest id, PipelineSpec spec, List<Incident.Lane> lanes) {
        return BundleCaptured.newBuilder()
                .setBundleId(id.toString())
                .setRootBundleId(id.toString())
                .setIncidentId("incident")
                .setTitle("Model")
                .setAgentId("agent")
                .setEnvironment("demo")
                .setPipeline(spec.pipeline())
                .setVersion(spec.version())
                .setSpecHash(spec.specHash().toString())
                .setCapturedAt(AT)
                .setStoredAt(AT)
                .setDirectory("memory:/")
                .setFiles(1)
                .setBytes(1)
                .setLanes(lanes.stream().map(StoredBundle::captured).toList())
                .build();
    }

    private static CapturedLane captured(Incident.Lane lane) {
        return new CapturedLane(
                lane.name(),
                Direction.valueOf(lane.direction().name()),
                lane.segments().stream()
                        .map(segment -> new CapturedSegment(
                                BundleLayout.laneFolder(lane.name()) + segment.name(),
                                segment.digest().toString(),
                                0L,
                                segment.records(),
                                segment.firstSequence(),
                                segment.lastSequence(),
                                null,
                                null))
                        .toList());
    }

    /** The store that holds it. */
    public Artifacts artifacts() {
        return (_, path) -> {
            Path file = folder.resolve(path);
            if (!Files.exists(file)) {
                throw new ByteorException(ErrorCode.FILE_NOT_FOUND, "the store lacks it", path, null);
            }
            return FileChannel.open(file);
        };
    }
}
