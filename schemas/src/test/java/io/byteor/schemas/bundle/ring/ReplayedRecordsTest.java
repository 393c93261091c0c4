package io.byteor.schemas.bundle.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.Incident.Gap;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.bundle.Incident.Segment;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay wrote passes the runtime again, and is in its ring. */
class ReplayedRecordsTest {
    private static final Instant T0 = Instant.parse("2023-11-14T22:13:20Z");
    private static final RingBounds BOUNDS = new RingBounds(64 << 20, Duration.ofDays(1), 1 << 20, Codec.NULL);
    private static final Map<String, byte[]> OWN = Map.of("source", "usgs".getBytes(UTF_8));
    private static final Map<String, byte[]> REPLAYED =
            Map.of("source", "usgs".getBytes(UTF_8), ProvenanceHeader.REPLAY_ID, "r-1".getBytes(UTF_8));

    @TempDir
    Path folder;

    private long leftOut;

    /** Two segments: 0 to 5, of which a replay wrote 0, 3 and 5, then 8 to 10, of which it wrote 8 and 10. */
    @BeforeEach
    void fillTheRing() throws IOException {
        try (JournalWriter journal = open()) {
            append(journal, 0, REPLAYED);
            append(journal, 1, OWN);
            append(journal, 2, OWN);
            append(journal, 3, REPLAYED);
            append(journal, 4, OWN);
            append(journal, 5, REPLAYED);
        }
        try (JournalWriter journal = open()) {
            append(journal, 8, REPLAYED);
            append(journal, 9, OWN);
            append(journal, 10, REPLAYED);
        }
    }

    @Test
    void areLeftOutCountedAndDeclaredAsGaps() throws IOException {
        Lane lane = capture(T0, false);

        assertThat(lane.segments()).extracting(Segment::records).containsExactly(4L);
        // Five and eight were replayed, six and seven never came: one gap.
        assertThat(lane.gaps()).containsExactly(new Gap(0, 0), new Gap(3, 3), new Gap(5, 8), new Gap(10, 10));
        assertThat(leftOut).isEqualTo(5);
    }

    @Test
    void areCountedOnlyWithinTheWindow() throws IOException {
        Lane lane = capture(T0.plusMillis(5), false);

        assertThat(lane.segments()).extracting(Segment::records).containsExactly(1L);
        assertThat(lane.gaps()).containsExactly(new Gap(5, 8), new Gap(10, 10));
        assertThat(leftOut).isEqualTo(3);
    }

    @Test
    void areTakenWhereThatIsAskedFor() throws IOException {
        Lane lane = capture(T0, true);

        assertThat(lane.segments()).extracting(Segment::records).containsExactly(9L);
        assertThat(lane.gaps()).containsExactly(new Gap(6, 7));
        assertThat(leftOut).isZero();
    }

    private JournalWriter open() throws IOException {
        return JournalWriter.open(folder.resolve("journal"), "feed", Direction.INPUT, BOUNDS);
    }

    private static void append(JournalWriter journal, long sequence, Map<String, byte[]> headers) throws IOException {
        journal.append(sequence, (T0.toEpochMilli() + sequence) * 1_000, null, headers, "{}".getBytes(UTF_8));
    }

    /** The lane of a bundle that the ring was captured into, which must verify. */
    private Lane capture(Instant since, boolean includeReplayed) throws IOException {
        Path out = folder.resolve("bundle");
        try (JournalWriter journal = open();
                BundleWriter bundle = BundleWriter.begin(out)) {
            SampleBundle.addDocuments(bundle);
            leftOut = includeReplayed ? journal.capture(bundle, since, true) : journal.capture(bundle, since);
            bundle.finish(SampleBundle::incident);
        }
        Incident incident =
                new BundleVerifier(BundleLimits.STANDARD).examine(out).orThrow().incident();
        return incident.lanes().getFirst();
    }
}
