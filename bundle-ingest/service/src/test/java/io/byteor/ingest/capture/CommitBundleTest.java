package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.ingest.capture.CommitBundle.Progress;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitBundleTest {
    private static final Caller AGENT = new Caller("agent-1", Set.of("agent"), List.of("*"));
    private static final Caller OTHER = new Caller("agent-2", Set.of("agent"), List.of("*"));

    private final FakeShelf shelf = new FakeShelf();
    private final FakeBlobs blobs = new FakeBlobs(shelf);
    private final FakeBroker broker = new FakeBroker();
    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
    private final CommitBundle commits =
            new CommitBundle(verifier, blobs, shelf, new CaptureBundles(verifier, shelf, broker));

    @TempDir
    Path folder;

    private Path bundle;
    private Digest bundleId;
    private BundleManifests manifests;

    @BeforeEach
    void makeABundle() throws IOException {
        bundle = folder.resolve("bundle");
        bundleId = TestBundle.write(bundle, "INC-1", TestBundle.SPEC);
        manifests = BundleManifests.parse(TestBundle.manifests(bundle), BundleLimits.STANDARD);
    }

    @Test
    void saysWhatIsMissingUntilNothingIs() throws IOException {
        List<Digest> missing = missing(AGENT);
        assertThat(missing).hasSize(9).doesNotContain(bundleId);

        send("agent-1");

        assertThat(commits.commit(manifests, AGENT)).isInstanceOfSatisfying(Progress.Committed.class, committed -> {
            assertThat(committed.kept().fresh()).isTrue();
            assertThat(committed.kept().bundle().getBundleId()).isEqualTo(bundleId.toString());
        });
        assertThat(broker.announced).containsExactly(bundleId.toString());
        assertThat(blobs.open).isZero();
    }

    @Test
    void aBundleThatTheAgentHasStoredNeedsNoContent() throws IOException {
        shelf.keep(verifier.examine(bundle).orThrow());

        assertThat(commits.commit(manifests, AGENT))
                .isInstanceOfSatisfying(
                        Progress.Committed.class,
                        committed -> assertThat(committed.kept().fresh()).isFalse());
        assertThat(broker.announced).containsExactly(bundleId.toString());
    }

    @Test
    void anAgentLearnsNothingOfWhatAnotherHasSentOrStored() throws IOException {
        send("agent-1");
        commits.commit(manifests, AGENT);

        assertThat(missing(OTHER)).hasSize(9);
    }

    @Test
    void refusesTheBundleOfAnotherAgent() throws IOException {
        send("agent-2");

        refused(OTHER, ErrorCode.AGENT_MISMATCH);
    }

    @Test
    void refusesABundleOfAnEnvironmentBeyondTheClaim() throws IOException {
        send("agent-1");

        refused(new Caller("agent-1", Set.of("agent"), List.of("prod")), ErrorCode.FORBIDDEN);
    }

    @Test
    void verifiesWhatWasPutTogether() throws IOException {
        send("agent-1");
        blobs.putAs(
                "agent-1",
                Digest.of(Files.readAllBytes(bundle.resolve(BundleLayout.ENVIRONMENT))),
                "{}".getBytes(StandardCharsets.UTF_8));

        refused(AGENT, ErrorCode.BUNDLE_ALTERED);
    }

    private void refused(Caller caller, ErrorCode code) {
        assertThatThrownBy(() -> commits.commit(manifests, caller))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(shelf.kept).isEmpty();
        assertThat(broker.announced).isEmpty();
        assertThat(blobs.open).isZero();
    }

    private List<Digest> missing(Caller caller) throws IOException {
        return commits.commit(manifests, caller) instanceof Progress.Missing(var _, var missing) ? missing : List.of();
    }

    private void send(String agent) throws IOException {
        for (String path : manifests.files().keySet()) {
            blobs.put(agent, Files.readAllBytes(bundle.resolve(path)));
        }
    }
}
