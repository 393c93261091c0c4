package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private static final Digest BUNDLE = digest("bundle");
    private static final Digest PARENT = digest("parent");
    private static final Digest ROOT = digest("root");

    private final Map<Digest, Incident> stored = new HashMap<>();
    private final Provenance provenance = new Provenance(new Shelf());

    @Test
    void anAgentSendsWhatItCapturedItself() {
        accepted(caller("agent-1", "demo"), incident("agent-1", "demo", null, null));
        accepted(caller("agent-1", "*"), incident("agent-1", "demo", null, null));

        refused(
                caller("agent-2", "demo"),
                incident("agent-1", "demo", null, null),
                ErrorCode.AGENT_MISMATCH,
                "incident.json#/agent",
                "agent-1");
    }

    @Test
    void anAgentSendsFromTheEnvironmentsOfItsToken() {
        refused(
                caller("agent-1", "staging"),
                incident("agent-1", "demo", null, null),
                ErrorCode.FORBIDDEN,
                "incident.json#/environment",
                "demo");
    }

    @Test
    void aDerivedBundleHasTheRootOfItsStoredParent() {
        stored.put(PARENT, incident("agent-1", "demo", digest("grandparent"), ROOT));

        accepted(caller("agent-1", "*"), incident("agent-1", "demo", PARENT, ROOT));
        notInLine(incident("agent-1", "demo", PARENT, PARENT), "incident.json#/rootBundle", PARENT);
        notInLine(
                incident("agent-1", "demo", PARENT, digest("made up")), "incident.json#/rootBundle", digest("made up"));
    }

    @Test
    void theRootOfABundleDerivedFromAFirstOneIsThatOne() {
        stored.put(PARENT, incident("agent-1", "demo", null, null));

        accepted(caller("agent-1", "*"), incident("agent-1", "demo", PARENT, PARENT));
        notInLine(incident("agent-1", "demo", PARENT, ROOT), "incident.json#/rootBundle", ROOT);
    }

    @Test
    void noAgentEntersABundleIntoAnothersLine() {
        stored.put(PARENT, incident("agent-2", "demo", null, null));

        notInLine(incident("agent-1", "demo", PARENT, PARENT), "incident.json#/agent", "agent-1");
    }

    @Test
    void noBundleEntersTheLineOfAnotherEnvironment() {
        stored.put(PARENT, incident("agent-1", "production", null, null));

        notInLine(incident("agent-1", "demo", PARENT, PARENT), "incident.json#/environment", "demo");
    }

    @Test
    void ofAParentThatIsNotStoredOnlyItselfIsTakenAsRoot() {
        stored.put(ROOT, incident("agent-1", "demo", null, null));

        accepted(caller("agent-1", "*"), incident("agent-1", "demo", PARENT, PARENT));
        notInLine(incident("agent-1", "demo", PARENT, ROOT), "incident.json#/rootBundle", ROOT);
    }

    private void notInLine(Incident incident, String place, Object value) {
        refused(caller("agent-1", "*"), incident, ErrorCode.BUNDLE_INCOHERENT, place, value);
    }

    private void accepted(Caller caller, Incident incident) {
        assertThatCode(sending(caller, incident)).doesNotThrowAnyException();
    }

    private void refused(Caller caller, Incident incident, ErrorCode code, String place, Object value) {
        assertThatThrownBy(sending(caller, incident))
                .usingRecursiveComparison()
                .comparingOnlyFields("code", "place", "value")
                .isEqualTo(new ByteorException(code, "", place, value));
    }

    private ThrowingCallable sending(Caller caller, Incident incident) {
        return () -> provenance.require(caller, new VerifiedBundle(BUNDLE, incident, Map.of()));
    }

    private static Caller caller(String agent, String environment) {
        return new Caller(agent, Set.of("agent"), List.of(environment));
    }

    private static Incident incident(String agent, String environment, @Nullable Digest parent, @Nullable Digest root) {
        Instant at = Instant.EPOCH;
        return new Incident(
                "INC-1",
                "title",
                agent,
                environment,
                "p",
                "1",
                BUNDLE,
                at,
                at,
                at,
                List.of(),
                "t",
                "1",
                parent,
                root,
                0);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Shelf implements BundleShelf {
        @Override
        public Optional<Incident> incident(Digest bundleId) {
            return Optional.ofNullable(stored.get(bundleId));
        }

        @Override
        public Deposit begin() {
            throw new AssertionError("nothing is kept here");
        }

        @Override
        public Optional<Kept> find(Digest bundleId) {
            throw new AssertionError("nothing is looked for here");
        }

        @Override
        public List<Digest> unannounced() {
            return List.of();
        }

        @Override
        public void markAnnounced(BundleCaptured bundle) {}

        @Override
        public List<Digest> keptBefore(Instant time) {
            return List.of();
        }

        @Override
        public boolean claimLine(Digest root, String agent, String environment) {
            throw new AssertionError("nothing is claimed here");
        }

        @Override
        public boolean enterLine(Digest root, String agent, String environment) {
            return true;
        }

        @Override
        public void markUnannounced(Digest bundleId) {}

        @Override
        public void markRetiring(Digest bundleId) {}

        @Override
        public List<Digest> retiring() {
            return List.of();
        }

        @Override
        public boolean isStaying(Digest bundleId) {
            return true;
        }

        @Override
        public void remove(Digest bundleId) {}
    }
}
