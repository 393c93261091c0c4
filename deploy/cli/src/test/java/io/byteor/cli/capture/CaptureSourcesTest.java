package io.byteor.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.Byteor;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.SegmentWriter;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code incident-bundle create} from every source that is a file, by its command line. */
class CaptureSourcesTest {
    private static final int RECORDS = 3_000;

    @TempDir
    Path folder;

    private Path feed;

    @BeforeEach
    void writeInput() throws IOException {
        Files.writeString(folder.resolve("spec.json"), """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"},{"name":"out"}],
                 "roles":[{"name":"r","reads":"feed","stages":[{"name":"keep","emit":{"lane":"out"}}]}]}""");
        feed = folder.resolve("feed.ndjson");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            lines.append("{\"id\":%d,\"text\":\"%s\"}%n".formatted(i, "x".repeat(200)));
        }
        Files.writeString(feed, lines);
    }

    @Test
    void segmentsAreCutAtTheSizeThatIsAskedForAndCopiedAsTheyAre() throws IOException {
        JsonNode original = create("one", "--lane", "feed=" + feed, "--segment-size", "256KiB");
        Path journal = folder.resolve("one").resolve(BundleLayout.laneFolder("feed"));

        assertThat(incident("one").lanes().getFirst().segments()).hasSizeGreaterThan(1);
        JsonNode copy = create("two", "--lane", "feed=avro:" + journal, "--segment-size", "256KiB");
        assertThat(copy.get("bundleId")).isEqualTo(original.get("bundleId"));
        JsonNode compressed = create("three", "--lane", "feed=avro:" + journal, "--codec", "zstandard");
        assertThat(compressed.get("records").asInt()).isEqualTo(RECORDS);
        JsonNode back = create(
                "four",
                "--lane",
                "feed=avro:" + folder.resolve("three").resolve(BundleLayout.segment("feed", 0)),
                "--segment-size",
                "256KiB");
        assertThat(back.get("bundleId")).isEqualTo(original.get("bundleId"));
    }

    @Test
    void aMissingSegmentIsAGap() throws IOException {
        create("one", "--lane", "feed=" + feed, "--segment-size", "256KiB");
        List<Incident.Segment> segments = incident("one").lanes().getFirst().segments();
        assertThat(segments).hasSizeGreaterThan(2);
        Path journal = folder.resolve("one").resolve(BundleLayout.laneFolder("feed"));
        Files.delete(journal.resolve(segments.get(1).name()));

        create("two", "--lane", "feed=avro:" + journal);

        assertThat(incident("two").lanes().getFirst().gaps())
                .containsExactly(new Incident.Gap(
                        segments.get(1).firstSequence(), segments.get(1).lastSequence()));
    }

    @Test
    void recordsOfReplaysAreLeftOutOfSegmentsUnlessAskedFor() throws IOException {
        Path segment = folder.resolve("replayed.avro");
        try (OutputStream file = Files.newOutputStream(segment)) {
            SegmentWriter writer = new SegmentWriter(file, OutputStream.nullOutputStream(), "feed", Codec.NULL);
            Map<String, byte[]> replayed = Map.of(ProvenanceHeader.REPLAY_ID, new byte[] {'r'});
            for (int i = 0; i < 4; i++) {
                writer.append(i, 0, null, i == 1 || i == 2 ? replayed : Map.of(), new byte[] {'x'});
            }
            writer.finish();
        }

        JsonNode without = create("one", "--lane", "feed=avro:" + segment);
        JsonNode with = create("two", "--lane", "feed=avro:" + segment, "--include-replayed");

        assertThat(without.get("records").asInt()).isEqualTo(2);
        assertThat(incident("one").leftOutReplayedRecords()).isEqualTo(2);
        assertThat(incident("one").lanes().getFirst().gaps()).containsExactly(new Incident.Gap(1, 2));
        assertThat(with.get("records").asInt()).isEqualTo(4);
        assertThat(incident("two").leftOutReplayedRecords()).isZero();
        assertThat(incident("two").lanes().getFirst().gaps()).isEmpty();
    }

    @Test
    void framesGiveTheSameBundleAsTheirLines() throws IOException {
        Path frames = folder.resolve("frames.bin");
        try (OutputStream out = Files.newOutputStream(frames)) {
            for (String line : Files.readAllLines(feed)) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                out.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
                out.write(bytes);
            }
        }

        JsonNode ofLines = create("one", "--lane", "feed=" + feed, "--time", "line.id", "--key", "line.id");
        JsonNode ofFrames = create("two", "--lane", "feed=frames:" + frames, "--time", "line.id", "--key", "line.id");

        assertThat(ofFrames.get("bundleId")).isEqualTo(ofLines.get("bundleId"));
    }

    @Test
    void anOutputLaneNeedsRecordsThatSayWhatTheyComeFrom() throws IOException {
        Path out = Files.writeString(folder.resolve("out.ndjson"), "{\"origin\":\"feed/0\",\"payload\":1}");
        create("one", "--lane", "feed=" + feed, "--output-lane", "out=" + out);
        Path journal = folder.resolve("one").resolve(BundleLayout.JOURNAL);

        create("two", "--output-lane", "out=avro:" + journal.resolve("out"));

        assertThat(incident("two").lanes().getFirst().segments().getFirst().records())
                .isEqualTo(1);
        assertThatThrownBy(() -> create("three", "--output-lane", "out=avro:" + journal.resolve("feed")))
                .hasMessageContaining("DOCUMENT_INVALID");
        assertThatThrownBy(() -> create("three", "--output-lane", "out=frames:" + feed))
                .hasMessageContaining("REQUEST_INVALID");
        assertThat(folder.resolve("three")).doesNotExist();
    }

    @Test
    void aCaptureAtATimeThatNoBundleHoldsIsRefused() {
        for (String time : List.of("+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", Instant.MAX.toString())) {
            assertThatThrownBy(() -> create("one", "--lane", "feed=" + feed, "--captured-at", time))
                    .hasMessageContaining("REQUEST_INVALID")
                    .hasMessageContaining("a time of the years 0 to 9999 (at --captured-at)");
        }
        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void aBundleThatIsFoundInvalidDoesNotStay() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("environment.json"), """
                {"name":"elsewhere","runtime":"r","version":"1","host":"h","os":"o","config":{},"targets":[]}""");

        assertThatThrownBy(() -> create("one", "--lane", "feed=" + feed, "--environment", elsewhere.toString()))
                .hasMessageContaining("BUNDLE_INCOHERENT");

        assertThat(folder.resolve("one")).doesNotExist();
        create("one", "--lane", "feed=" + feed);
    }

    @Test
    void noOtherFolderIsTakenForTheOneThatWasMade() throws IOException {
        // The place is beside the link as it is written, beside what the link leads to as a file system resolves it.
        Path far = Files.createDirectories(folder.resolve("far/deep"));
        Path kept = Files.writeString(
                Files.createDirectories(folder.resolve("far/one")).resolve("kept"), "1");
        Path link = Files.createSymbolicLink(folder.resolve("link"), far);

        JsonNode made = create("link/../one", "--lane", "feed=" + feed);

        assertThat(made.get("records").asInt()).isEqualTo(RECORDS);
        assertThat(incident("one").lanes()).hasSize(1);
        assertThat(link.resolve("../one").resolve(kept.getFileName())).hasContent("1");
    }

    @Test
    void aFolderOfSnapshotsIsTakenWholeInOneOrder() throws IOException {
        Path state = Files.createDirectories(folder.resolve("state/deep"));
        Files.writeString(state.resolve("b"), "2");
        Files.writeString(folder.resolve("state/a"), "1");

        JsonNode one = create("one", "--snapshot", state.getParent().toString(), "--snapshot", feed.toString());
        JsonNode two = create("two", "--snapshot", feed.toString(), "--snapshot", state.getParent() + "/.");

        Path snapshots = folder.resolve("one").resolve(BundleLayout.SNAPSHOTS);
        assertThat(snapshots.resolve("state/deep/b")).hasContent("2");
        assertThat(snapshots.resolve("feed.ndjson")).hasSameBinaryContentAs(feed);
        assertThat(two.get("bundleId")).isEqualTo(one.get("bundleId"));
    }

    @Test
    void aLinkInAFolderOfSnapshotsIsRefused() throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.createSymbolicLink(state.resolve("passwords"), feed);

        assertThatThrownBy(() -> create("one", "--snapshot", state.toString()))
                .hasMessageContaining("REQUEST_INVALID")
                .hasMessageContaining("passwords");
        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void progressIsSaidOnStandardErrorWhenAskedFor() throws IOException {
        List<String> err = new ArrayList<>();

        run(err, "one", "--lane", "feed=" + feed, "--progress");

        assertThat(err).singleElement().asString().startsWith("feed: 3,000 records, 0.7 MB, ");
    }

    private Incident incident(String name) throws IOException {
        return new BundleVerifier(BundleLimits.STANDARD)
                .examine(folder.resolve(name))
                .orThrow()
                .incident();
    }

    private JsonNode create(String name, String... options) throws IOException {
        return run(new ArrayList<>(), name, options);
    }

    private JsonNode run(List<String> said, String name, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("incident-bundle", "create", "-o", "json", "--spec"));
        line.addAll(List.of(folder.resolve("spec.json").toString(), "--agent", "a", "--env", "e"));
        line.addAll(List.of("--incident", "I"));
        if (!List.of(options).contains("--captured-at")) {
            line.addAll(List.of("--captured-at", "2026-11-24T10:00:00Z"));
        }
        line.addAll(List.of("--out", folder.resolve(name).toString()));
        line.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Byteor.run(new PrintStream(out), new PrintStream(err), line.toArray(String[]::new));
        said.addAll(err.toString(StandardCharsets.UTF_8).lines().toList());
        if (code != 0) {
            throw new AssertionError(err.toString(StandardCharsets.UTF_8));
        }
        return CanonicalJson.mapper().readTree(out.toByteArray());
    }
}
