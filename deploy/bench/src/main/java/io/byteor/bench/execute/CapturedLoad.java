package io.byteor.bench.execute;

import io.byteor.bench.EventText;
import io.byteor.runner.bundle.Artifacts;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import io.byteor.schemas.event.ResolvedTarget;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A captured lane of which every record goes to one target, and executes of it.
 *
 * @param folder the bundle's
 * @param captured what ingest would say of it
 */
record CapturedLoad(Path folder, BundleCaptured captured, int records) {
    private static final String LANE = "feed";
    private static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "bench", "version": "1", "lanes": [{"name": "feed"}],
             "roles": [{"name": "again", "reads": "feed", "stages": [
                 {"name": "send", "emit": {"target": "alerts"}}]}]}
            """;
    private static final long PLENTY = 1L << 40;
    private static final int KEY = 16;

    /** Receives records. */
    @FunctionalInterface
    interface Taking {
        void take(byte[] key, byte[] payload) throws IOException;
    }

    static CapturedLoad write(Path folder, int records) throws IOException {
        PipelineSpec spec = PipelineSpec.parse(SPEC.getBytes(StandardCharsets.UTF_8));
        List<Incident.Lane> written = new ArrayList<>();
        Instant at = now();
        try (BundleWriter bundle = BundleWriter.begin(folder)) {
            bundle.add(BundleLayout.SPEC, SPEC.getBytes(StandardCharsets.UTF_8));
            LaneWriter lane = bundle.lane(LANE, Incident.Direction.INPUT, Codec.NULL, LaneWriter.SEGMENT_TARGET);
            long[] sequence = {0};
            forEach(records, (key, payload) -> {
                lane.append(
                        sequence[0],
                        ChronoUnit.MICROS.between(Instant.EPOCH, at) + sequence[0],
                        key,
                        Map.of(),
                        payload);
                sequence[0]++;
            });
            Digest id = bundle.finish(lanes -> {
                written.addAll(lanes);
                return new Incident(
                        "bench",
                        "Bench",
                        "bench",
                        "bench",
                        spec.pipeline(),
                        spec.version(),
                        spec.specHash(),
                        at,
                        at,
                        at,
                        lanes,
                        "bench",
                        "1",
                        null,
                        null,
                        0);
            });
            return new CapturedLoad(folder, captured(id, spec, written.getFirst(), at), records);
        }
    }

    /** The records that the lane holds, in its order. */
    void forEach(Taking taking) throws IOException {
        forEach(records, taking);
    }

    private static void forEach(int records, Taking taking) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < records; i++) {
            byte[] key = new byte[KEY];
            random.nextBytes(key);
            taking.take(key, EventText.write(random, i));
        }
    }

    /** The payloads as lines. */
    Path writeLines(Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            forEach((_, payload) -> {
                lines.write(new String(payload, StandardCharsets.US_ASCII));
                lines.write('\n');
            });
        }
        return file;
    }

    private static BundleCaptured captured(Digest id, PipelineSpec spec, Incident.Lane lane, Instant at) {
        List<CapturedSegment> segments = lane.segments().stream()
                .map(segment -> CapturedSegment.newBuilder()
                        .setPath(BundleLayout.laneFolder(LANE) + segment.name())
                        .setDigest(segment.digest().toString())
                        .setBytes(0)
                        .setRecords(segment.records())
                        .setFirstSequence(segment.firstSequence())
                        .setLastSequence(segment.lastSequence())
                        .build())
                .toList();
        return BundleCaptured.newBuilder()
                .setBundleId(id.toString())
                .setRootBundleId(id.toString())
                .setIncidentId("bench")
                .setTitle("Bench")
                .setAgentId("bench")
                .setEnvironment("bench")
                .setPipeline(spec.pipeline())
                .setVersion(spec.version())
                .setSpecHash(spec.specHash().toString())
                .setCapturedAt(at)
                .setStoredAt(at)
                .setDirectory("bench:/")
                .setFiles(1)
                .setBytes(1)
                .setLanes(List.of(new CapturedLane(LANE, Direction.INPUT, segments)))
                .build();
    }

    /**
     * An accepted execute that no earlier one holds back: each is of a root bundle of its own.
     *
     * @param topic that every record goes to
     */
    ReplayAccepted execute(String topic) {
        String replayId = UUID.randomUUID().toString();
        Instant now = now();
        String bundleId = captured.getBundleId();
        ReplayRequested request = ReplayRequested.newBuilder()
                .setCommandId(replayId)
                .setReplayId(replayId)
                .setBundleId(bundleId)
                .setMode(Mode.EXECUTE)
                .setSelection(Selection.newBuilder().build())
                .setRequester(new Person("https://byteor.local", "bench", true))
                .setReason("to see how fast it goes")
                .setRequestedAt(now)
                .build();
        return ReplayAccepted.newBuilder()
                .setReplayId(replayId)
                .setRequest(request)
                .setRequestDigest(bundleId)
                .setSelectionDigest(bundleId)
                .setBundle(BundleCaptured.newBuilder(captured)
                        .setRootBundleId(Digest.of(replayId.getBytes(StandardCharsets.UTF_8))
                                .toString())
                        .build())
                .setEnvironment(new EnvironmentSnapshot("bench", 1L, bundleId, PLENTY, PLENTY, PLENTY, PLENTY))
                .setPipeline(new ResolvedPipeline("bench 1", "bench 1", "same", captured.getSpecHash(), null))
                .setTargets(List.of(
                        new ResolvedTarget("alerts", "kafka", "{\"kafka\":{\"topic\":\"%s\"}}".formatted(topic))))
                .setApproval(new ApprovalSummary("not_required", null, List.of()))
                .setFindings(List.of())
                .setStartKey(replayId)
                .setAcceptedAt(now)
                .setValidUntil(now.plusSeconds(900))
                .build();
    }

    Artifacts artifacts() {
        return (_, path) -> FileChannel.open(folder.resolve(path));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
