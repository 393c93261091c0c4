package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose a line of bundles is, be its root stored, not sent yet, or deleted. */
class BundleLinesTest {
    private static final Digest ROOT = digest("root");

    private final FakeShelf shelf = new FakeShelf();
    private final FakeBroker broker = new FakeBroker();
    private final CaptureBundles bundles = new CaptureBundles(
            new BundleVerifier(BundleLimits.STANDARD), shelf, broker, (bundleId, why) -> {}, () -> Instant.EPOCH);

    @Test
    void nobodyElseEntersALineWhoseRootWasDeleted() throws IOException {
        keep(original("agent-1", "demo"));
        retire();
        assertThat(shelf.kept).isEmpty();

        refused(derived("mine", "agent-2", "demo"), "incident.json#/rootBundle");
        refused(derived("moved", "agent-1", "production"), "incident.json#/rootBundle");

        keep(derived("theirs", "agent-1", "demo"));
        assertThat(shelf.kept).containsOnlyKeys(digest("theirs").toString());
    }

    @Test
    void nobodyElseEntersALineOfWhichOnlyADerivedBundleWasSent() throws IOException {
        keep(derived("first", "agent-1", "demo"));

        refused(derived("second", "agent-2", "demo"), "incident.json#/rootBundle");
        retire();
        refused(derived("second", "agent-2", "demo"), "incident.json#/rootBundle");

        keep(derived("third", "agent-1", "demo"));
    }

    @Test
    void aRootIsTakenLaterFromWhomeverHasItsLineAndFromNobodyElse() throws IOException {
        keep(derived("first", "agent-1", "demo"));

        refused(original("agent-2", "demo"), "incident.json#/agent");

        keep(original("agent-1", "demo"));
    }

    @Test
    void aLineWhoseRootArrivedMeanwhileIsNotClaimed() throws IOException {
        keep(original("agent-1", "demo"));

        refused(derived("mine", "agent-2", "demo"), "incident.json#/rootBundle");

        assertThat(shelf.lines).isEmpty();
    }

    private void refused(VerifiedBundle bundle, String place) {
        int before = shelf.kept.size();
        assertThatThrownBy(() -> keep(bundle)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_INCOHERENT);
            assertThat(e.place()).isEqualTo(place);
        });
        assertThat(shelf.kept).hasSize(before);
    }

    private void keep(VerifiedBundle bundle) throws IOException {
        bundles.keep(bundle, shelf::keep);
    }

    private void retire() throws IOException {
        Instant later = Instant.EPOCH.plusSeconds(1);
        new RetireBundles(shelf, broker, bundles, (bundleId, why) -> {}, () -> later).olderThan(Duration.ZERO);
    }

    private static VerifiedBundle original(String agent, String environment) {
        return bundle(ROOT, agent, environment, null);
    }

    private static VerifiedBundle derived(String name, String agent, String environment) {
        return bundle(digest(name), agent, environment, ROOT);
    }

    private static VerifiedBundle bundle(Digest id, String agent, String environment, @Nullable Digest root) {
        Instant at = Instant.EPOCH;
        Incident incident = new Incident(
                "INC-1", "title", agent, environment, "p", "1", id, at, at, at, List.of(), "t", "1", root, root, 0);
        return new VerifiedBundle(id, incident, Map.of());
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
