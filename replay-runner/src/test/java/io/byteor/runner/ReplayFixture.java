package io.byteor.runner;

import io.byteor.runner.bundle.Artifacts;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
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
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A captured incident of an earthquake feed, and accepted replays of it. Every twentieth magnitude is 4.5 or more. */
public final class ReplayFixture {
    public static final String SPEC = """
            { "apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0",
              "lanes": [{"name": "feed"}, {"name": "strong"}],
              "roles": [{"name": "triage", "reads": "feed", "stages": [
                  {"name": "strong-only", "filter": "payload.properties.mag >= 4.5"},
                  {"name": "shape",       "map": "{'id': payload.id, 'mag': payload.properties.mag}"},
                  {"name": "keep",        "emit": {"lane": "strong"}},
                  {"name": "alert",       "emit": {"target": "alerts", "key": "payload.id"}}]}] }
            """;
    public static final Instant CAPTURED = Instant.parse("2026-11-23T20:00:00Z");
    private static final int RARE = 20;

    private final Digest bundleId;
    private final Map<String, Path> files = new HashMap<>();
    private final BundleCaptured captured;
    private final PipelineSpec spec;
    private String address = "{\"kafka\":{\"topic\":\"alerts\"}}";

    private ReplayFixture(Digest bundleId, Path directory, PipelineSpec spec, List<Incident.Lane> lanes)
            throws IOException {
        this.bundleId = bundleId;
        this.spec = spec;
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), file);
            }
        }
        this.captured = captured(lanes);
    }

    /** Writes a bundle of so many records, a twentieth of them strong. */
    public static ReplayFixture capture(Path directory, int records) throws IOException {
        return capture(directory, records, SPEC);
    }

    public static ReplayFixture capture(Path directory, int records, String specJson) throws IOException {
        return capture(directory, records, specJson, LaneWriter.SEGMENT_TARGET);
    }

    /** @param segmentBytes a segment is cut before the record that follows this many */
    public static ReplayFixture capture(Path directory, int records, String specJson, long segmentBytes)
            throws IOException {
        return capture(directory, records, specJson, segmentBytes, Map.of());
    }

    /** @param outputs of captured lanes the payload that each input record led to */
    public static ReplayFixture capture(
            Path directory, int records, String specJson, Map<String, IntFunction<String>> outputs) throws IOException {
        return capture(directory, records, specJson, LaneWriter.SEGMENT_TARGET, outputs);
    }

    /** Writes a bundle of one strong record with this key. */
    public static ReplayFixture captureKey(Path directory, byte[] key) throws IOException {
        return capture(directory, 1, SPEC, LaneWriter.SEGMENT_TARGET, Map.of(), _ -> key);
    }

    private static ReplayFixture capture(
            Path directory, int records, String specJson, long segmentBytes, Map<String, IntFunction<String>> outputs)
            throws IOException {
        return capture(directory, records, specJson, segmentBytes, outputs, i -> utf8("key-" + i));
    }

    private static ReplayFixture capture(
            Path directory,
            int records,
            String specJson,
            long segmentBytes,
            Map<String, IntFunction<String>> outputs,
            IntFunction<byte[]> keys)
            throws IOException {
        PipelineSpec spec = PipelineSpec.parse(specJson.getBytes(StandardCharsets.UTF_8));
        List<Incident.Lane> written = new ArrayList<>();
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, specJson.getBytes(StandardCharsets.UTF_8));
            LaneWriter feed = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL, segmentBytes);
            for (int i = 0; i < records; i++) {
                feed.append(i, 1_517_000_000_000_000L + i, keys.apply(i), Map.of(), utf8(quake(i)));
            }
            for (Map.Entry<String, IntFunction<String>> output : outputs.entrySet()) {
                LaneWriter lane = bundle.lane(output.getKey(), Incident.Direction.OUTPUT, Codec.NULL, segmentBytes);
                for (int i = 0; i < records; i++) {
                    Map<String, byte[]> origin = Map.of(JournalFormat.ORIGIN_HEADER, utf8("feed/" + i));
                    lane.append(
                            i,
                            0,
                            utf8("key-" + i),
                            origin,
                            utf8(output.getValue().apply(i)));
                }
            }
            Digest id = bundle.finish(lanes -> {
                written.addAll(lanes);
                return incident(spec, lanes);
            });
            return new ReplayFixture(id, directory, spec, written);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Magnitudes are fractions and, now and then, integers. */
    public static String quake(int i) {
        String magnitude = i % RARE != 0 ? "1." + i % 10 : i % (3 * RARE) == 0 ? "5" : "4.5";
        return "{\"id\":\"quake-" + i + "\",\"properties\":{\"mag\":" + magnitude + ",\"place\":\"" + "x".repeat(40)
                + "\"}}";
    }

    public static int strongOf(int records) {
        return (records + RARE - 1) / RARE;
    }

    private static Incident incident(PipelineSpec spec, List<Incident.Lane> lanes) {
        return new Incident(
                "incident-" + UUID.randomUUID(),
                "Missed alerts",
                "agent-7",
                "demo",
                spec.pipeline(),
                spec.version(),
                spec.specHash(),
                CAPTURED,
                CAPTURED,
                CAPTURED,
                lanes,
                "test",
                "1",
                null,
                null,
                0L);
    }

    private BundleCaptured captured(List<Incident.Lane> lanes) {
        List<CapturedLane> capturedLanes = lanes.stream()
                .map(lane -> new CapturedLane(
                        lane.name(),
                        lane.direction() == Incident.Direction.INPUT ? Direction.INPUT : Direction.OUTPUT,
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
                                .toList()))
                .toList();
        return BundleCaptured.newBuilder()
                .setBundleId(bundleId.toString())
                .setRootBundleId(bundleId.toString())
                .setIncidentId("incident-1")
                .setTitle("Missed alerts")
                .setAgentId("agent-7")
                .setEnvironment("demo")
                .setPipeline(spec.pipeline())
                .setVersion(spec.version())
                .setSpecHash(spec.specHash().toString())
                .setCapturedAt(CAPTURED)
                .setStoredAt(CAPTURED)
                .setDirectory("file:///store/bundles/" + bundleId.hex() + "/")
                .setFiles(files.size())
                .setBytes(1)
                .setLanes(capturedLanes)
                .build();
    }

    public Digest bundleId() {
        return bundleId;
    }

    /** The stored file of this path. */
    public Path file(String path) {
        return files.values().stream()
                .filter(file -> file.endsWith(path))
                .findFirst()
                .orElseThrow();
    }

    public ReplayFixture withTargetTopic(String topic) {
        return withTarget("{\"kafka\":{\"topic\":\"" + topic + "\"}}");
    }

    /** Gives the one target another address. */
    public ReplayFixture withTarget(String json) {
        address = json;
        return this;
    }

    public Artifacts artifacts() {
        return (asked, path) -> {
            Path file = asked.equals(bundleId) ? files.get(path) : null;
            if (file == null) {
                throw new ByteorException(ErrorCode.FILE_NOT_FOUND, "the store lacks it", path, asked);
            }
            return FileChannel.open(file);
        };
    }

    public ReplayAccepted dryRun() {
        return accepted(Mode.DRY_RUN, request -> request);
    }

    public ReplayAccepted execute() {
        return accepted(Mode.EXECUTE, request -> request);
    }

    public ReplayAccepted accepted(Mode mode, UnaryOperator<ReplayRequested.Builder> change) {
        String replayId = UUID.randomUUID().toString();
        ReplayRequested request = change.apply(ReplayRequested.newBuilder()
                        .setCommandId(UUID.randomUUID().toString())
                        .setReplayId(replayId)
                        .setBundleId(bundleId.toString())
                        .setMode(mode)
                        .setSelection(Selection.newBuilder().build())
                        .setRequester(new Person("https://byteor.local", "olga", false))
                        .setReason("the alerts were lost")
                        .setRequestedAt(CAPTURED))
                .build();
        return ReplayAccepted.newBuilder()
                .setReplayId(replayId)
                .setRequest(request)
                .setRequestDigest(bundleId.toString())
                .setSelectionDigest(bundleId.toString())
                .setBundle(captured)
                .setEnvironment(new EnvironmentSnapshot(
                        "demo", 1L, bundleId.toString(), 10_000_000L, 10_000_000L, 3_600_000L, 10_000_000L))
                .setPipeline(new ResolvedPipeline(
                        "quake-alerts 2.3.0",
                        "quake-alerts 2.3.0",
                        "same",
                        spec.specHash().toString(),
                        null))
                .setTargets(List.of(new ResolvedTarget("alerts", "kafka", address)))
                .setApproval(new ApprovalSummary("not_required", null, List.of()))
                .setFindings(List.of())
                .setStartKey(mode == Mode.EXECUTE ? replayId : null)
                .setAcceptedAt(Instant.now())
                .setValidUntil(Instant.now().plusSeconds(900))
                .build();
    }
}
