package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.ingest.capture.CommitBundle.Progress;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.DocumentMemory;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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
    private final CommitBundle commits = commits(BundleLimits.STANDARD);
    private final AtomicLong spent = new AtomicLong();

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

        assertThat(commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(Progress.Committed.class, committed -> {
                    assertThat(committed.kept().fresh()).isTrue();
                    assertThat(committed.kept().bundle().getBundleId()).isEqualTo(bundleId.toString());
                });
        assertThat(broker.announced).containsExactly(bundleId.toString());
        assertThat(blobs.open).isZero();
    }

    @Test
    void aBundleThatTheAgentHasStoredIsToldOfOnlyToATokenOfItsEnvironment() throws IOException {
        shelf.keep(verifier.examine(bundle).orThrow());

        assertThatThrownBy(() -> commits.commit(
                        manifests,
                        new Caller("agent-1", Set.of("agent"), List.of("another")),
                        spent::addAndGet,
                        DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThat(broker.announced).isEmpty();
    }

    @Test
    void aBundleThatTheAgentHasStoredNeedsNoContent() throws IOException {
        shelf.keep(verifier.examine(bundle).orThrow());

        assertThat(commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(
                        Progress.Committed.class,
                        committed -> assertThat(committed.kept().fresh()).isFalse());
        assertThat(broker.announced).containsExactly(bundleId.toString());
    }

    @Test
    void aStoredBundleThatIsBeingDeletedIsNotSaidToBeStored() throws IOException {
        shelf.keep(verifier.examine(bundle).orThrow());
        for (boolean announced : new boolean[] {false, true}) {
            if (announced) {
                commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED);
            }
            shelf.markRetiring(bundleId);

            assertThatThrownBy(() -> commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            shelf.retiring.clear();
        }
        assertThat(broker.announced).containsExactly(bundleId.toString());
    }

    @Test
    void aStoredBundleTakesNoMoreSignatures() throws IOException {
        shelf.keep(verifier.examine(bundle).orThrow());
        String signature = Digest.of(new byte[] {1}).hex();
        String signed = new String(TestBundle.manifests(bundle), StandardCharsets.UTF_8)
                .replaceFirst("}$", ",\"signatures\":[\"" + signature + "\"]}");
        manifests = BundleManifests.parse(signed.getBytes(StandardCharsets.UTF_8), BundleLimits.STANDARD);

        assertThatThrownBy(() -> commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_SETTLED);
                    assertThat(e.place()).isEqualTo("signatures/" + signature + ".dsse.json");
                });
    }

    @Test
    void anAgentLearnsNothingOfWhatAnotherHasSentOrStored() throws IOException {
        send("agent-1");
        commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED);

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

    @Test
    void countsTheWholeBundleBeforeAnythingOfItIsWritten() throws IOException {
        send("agent-1");
        long bytes = 0;
        for (String path : manifests.files().keySet()) {
            bytes += Files.size(bundle.resolve(path));
        }

        CommitBundle strict = commits(BundleLimits.STANDARD.with(1_000, bytes - 1));
        assertThatThrownBy(() -> strict.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_TOO_LARGE));
        assertThat(blobs.assembled).isZero();

        commits(BundleLimits.STANDARD.with(1_000, bytes))
                .commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED);
        assertThat(blobs.assembled).isOne();
        assertThat(spent).hasValue(0);
    }

    @Test
    void takesTheBytesOfRepeatedContentFromTheQuotaBeforeTheyAreWritten() throws IOException {
        long size = Files.size(bundle.resolve(BundleLayout.ENVIRONMENT));
        repeat(BundleLayout.ENVIRONMENT, "data/snapshots/1", "data/snapshots/2");
        send("agent-1");

        assertThatThrownBy(() -> commits.commit(
                        manifests,
                        AGENT,
                        bytes -> {
                            spent.addAndGet(bytes);
                            throw new IllegalStateException("none left");
                        },
                        DocumentMemory.UNBOUNDED))
                .hasMessage("none left");

        assertThat(spent).hasValue(2 * size);
        assertThat(blobs.assembled).isZero();
    }

    @Test
    void takesTheBytesOfContentThatAnEarlierBundleHasFromTheQuota() throws IOException {
        send("agent-1");
        commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED);
        long before = 0;
        for (Digest blob : Set.copyOf(manifests.files().values())) {
            before += blobs.find("agent-1", blob).orElseThrow().bytes();
        }
        before -= manifests.manifest().length + manifests.tagManifest().length;

        rewrite("bag-info.txt", "Bagging-Date: 2026-02-04\n");
        send("agent-1");
        commits.commit(manifests, AGENT, spent::addAndGet, DocumentMemory.UNBOUNDED);

        assertThat(spent.get()).isPositive().isLessThan(before);
        assertThat(shelf.kept).hasSize(2);
    }

    /** Changes a tag file, and so the bundle's id. */
    private void rewrite(String tagFile, String content) throws IOException {
        String before = Digest.of(Files.readAllBytes(bundle.resolve(tagFile))).hex();
        Files.writeString(bundle.resolve(tagFile), content);
        Path tags = bundle.resolve(BundleLayout.TAG_MANIFEST);
        String now = Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
        Files.writeString(tags, Files.readString(tags).replace(before, now));
        manifests = BundleManifests.parse(TestBundle.manifests(bundle), BundleLimits.STANDARD);
    }

    /** Puts copies of a file into the bundle, whose manifests list them. */
    private void repeat(String path, String... copies) throws IOException {
        byte[] content = Files.readAllBytes(bundle.resolve(path));
        List<String> lines = new ArrayList<>(Files.readAllLines(bundle.resolve(BundleLayout.MANIFEST)));
        for (String copy : copies) {
            Files.createDirectories(bundle.resolve(copy).getParent());
            Files.write(bundle.resolve(copy), content);
            lines.add(Digest.of(content).hex() + "  " + copy);
        }
        lines.sort(Comparator.comparing(line -> line.substring(Digest.LENGTH * 2)));
        String before = Digest.of(Files.readAllBytes(bundle.resolve(BundleLayout.MANIFEST)))
                .hex();
        byte[] manifest = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(bundle.resolve(BundleLayout.MANIFEST), manifest);
        Path tags = bundle.resolve(BundleLayout.TAG_MANIFEST);
        Files.writeString(
                tags, Files.readString(tags).replace(before, Digest.of(manifest).hex()));
        manifests = BundleManifests.parse(TestBundle.manifests(bundle), BundleLimits.STANDARD);
    }

    private CommitBundle commits(BundleLimits limits) {
        return new CommitBundle(
                verifier,
                limits,
                blobs,
                shelf,
                new CaptureBundles(verifier, shelf, broker, (bundleId, why) -> {}, () -> Instant.EPOCH));
    }

    private void refused(Caller caller, ErrorCode code) {
        assertThatThrownBy(() -> commits.commit(manifests, caller, spent::addAndGet, DocumentMemory.UNBOUNDED))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(shelf.kept).isEmpty();
        assertThat(broker.announced).isEmpty();
        assertThat(blobs.open).isZero();
    }

    private List<Digest> missing(Caller caller) throws IOException {
        return commits.commit(manifests, caller, spent::addAndGet, DocumentMemory.UNBOUNDED)
                        instanceof Progress.Missing(var _, var missing)
                ? missing
                : List.of();
    }

    private void send(String agent) throws IOException {
        for (String path : manifests.files().keySet()) {
            blobs.put(agent, Files.readAllBytes(bundle.resolve(path)));
        }
    }
}
