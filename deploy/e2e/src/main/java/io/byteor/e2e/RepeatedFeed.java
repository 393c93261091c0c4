package io.byteor.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.capture.CaptureBundle;
import io.byteor.cli.capture.CaptureProgress;
import io.byteor.cli.capture.CaptureRequest;
import io.byteor.cli.capture.LaneInput;
import io.byteor.cli.capture.source.LaneSource;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An incident whose one lane is the earthquake feed over and over, and a pipeline that sends every record to a target. */
public final class RepeatedFeed {
    public static final String TARGET = "proof.effects";
    public static final int FEED_RECORDS = 1_707;

    private static final String FEED = "/io/byteor/cli/demo/earthquakes.ndjson";
    public static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "proof", "version": "1.0.0",
             "lanes": [{"name": "feed"}],
             "roles": [{"name": "forward", "reads": "feed", "stages": [
                 {"name": "shape", "map": "{'id': payload.id, 'mag': payload.properties.mag}"},
                 {"name": "send", "emit": {"target": "effects", "key": "payload.id"}}]}]}
            """;
    private static final String ENVIRONMENT = """
            {"name": "proof",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
                         "execute": {"allowed": true, "approvals": 0},
                         "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
                         "dryRunDetail": 10000000, "freezes": []},
             "targets": {"effects": {"kafka": {"topic": "%s"}}}}
            """.formatted(TARGET);
    public static final String AGENT = """
            {"agent": "quake-agent", "environment": "proof", "deployment": {"pipeline": "proof", "version": "1.0.0"}}
            """;

    private RepeatedFeed() {}

    public static String specHash() {
        return PipelineSpec.of(json(SPEC)).specHash().toString();
    }

    /** Puts environment, agent and pipeline version. */
    public static void register(ApiClient admin) {
        var govern = new GovernApi(admin);
        govern.put(RegistryKind.ENVIRONMENT, "proof", json(ENVIRONMENT), null, CallOptions.once());
        govern.put(RegistryKind.AGENT, "quake-agent", json(AGENT), null, CallOptions.once());
        govern.putPipeline(json(SPEC), "active", null, CallOptions.once());
    }

    /**
     * Makes the bundle and pushes it.
     *
     * @return its id
     */
    public static String capture(ApiClient agent, Path folder, int feeds) throws IOException {
        Path lane = folder.resolve("feed.ndjson");
        Path spec = folder.resolve("spec.json");
        Path bundle = folder.resolve("bundle");
        Files.createDirectories(folder);
        Files.writeString(spec, SPEC);
        repeat(lane, feeds);
        new CaptureBundle()
                .create(new CaptureRequest(
                        spec,
                        null,
                        null,
                        null,
                        List.of(new LaneInput("feed", Direction.INPUT, new LaneSource.Lines(lane))),
                        null,
                        null,
                        "quake-agent",
                        "proof",
                        null,
                        "PROOF-1",
                        "The feed, over and over",
                        Instant.parse("2018-02-07T00:00:00Z"),
                        Codec.NULL,
                        LaneWriter.SEGMENT_TARGET,
                        Map.of(),
                        false,
                        List.of(),
                        CaptureProgress.silent(),
                        bundle));
        Path tar = folder.resolve("bundle.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            BundleTar.write(bundle, out);
        }
        return new CaptureApi(agent).push(() -> open(tar), CallOptions.once()).bundleId();
    }

    private static void repeat(Path lane, int feeds) throws IOException {
        try (OutputStream out = Files.newOutputStream(lane)) {
            for (int feed = 0; feed < feeds; feed++) {
                try (InputStream once = RepeatedFeed.class.getResourceAsStream(FEED)) {
                    Objects.requireNonNull(once, FEED).transferTo(out);
                }
            }
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "the proof's own document");
    }
}
