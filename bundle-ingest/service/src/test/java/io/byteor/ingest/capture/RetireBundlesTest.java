package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.DocumentMemory;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deletions beside another process that shares the shelf, and after crashes. */
class RetireBundlesTest {
    private static final Caller AGENT = new Caller("agent-1", Set.of("agent"), List.of("demo"));
    private static final Duration DUE = Duration.ZERO;
    private static final Duration NOT_DUE = Duration.ofDays(2);

    private final TestBundle bundle = TestBundle.of("INC-1");
    private final String captured = bundle.id().toString();
    private final String deleted = "deleted " + bundle.id();
    private final FakeShelf shelf = new FakeShelf();
    private final FakeBroker broker = new FakeBroker();
    private final CaptureBundles bundles = process();
    private final CaptureBundles other = process();

    private CaptureBundles process() {
        return new CaptureBundles(
                new BundleVerifier(BundleLimits.STANDARD), shelf, broker, (bundleId, why) -> {}, () -> Instant.EPOCH);
    }

    @BeforeEach
    void keepABundle() throws IOException {
        capture(bundles);
    }

    @Test
    void anotherProcessAnnouncesNothingThatIsBeingDeleted() throws IOException {
        List<Integer> swept = new ArrayList<>();
        broker.meanwhileDeleting = quietly(() -> swept.add(other.announceRemaining()));

        assertThat(retire(DUE)).isEqualTo(1);

        assertThat(swept).containsExactly(0);
        assertThat(broker.announced).containsExactly(captured, deleted);
        assertThat(shelf.kept).isEmpty();
        assertThat(shelf.retiring).isEmpty();
    }

    @Test
    void noProcessTakesABundleThatIsBeingDeleted() throws IOException {
        broker.meanwhileDeleting = () -> {
            refused(bundles);
            refused(other);
        };

        assertThat(retire(DUE)).isEqualTo(1);

        broker.meanwhileDeleting = () -> {};
        assertThat(capture(other).fresh()).isTrue();
        assertThat(broker.announced).containsExactly(captured, deleted, captured);
    }

    @Test
    void theDeletionIsSaidLastWhereItHappensWhileAnotherProcessAnnouncesTheBundle() throws IOException {
        shelf.markUnannounced(bundle.id());
        broker.meanwhile = once(() -> retire(DUE));

        assertThat(other.announceRemaining()).isZero();

        assertThat(broker.announced).containsExactly(captured, deleted, captured, deleted);
    }

    @Test
    void theDeletionIsSaidLastWhereItHasOnlyBegunWhenAnotherProcessAnnouncesTheBundle() throws IOException {
        shelf.markUnannounced(bundle.id());
        shelf.dies = FakeShelf.Step.REMOVE;
        broker.meanwhile = once(() -> retire(DUE));

        refused(other);

        assertThat(broker.announced).containsExactly(captured, deleted, captured, deleted);
        assertThat(shelf.marked).isEmpty();
    }

    @Test
    void aBundleThatIsStoredAnewWhileItsDeletionIsSaidAgainIsAnnouncedOnceMore() throws IOException {
        shelf.markUnannounced(bundle.id());
        broker.meanwhile = once(() -> {
            retire(DUE);
            broker.meanwhileDeleting = once(() -> capture(bundles));
        });
        assertThat(other.announceRemaining()).isZero();
        assertThat(broker.announced).endsWith(captured, deleted);

        assertThat(other.announceRemaining()).isEqualTo(1);

        assertThat(broker.announced).endsWith(deleted, captured);
        assertThat(shelf.kept).containsOnlyKeys(captured);
    }

    @Test
    void aBundleThatIsJustBeingAnnouncedIsDeletedInTheNextRoundAndWaitedForByNone() throws IOException {
        shelf.markUnannounced(bundle.id());
        broker.meanwhile = once(() -> assertThat(retire(DUE)).isZero());

        assertThat(bundles.announceRemaining()).isEqualTo(1);

        assertThat(retire(DUE)).isEqualTo(1);
        assertThat(broker.announced).containsExactly(captured, captured, deleted);
    }

    @ParameterizedTest
    @EnumSource(names = "MARK_RETIRING", mode = EnumSource.Mode.EXCLUDE)
    void aDeletionThatDiedIsEndedByWhoeverRetiresNext(FakeShelf.Step step) throws IOException {
        shelf.dies = step;
        assertThat(retire(DUE)).isZero();
        shelf.dies = null;

        assertThat(other.announceRemaining()).isZero();
        refused(other);
        retire(NOT_DUE);

        assertThat(shelf.kept).isEmpty();
        assertThat(shelf.retiring).isEmpty();
        assertThat(broker.announced).startsWith(captured).endsWith(deleted);
        assertThat(broker.announced.subList(1, broker.announced.size())).containsOnly(deleted);
        assertThat(capture(other).fresh()).isTrue();
        assertThat(broker.announced).endsWith(captured);
    }

    @Test
    void aDeletionThatDiedBeforeItBeganLeavesTheBundleAsItWas() throws IOException {
        shelf.dies = FakeShelf.Step.MARK_RETIRING;
        assertThat(retire(DUE)).isZero();

        assertThat(capture(other).announced()).isTrue();
        assertThat(broker.announced).containsExactly(captured);
    }

    @Test
    void aDeletionThatCouldNotBeToldIsEndedLater() throws IOException {
        broker.away = true;
        assertThatThrownBy(() -> retire(DUE)).isInstanceOf(ByteorException.class);
        broker.away = false;
        refused(other);

        assertThat(retire(NOT_DUE)).isEqualTo(1);

        assertThat(broker.announced).containsExactly(captured, deleted);
        assertThat(shelf.kept).isEmpty();
    }

    private void refused(CaptureBundles process) {
        assertThatThrownBy(() -> capture(process)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(e.code().retryable()).isTrue();
        });
    }

    private int retire(Duration age) throws IOException {
        return new RetireBundles(
                        shelf, broker, bundles, (bundleId, why) -> {}, () -> Instant.EPOCH.plus(Duration.ofDays(1)))
                .olderThan(age);
    }

    private BundleShelf.Kept capture(CaptureBundles process) throws IOException {
        return process.capture(AGENT, new ByteArrayInputStream(bundle.tar()), DocumentMemory.UNBOUNDED);
    }

    /** What a process does meanwhile. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }

    private static Runnable quietly(Deed deed) {
        return () -> assertThatCode(deed::run).doesNotThrowAnyException();
    }

    private Runnable once(Deed deed) {
        return quietly(() -> {
            broker.meanwhile = () -> {};
            broker.meanwhileDeleting = () -> {};
            deed.run();
        });
    }
}
