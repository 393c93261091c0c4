package io.byteor.e2e.feed;

import io.byteor.cli.api.CaptureApi;
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
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.journal.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bundle of a feed. */
public final class FeedBundle {
    private static final String LINES = "/io/byteor/cli/demo/earthquakes.ndjson";

    private FeedBundle() {}

    /**
     * Makes the bundle and pushes it.
     *
     * @return its id
     */
    static String capture(Feed feed, ApiClient agent, Path folder, int feeds) throws IOException {
        Path lane = folder.resolve("feed.ndjson");
        Path spec = folder.resolve("spec.json");
        Path bundle = folder.resolve("bundle");
        Files.createDirectories(folder);
        Files.writeString(spec, feed.spec());
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
                        feed.agent(),
                        feed.name(),
                        null,
                        Feed.INCIDENT,
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

    /** What ingest would say of such a bundle, for those who need no content. */
    public static BundleCaptured announced(Feed feed, String bundleId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        CapturedSegment segment = CapturedSegment.newBuilder()
                .setPath("data/journal/feed/00000000000000000000.avro")
                .setDigest(bundleId)
                .setBytes(1)
                .setRecords(Feed.RECORDS)
                .setFirstSequence(0)
                .setLastSequence(Feed.RECORDS - 1)
                .build();
        return BundleCaptured.newBuilder()
                .setBundleId(bundleId)
                .setRootBundleId(bundleId)
                .setIncidentId(Feed.INCIDENT)
                .setTitle("A bundle without content")
                .setAgentId(feed.agent())
                .setEnvironment(feed.name())
                .setPipeline(feed.name())
                .setVersion("1.0.0")
                .setSpecHash(feed.specHash())
                .setCapturedAt(now)
                .setStoredAt(now)
                .setDirectory("nowhere")
                .setFiles(1)
                .setBytes(1)
                .setLanes(List.of(CapturedLane.newBuilder()
                        .setName("feed")
                        .setDirection(io.byteor.schemas.event.Direction.INPUT)
                        .setSegments(List.of(segment))
                        .build()))
                .build();
    }

    private static void repeat(Path lane, int feeds) throws IOException {
        try (OutputStream out = Files.newOutputStream(lane)) {
            for (int feed = 0; feed < feeds; feed++) {
                try (InputStream once = FeedBundle.class.getResourceAsStream(LINES)) {
                    Objects.requireNonNull(once, LINES).transferTo(out);
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
}
