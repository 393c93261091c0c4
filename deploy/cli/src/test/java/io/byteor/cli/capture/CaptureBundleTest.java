package io.byteor.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import io.byteor.cli.capture.source.LaneSource;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureBundleTest {
    private static final Instant CAPTURED_AT = Instant.parse("2018-02-07T12:00:00Z");
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"quake-alerts","version":"2.3.0",
             "lanes":[{"name":"feed"},{"name":"strong"}],
             "roles":[{"name":"triage","reads":"feed","stages":[
               {"name":"strong-only","filter":"payload.properties.mag >= 4.5"},
               {"name":"keep","emit":{"lane":"strong"}},
               {"name":"alert","emit":{"target":"alerts","key":"payload.id"}}]}]}
            """;

    @TempDir
    Path folder;

    private Path feed;
    private Path spec;
    private Path out;

    @BeforeEach
    void writeInput() throws IOException {
        spec = Files.writeString(folder.resolve("spec.json"), SPEC);
        feed = folder.resolve("feed.ndjson");
        out = folder.resolve("bundle");
        try (InputStream quakes = CaptureBundle.class.getResourceAsStream("/io/byteor/cli/demo/earthquakes.ndjson")) {
            Files.copy(quakes, feed);
        }
    }

    @Test
    void capturesTheEarthquakeFeedByteForByte() throws IOException {
        CreatedBundle bundle = new CaptureBundle().create(request(feed, "line.properties.time", "line.id"));

        assertThat(bundle.records()).isEqualTo(1707);
        List<String> lines = Files.readAllLines(feed);
        long payloadBytes = 0;
        try (SegmentReader reader = reader("feed")) {
            for (int i = 0; reader.next(); i++) {
                assertThat(reader.sequence()).isEqualTo(i);
                assertThat(new String(reader.payload(), StandardCharsets.UTF_8)).isEqualTo(lines.get(i));
                payloadBytes += reader.payloadLength();
                if (i == 0) {
                    assertThat(reader.capturedAtMicros()).isEqualTo(1_517_363_399_650_000L);
                    assertThat(reader.key()).isEqualTo("uw61345682".getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(payloadBytes).isEqualTo(1_216_137);
    }

    @Test
    void anIndependentReaderVerifiesTheBundle() throws Exception {
        CreatedBundle bundle = new CaptureBundle().create(request(feed, "line.properties.time", "line.id"));

        var bag = new BagReader().read(out);
        try (BagVerifier verifier = new BagVerifier()) {
            assertThatCode(() -> verifier.isValid(bag, false)).doesNotThrowAnyException();
        }
        assertThat(Digest.of(Files.readAllBytes(out.resolve(BundleLayout.TAG_MANIFEST))))
                .hasToString(bundle.bundleId());
    }

    @Test
    void sameInputAtTheSameTimeGivesTheSameBundle() throws IOException {
        String one = new CaptureBundle().create(request(feed, null, null)).bundleId();
        out = folder.resolve("again");
        String two = new CaptureBundle().create(request(feed, null, null)).bundleId();

        assertThat(one).isEqualTo(two);
    }

    @Test
    void withoutTimeTheCapturesTimeCounts() throws IOException {
        new CaptureBundle().create(request(feed, null, null));

        Incident incident =
                new BundleVerifier(BundleLimits.STANDARD).examine(out).orThrow().incident();
        assertThat(incident.from()).isEqualTo(CAPTURED_AT).isEqualTo(incident.to());
    }

    @Test
    void takesAnOutputLanesPayloadAsItStands() throws IOException {
        Path strong = Files.writeString(
                folder.resolve("strong.ndjson"),
                "{\"origin\":\"feed/7\", \"payload\": {\"b\" : 1.0, \"a\":\"ä\"} , \"key\":\"k\"}\r\n"
                        + "{\"payload\":17,\"origin\":\"feed/8\"}\n\n{\"origin\":\"feed/9\",\"payload\":\"x\"}");
        CaptureRequest request =
                request(feed, null, null, new LaneInput("strong", Direction.OUTPUT, new LaneSource.Lines(strong)));

        new CaptureBundle().create(request);

        try (SegmentReader reader = reader("strong")) {
            assertThat(reader.next()).isTrue();
            assertThat(new String(reader.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"b\" : 1.0, \"a\":\"ä\"}");
            assertThat(reader.headers().get("origin")).asString().isEqualTo("feed/7");
            assertThat(reader.key()).asString().isEqualTo("k");
            assertThat(reader.next()).isTrue();
            assertThat(reader.payload()).asString().isEqualTo("17");
            assertThat(reader.next()).isTrue();
            assertThat(reader.payload()).asString().isEqualTo("\"x\"");
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void refusesASpecThatCannotRunWithItsPlace() throws IOException {
        Files.writeString(spec, SPEC.replace("\"reads\":\"feed\"", "\"reads\":\"nowhere\""));

        refused(request(feed, null, null), ErrorCode.SPEC_INVALID, "/roles/0/reads");
    }

    @Test
    void refusesALineThatTheTimeFailsOnWithItsPlace() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.ndjson"), "{\"t\":1}\n{\"x\":1}\n");

        refused(request(broken, "line.t", null), ErrorCode.EXPRESSION_FAILED, "broken.ndjson:2");
    }

    @Test
    void refusesALineOfATimeThatNoBundleHoldsWithItsPlace() throws IOException {
        // The last millisecond of the year 9999, and the first behind it.
        Path far =
                Files.writeString(folder.resolve("far.ndjson"), "{\"t\":253402300799999}\n{\"t\":253402300800000}\n");

        refused(request(far, "line.t", null), ErrorCode.EXPRESSION_FAILED, "far.ndjson:2");
    }

    @Test
    void refusesAnExpressionThatDoesNotCompile() throws IOException {
        refused(request(feed, "line.t +", null), ErrorCode.EXPRESSION_INVALID, "--time");
    }

    @Test
    void refusesALaneThatTheSpecDoesNotHave() throws IOException {
        refused(
                request(feed, null, null, new LaneInput("other", Direction.INPUT, new LaneSource.Lines(feed))),
                ErrorCode.REQUEST_INVALID,
                "--lane");
    }

    private void refused(CaptureRequest request, ErrorCode code, String place) {
        assertThatThrownBy(() -> new CaptureBundle().create(request))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.place()).contains(place);
                });
        assertThat(out).doesNotExist();
    }

    private SegmentReader reader(String lane) throws IOException {
        String path = BundleLayout.segment(lane, 0);
        byte[] table = Files.readAllBytes(out.resolve(BundleLayout.table(path)));
        return SegmentReader.open(FileChannel.open(out.resolve(path)), BlockTable.read(table, path), path);
    }

    private CaptureRequest request(Path feedFile, @Nullable String time, @Nullable String key, LaneInput... others) {
        List<LaneInput> lanes = new ArrayList<>(List.of(others));
        lanes.add(new LaneInput("feed", Direction.INPUT, new LaneSource.Lines(feedFile)));
        return new CaptureRequest(
                spec,
                null,
                null,
                null,
                lanes,
                time,
                key,
                "agent-1",
                "demo",
                "quake-alerts:2.3.0",
                "INC-1",
                "Quakes went unreported",
                CAPTURED_AT,
                Codec.NULL,
                LaneWriter.SEGMENT_TARGET,
                Map.of(),
                false,
                List.of(),
                CaptureProgress.silent(),
                out);
    }
}
