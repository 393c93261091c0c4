package io.byteor.bench.validate;

import io.byteor.bench.validate.CommandDesk.Letter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What requests are about: bundles of one agent, its environment, in which every execute needs an approval, and its pipeline. */
final class Incidents {
    private static final int BUNDLES = 24;
    private static final int SEGMENTS = 4;
    private static final long RECORDS = 500_000;
    private static final String AGENT = "quake-agent";
    private static final String ENVIRONMENT = "bench";
    private static final Person ADMIN = Person.newBuilder()
            .setIssuer("https://byteor.local")
            .setSubject("bench-admin")
            .build();

    private static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0",
             "lanes": [{"name": "feed"}, {"name": "strong"}],
             "roles": [{"name": "triage", "reads": "feed", "stages": [
                 {"name": "strong-only", "filter": "payload.properties.mag >= 4.5"},
                 {"name": "shape", "map": "{'id': payload.id, 'mag': payload.properties.mag}"},
                 {"name": "keep", "emit": {"lane": "strong"}},
                 {"name": "alert", "emit": {"target": "alerts", "key": "payload.id"}}]}]}
            """;
    private static final String SPEC_HASH =
            PipelineSpec.parse(SPEC.getBytes(StandardCharsets.UTF_8)).specHash().toString();
    private static final String POSTURE = """
            {"name": "bench",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
                         "execute": {"allowed": true, "approvals": 1, "approvalLifetime": "PT4H"},
                         "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
                         "dryRunDetail": 10000000, "freezes": []},
             "targets": {"alerts": {"kafka": {"topic": "quake.alerts"}}}}
            """;
    private static final String AGENT_DOCUMENT = """
            {"agent": "quake-agent", "environment": "bench",
             "deployment": {"pipeline": "quake-alerts", "version": "2.3.0"}}
            """;

    /** What a gateway has seen of the registry when it takes a request about any of them. */
    static final List<SeenRevision> SEEN = List.of(
            new SeenRevision("agent", AGENT, 1L),
            new SeenRevision("environment", ENVIRONMENT, 1L),
            new SeenRevision("pipeline", SPEC_HASH, 1L));

    private Incidents() {}

    /** The commands that register environment, agent and pipeline version. */
    static List<Letter> registrations() {
        return List.of(
                put("environment", ENVIRONMENT, POSTURE),
                put("agent", AGENT, AGENT_DOCUMENT),
                put("pipeline", SPEC_HASH, "{\"spec\":%s,\"status\":\"active\"}".formatted(SPEC)));
    }

    /** What ingest says of the bundles. */
    static List<Letter> announcements() {
        return IntStream.range(0, BUNDLES)
                .mapToObj(number -> new Letter(Topic.BUNDLE_CAPTURED, bundleId(number), announced(number)))
                .toList();
    }

    /** The bundle of a request; requests go round among all of them. */
    static String bundleId(int request) {
        return digest("bundle " + request % BUNDLES);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Letter put(String kind, String key, String document) {
        GovernanceCommand command = GovernanceCommand.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setKind(kind)
                .setKey(key)
                .setDocument(document)
                .setBy(ADMIN)
                .setAt(now())
                .build();
        return new Letter(Topic.GOVERNANCE_COMMAND, kind + ":" + key, command);
    }

    private static BundleCaptured announced(int number) {
        String bundleId = bundleId(number);
        return BundleCaptured.newBuilder()
                .setBundleId(bundleId)
                .setRootBundleId(bundleId)
                .setIncidentId("INC-%04d".formatted(number))
                .setTitle("Alerts went missing")
                .setAgentId(AGENT)
                .setEnvironment(ENVIRONMENT)
                .setPipeline("quake-alerts")
                .setVersion("2.3.0")
                .setSpecHash(SPEC_HASH)
                .setCapturedAt(now())
                .setStoredAt(now())
                .setDirectory("file:///var/lib/byteor/store/bundles/" + bundleId.substring(bundleId.indexOf(':') + 1))
                .setFiles(2L * 2 * SEGMENTS + 8)
                .setBytes(1L << 30)
                .setLanes(List.of(lane("feed", Direction.INPUT), lane("strong", Direction.OUTPUT)))
                .build();
    }

    private static CapturedLane lane(String name, Direction direction) {
        return CapturedLane.newBuilder()
                .setName(name)
                .setDirection(direction)
                .setSegments(IntStream.range(0, SEGMENTS)
                        .mapToObj(number -> segment(name, number * RECORDS / SEGMENTS))
                        .toList())
                .build();
    }

    private static CapturedSegment segment(String lane, long first) {
        String path = "data/journal/%s/%020d".formatted(lane, first);
        return CapturedSegment.newBuilder()
                .setPath(path + ".avro")
                .setDigest(digest(path))
                .setBytes((1L << 30) / SEGMENTS)
                .setRecords(RECORDS / SEGMENTS)
                .setFirstSequence(first)
                .setLastSequence(first + RECORDS / SEGMENTS - 1)
                .setIndexPath(path + ".index")
                .setIndexDigest(digest(path + ".index"))
                .build();
    }

    private static String digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
