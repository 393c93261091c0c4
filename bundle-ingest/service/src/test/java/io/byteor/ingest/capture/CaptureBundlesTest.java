package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptureBundlesTest {
    private static final Caller AGENT = new Caller("agent-1", Set.of("agent"), List.of("demo"));

    private final TestBundle bundle = TestBundle.of("INC-1");
    private final FakeShelf shelf = new FakeShelf();
    private final FakeBroker broker = new FakeBroker();
    private final CaptureBundles bundles = new CaptureBundles(new BundleVerifier(BundleLimits.STANDARD), shelf, broker);

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
        assertThatThrownBy(() -> bundles.capture(AGENT, new ByteArrayInputStream(other.tar())))
                .isInstanceOf(ByteorException.class);
        broker.away = false;
        broker.tooLarge = bundle.id().toString();

        assertThatThrownBy(bundles::announceRemaining)
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_TOO_LARGE));

        assertThat(broker.announced).containsExactly(other.id().toString());
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

        assertThatThrownBy(() -> bundles.capture(AGENT, new ByteArrayInputStream(altered)))
                .isInstanceOf(ByteorException.class);

        assertThat(shelf.kept).isEmpty();
        assertThat(shelf.open).isZero();
        assertThat(broker.announced).isEmpty();
    }

    @Test
    void nothingIsKeptOfABundleThatAnotherAgentSends() {
        Caller other = new Caller("agent-2", Set.of("agent"), List.of("*"));

        assertThatThrownBy(() -> bundles.capture(other, new ByteArrayInputStream(bundle.tar())))
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
    void announcesABundleAgainWhoseDeletionDiedAfterItWasTold() throws IOException {
        capture();
        shelf.dieBeforeRemoval = true;
        assertThatThrownBy(() -> retire(Duration.ZERO)).isInstanceOf(IOException.class);

        assertThat(bundles.announceRemaining()).isEqualTo(1);

        assertThat(broker.announced).last().isEqualTo(bundle.id().toString());
    }

    private int retire(Duration age) throws IOException {
        return new RetireBundles(shelf, broker, bundles, () -> Instant.EPOCH.plus(Duration.ofDays(1))).olderThan(age);
    }

    private BundleShelf.Kept capture() throws IOException {
        return bundles.capture(AGENT, new ByteArrayInputStream(bundle.tar()));
    }
}
