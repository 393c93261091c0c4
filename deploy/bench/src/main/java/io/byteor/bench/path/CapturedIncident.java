package io.byteor.bench.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.bench.EventText;
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
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.journal.Codec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** An incident of one lane, each record of which would go to one target, in the store and with its environment and agent known. */
final class CapturedIncident {
    private static final String AGENT = "bench-agent";
    private static final Duration UPLOAD = Duration.ofMinutes(5);
    private static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "bench", "version": "1.0.0", "lanes": [{"name": "feed"}],
             "roles": [{"name": "forward", "reads": "feed", "stages": [{"name": "send", "emit": {"target": "effects"}}]}]}
            """;
    private static final String ENVIRONMENT = """
            {"name": "bench",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
                         "execute": {"allowed": false, "approvals": 1, "approvalLifetime": "PT4H"},
                         "limits": {"records": 100000000, "recordsPerSecond": 100000000, "duration": "PT1H"},
                         "dryRunDetail": 100000000, "freezes": []},
             "targets": {"effects": {"kafka": {"topic": "bench.effects"}}}}
            """;
    private static final String AGENT_ENTRY = """
            {"agent": "%s", "environment": "bench", "deployment": {"pipeline": "bench", "version": "1.0.0"}}
            """.formatted(AGENT);

    private CapturedIncident() {}

    /** Payloads as lines. */
    static Path payloads(Path file, int records) throws IOException {
        Random random = new Random(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 0; i < records; i++) {
                out.write(EventText.write(random, i));
                out.write('\n');
            }
        }
        return file;
    }

    /**
     * Makes environment and agent known, and pushes a bundle with a record for each line.
     *
     * @return the bundle's id
     */
    static String capture(RunningSystem system, GovernApi admin, Path folder, Path lines) throws IOException {
        admin.put(RegistryKind.ENVIRONMENT, "bench", json(ENVIRONMENT), null, CallOptions.once());
        admin.put(RegistryKind.AGENT, AGENT, json(AGENT_ENTRY), null, CallOptions.once());
        Path spec = Files.writeString(folder.resolve("spec.json"), SPEC);
        Path bundle = folder.resolve("bundle");
        new CaptureBundle()
                .create(new CaptureRequest(
                        spec,
                        null,
                        null,
                        null,
                        List.of(new LaneInput("feed", Direction.INPUT, new LaneSource.Lines(lines))),
                        null,
                        null,
                        AGENT,
                        "bench",
                        null,
                        "BENCH-1",
                        "As many records as are measured",
                        Instant.parse("2026-11-23T00:00:00Z"),
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
        String token = system.credentials().issuer().issue(AGENT, List.of("agent"), List.of("*"));
        return new CaptureApi(ApiClient.of(system.client().url(), token))
                .push(() -> open(tar), new CallOptions(UUID.randomUUID().toString(), UPLOAD))
                .bundleId();
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "the bench's own document");
    }
}
