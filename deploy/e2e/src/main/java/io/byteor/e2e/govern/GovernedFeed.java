package io.byteor.e2e.govern;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.RepeatedFeed;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The repeated feed where every execute needs an approval. */
final class GovernedFeed {
    private static final String ENVIRONMENT = """
            {"name": "proof",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
                         "execute": {"allowed": true, "approvals": 1, "approvalLifetime": "PT4H"},
                         "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
                         "dryRunDetail": 10000000, "freezes": []},
             "targets": {"effects": {"kafka": {"topic": "%s"}}}}
            """.formatted(RepeatedFeed.TARGET);

    private GovernedFeed() {}

    /** Puts environment and agent. */
    static void registerAgent(GovernApi admin) {
        admin.put(RegistryKind.ENVIRONMENT, "proof", json(ENVIRONMENT), null, CallOptions.once());
        admin.put(RegistryKind.AGENT, "quake-agent", json(RepeatedFeed.AGENT), null, CallOptions.once());
    }

    static void registerPipeline(GovernApi admin) {
        admin.putPipeline(json(RepeatedFeed.SPEC), "active", null, CallOptions.once());
    }

    /** What ingest would say of such a bundle, for those who need no content. */
    static BundleCaptured announced(String bundleId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        CapturedSegment segment = CapturedSegment.newBuilder()
                .setPath("data/journal/feed/00000000000000000000.avro")
                .setDigest(bundleId)
                .setBytes(1)
                .setRecords(RepeatedFeed.FEED_RECORDS)
                .setFirstSequence(0)
                .setLastSequence(RepeatedFeed.FEED_RECORDS - 1)
                .build();
        return BundleCaptured.newBuilder()
                .setBundleId(bundleId)
                .setRootBundleId(bundleId)
                .setIncidentId("PROOF-1")
                .setTitle("A bundle without content")
                .setAgentId("quake-agent")
                .setEnvironment("proof")
                .setPipeline("proof")
                .setVersion("1.0.0")
                .setSpecHash(RepeatedFeed.specHash())
                .setCapturedAt(now)
                .setStoredAt(now)
                .setDirectory("nowhere")
                .setFiles(1)
                .setBytes(1)
                .setLanes(List.of(CapturedLane.newBuilder()
                        .setName("feed")
                        .setDirection(Direction.INPUT)
                        .setSegments(List.of(segment))
                        .build()))
                .build();
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "the proof's own document");
    }
}
