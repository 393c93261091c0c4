package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private BundleShelf.Kept capture() throws IOException {
        return bundles.capture(AGENT, new ByteArrayInputStream(bundle.tar()));
    }

    private static final class FakeBroker implements Announcer {
        private final List<String> announced = new ArrayList<>();
        private boolean away;
        private String tooLarge = "";

        @Override
        public void announce(BundleCaptured event) {
            if (away) {
                throw new ByteorException(ErrorCode.UNAVAILABLE, "away");
            }
            if (event.getBundleId().equals(tooLarge)) {
                throw new ByteorException(ErrorCode.BUNDLE_TOO_LARGE, "too large");
            }
            announced.add(event.getBundleId());
        }
    }

    private static final class FakeShelf implements BundleShelf {
        private final Map<String, BundleCaptured> kept = new HashMap<>();
        private final Set<String> marked = new LinkedHashSet<>();
        private boolean dieBeforeMark;
        private int open;

        @Override
        public Deposit begin() {
            open++;
            return new Deposit() {
                @Override
                public OutputStream create(String path) {
                    return OutputStream.nullOutputStream();
                }

                @Override
                public Kept keep(VerifiedBundle bundle) {
                    BundleCaptured fact = CapturedFact.of(
                            bundle.bundleId(), bundle.incident(), "memory:", Instant.EPOCH, bundle.files());
                    boolean fresh = kept.putIfAbsent(fact.getBundleId(), fact) == null;
                    return new Kept(fact, fresh, marked.contains(fact.getBundleId()));
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public Optional<Incident> incident(Digest bundleId) {
            return Optional.empty();
        }

        @Override
        public List<BundleCaptured> unannounced() {
            return kept.values().stream()
                    .filter(bundle -> !marked.contains(bundle.getBundleId()))
                    .toList();
        }

        @Override
        public void markAnnounced(BundleCaptured bundle) throws IOException {
            if (dieBeforeMark) {
                throw new IOException("died");
            }
            marked.add(bundle.getBundleId());
        }
    }
}
