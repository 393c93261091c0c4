package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.DocumentMemory;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureBundlesTest {
    private static final Caller AGENT = new Caller("agent-1", Set.of("agent"), List.of("demo"));

    private final TestBundle bundle = TestBundle.of("INC-1");
    private final FakeShelf shelf = new FakeShelf();
    private final FakeBroker broker = new FakeBroker();
    private final Map<Digest, Exception> passedOver = new HashMap<>();
    private final CaptureBundles bundles = new CaptureBundles(
            new BundleVerifier(BundleLimits.STANDARD),
            shelf,
            broker,
            (bundleId, why) -> passedOver.put(bundleId, why),
            () -> Instant.EPOCH);

    @Test
    void keepsAnnouncesAndMarks() throws IOException {
        BundleShelf.Kept kept = capture();

        assertThat(kept.fresh()).isTrue();
        assertThat(broker.announced).containsExactly(bundle.id().toString());
        assertThat(shelf.unannounced()).isEmpty();
    }

    @Test
    void theSameBundleIsAnnouncedOnce() throws IOException {
        capture();

        assertThat(capture().fresh()).isFalse();
        assertThat(broker.announced).hasSize(1);
    }

    @Test
    void aSignatureThatComesLaterIsNotLostWithoutAWord(@TempDir Path folder) throws IOException {
        Path signed = folder.resolve("bundle");
        Digest id = TestBundle.write(signed, "INC-1", TestBundle.SPEC);
        capture(signed);
        String first = sign(signed, "first");

        assertThatThrownBy(() -> capture(signed)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_SETTLED);
            assertThat(e.place()).isEqualTo(first);
            assertThat(e.value()).isEqualTo(id.toString());
        });
        assertThat(shelf.kept).containsOnlyKeys(id.toString());
        assertThat(broker.announced).hasSize(1);
    }

    @Test
    void aBundleIsSentAgainWithItsSignaturesOrWithout(@TempDir Path folder) throws IOException {
        Path signed = folder.resolve("bundle");
        TestBundle.write(signed, "INC-1", TestBundle.SPEC);
        String first = sign(signed, "first");
        capture(signed);

        assertThat(capture(signed).fresh()).isFalse();
        Files.delete(signed.resolve(first));
        assertThat(capture(signed).fresh()).isFalse();
    }

    /** The path of a signature that nobody here looks into. */
    private static String sign(Path bundle, String content) throws IOException {
        String path = BundleLayout.SIGNATURES
                + Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex() + ".dsse.json";
        Files.createDirectories(bundle.resolve(BundleLayout.SIGNATURES));
        Files.writeString(bundle.resolve(path), content);
        return path;
    }

    private BundleShelf.Kept capture(Path directory) throws IOException {
        return bundles.capture(AGENT, new ByteArrayInputStream(TestBundle.tar(directory)), DocumentMemory.UNBOUNDED);
    }

    @Test
    void aBundleThatCouldNotBeAnnouncedIsKeptAndAnnouncedLater() throws IOException {
        broker.away = true;
        assertThatThrownBy(this::capture)
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThatThrownBy(bundles::announceRemaining).isInstanceOf(ByteorException.class);

        broker.away = false;

        assertThat(bundles.announceRemaining()).isEqualTo(1);
        assertThat(bundles.announceRemaining()).isZero();
        assertThat(broker.announced).containsExactly(bundle.id().toString());
    }

    @Test
    void aBundleWhoseCaptureIsUnderWayIsAnnouncedByThatAlone() throws IOException {
        List<Integer> swept = new ArrayList<>();
        broker.meanwhile = () ->
                assertThatCode(() -> swept.add(bundles.announceRemaining())).doesNotThrowAnyException();

        capture();

        assertThat(swept).containsExactly(0);
        assertThat(broker.announced).containsExactly(bundle.id().toString());
    }

    @Test
    void aBundleThatCanNeverBeAnnouncedHoldsUpNoOther() throws IOException {
        TestBundle other = TestBundle.of("INC-2");
        broker.away = true;
        assertThatThrownBy(this::capture).isInstanceOf(ByteorException.class);
        assertThatThrownBy(
                        () -> bundles.capture(AGENT, new ByteArrayInputStream(other.tar()), DocumentMemory.UNBOUNDED))
                .isInstanceOf(ByteorException.class);
        broker.away = false;
        broker.tooLarge = bundle.id().toString();

        assertThat(bundles.announceRemaining()).isEqualTo(1);

        assertThat(broker.announced).containsExactly(other.id().toString());
        assertThat(passedOver).containsOnlyKeys(bundle.id());
        assertThat(passedOver.get(bundle.id()))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_TOO_LARGE));
    }

    @Test
    void aBundleThatIsDamagedHoldsUpNoOther() throws IOException {
        TestBundle other = TestBundle.of("INC-2");
        broker.away = true;
        assertThatThrownBy(this::capture).isInstanceOf(ByteorException.class);
        assertThatThrownBy(
                        () -> bundles.capture(AGENT, new ByteArrayInputStream(other.tar()), DocumentMemory.UNBOUNDED))
                .isInstanceOf(ByteorException.class);
        broker.away = false;
        shelf.damaged.add(bundle.id());

        assertThat(bundles.announceRemaining()).isEqualTo(1);
        assertThat(retire(Duration.ZERO)).isEqualTo(1);

        assertThat(broker.announced).containsExactly(other.id().toString(), "deleted " + other.id());
        assertThat(shelf.kept).containsOnlyKeys(bundle.id().toString());
        assertThat(passedOver).containsOnlyKeys(bundle.id());
    }

    @Test
    void theSameBundleAgainIsAnnouncedFirstWhereItWasNot() throws IOException {
        broker.away = true;
        assertThatThrownBy(this::capture).isInstanceOf(ByteorException.class);
        broker.away = false;

        assertThat(capture().fresh()).isFalse();

        assertThat(broker.announced).containsExactly(bundle.id().toString());
        assertThat(shelf.unannounced()).isEmpty();
    }

    @Test
    void aCrashBetweenAnnouncingAndMarkingAnnouncesTwiceWithOneId() throws IOException {
        shelf.dieBeforeMark = true;
        assertThatThrownBy(this::capture).isInstanceOf(IOException.class);
        shelf.dieBeforeMark = false;

        assertThat(bundles.announceRemaining()).isEqualTo(1);

        assertThat(broker.announced)
                .containsExactly(bundle.id().toString(), bundle.id().toString());
    }

    @Test
    void nothingIsKeptOrAnnouncedOfARefusedUpload() {
        byte[] altered = bundle.tar().clone();
        altered[600] ^= 1;

        assertThatThrownBy(() -> bundles.capture(AGENT, new ByteArrayInputStream(altered), DocumentMemory.UNBOUNDED))
                .isInstanceOf(ByteorException.class);

        assertThat(shelf.kept).isEmpty();
        assertThat(shelf.open).isZero();
        assertThat(broker.announced).isEmpty();
    }

    @Test
    void nothingIsKeptOfABundleWhoseAnnouncementNoBrokerWouldTake() throws IOException {
        VerifiedBundle shortNames = ofSegments(3_000, 40);
        VerifiedBundle longNames = ofSegments(3_000, 128);

        bundles.keep(shortNames, shelf::keep);
        assertThatThrownBy(() -> bundles.keep(longNames, shelf::keep))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SEGMENTS_EXCEEDED);
                    assertThat(e.detail()).contains(Integer.toString(CapturedFact.LARGEST));
                });

        String kept = shortNames.bundleId().toString();
        assertThat(shelf.kept).containsOnlyKeys(kept);
        assertThat(broker.announced).containsExactly(kept);
    }

    /** A bundle of so many segments, of a lane whose name is so long. */
    private static VerifiedBundle ofSegments(int count, int nameLength) {
        String lane = "l".repeat(nameLength);
        Digest digest = Digest.of(lane.getBytes(StandardCharsets.UTF_8));
        Instant at = Instant.EPOCH;
        List<Incident.Segment> segments = new ArrayList<>();
        Map<String, BundleFile> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String path = BundleLayout.segment(lane, i);
            String name = path.substring(path.lastIndexOf('/') + 1);
            segments.add(new Incident.Segment(name, 1, i, i, at, at, digest));
            files.put(path, new BundleFile(digest, 1));
            files.put(BundleLayout.table(path), new BundleFile(digest, 1));
        }
        var lanes = List.of(new Incident.Lane(lane, Incident.Direction.INPUT, segments, List.of()));
        return new VerifiedBundle(
                digest,
                new Incident("I", "t", "agent-1", "demo", "p", "1", digest, at, at, at, lanes, "t", "1", null, null, 0),
                files);
    }

    @Test
    void nothingIsKeptOfABundleThatAnotherAgentSends() {
        Caller other = new Caller("agent-2", Set.of("agent"), List.of("*"));

        assertThatThrownBy(
                        () -> bundles.capture(other, new ByteArrayInputStream(bundle.tar()), DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AGENT_MISMATCH));

        assertThat(shelf.kept).isEmpty();
        assertThat(broker.announced).isEmpty();
    }

    @Test
    void deletesWhatHasBeenKeptForLongEnoughAndSaysSoFirst() throws IOException {
        capture();

        assertThat(retire(Duration.ofDays(2))).isZero();
        assertThat(retire(Duration.ofDays(1).minusSeconds(1))).isEqualTo(1);

        assertThat(shelf.kept).isEmpty();
        assertThat(broker.announced).containsExactly(bundle.id().toString(), "deleted " + bundle.id());
    }

    @Test
    void keepsABundleWhoseDeletionCannotBeTold() throws IOException {
        capture();
        broker.away = true;

        assertThatThrownBy(() -> retire(Duration.ZERO)).isInstanceOf(ByteorException.class);

        assertThat(shelf.kept).hasSize(1);
    }

    @Test
    void announcesABundleAgainWhoseDeletionDiedAfterItWasToldAndWasTakenBack() throws IOException {
        capture();
        shelf.dies = FakeShelf.Step.REMOVE;
        assertThat(retire(Duration.ZERO)).isZero();
        assertThat(passedOver).containsOnlyKeys(bundle.id());
        shelf.retiring.clear();

        assertThat(bundles.announceRemaining()).isEqualTo(1);

        assertThat(broker.announced).last().isEqualTo(bundle.id().toString());
    }

    private int retire(Duration age) throws IOException {
        return new RetireBundles(
                        shelf,
                        broker,
                        bundles,
                        (bundleId, why) -> passedOver.put(bundleId, why),
                        () -> Instant.EPOCH.plus(Duration.ofDays(1)))
                .olderThan(age);
    }

    private BundleShelf.Kept capture() throws IOException {
        return bundles.capture(AGENT, new ByteArrayInputStream(bundle.tar()), DocumentMemory.UNBOUNDED);
    }
}
