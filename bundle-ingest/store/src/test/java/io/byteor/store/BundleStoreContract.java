package io.byteor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do. */
public abstract class BundleStoreContract {
    /** More than is staged here. */
    protected static final long STAGED_BYTES = 64 << 20;

    private static final Instant STORED_AT = Instant.parse("2026-02-03T04:05:06.000007Z");
    private static final SampleBundle ONE = SampleBundle.of("one");
    private static final SampleBundle TWO = SampleBundle.of("two");

    private BundleStore store;

    /** Opens the same store. */
    protected abstract BundleStore connect() throws IOException;

    /** Names of whatever uploads and removals have left in the store. */
    protected abstract List<String> leftovers() throws IOException;

    @BeforeEach
    protected void openStore() throws IOException {
        store = connect();
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    /** Opens the same store again, as a new process would. */
    protected final BundleStore open() throws IOException {
        store.close();
        store = connect();
        return store;
    }

    /** The store as it was opened last. */
    protected final BundleStore store() {
        return store;
    }

    @Test
    void aLineIsWhoseverClaimedItFirstForGood() throws IOException {
        assertThat(store.isLineOpen(ONE.id(), "agent-2", "demo")).isTrue();

        assertThat(store.claimLine(ONE.id(), "agent-1", "demo")).isTrue();

        for (boolean again : new boolean[] {false, true}) {
            BundleStore opened = again ? open() : store;
            assertThat(opened.claimLine(ONE.id(), "agent-2", "demo")).isFalse();
            assertThat(opened.claimLine(ONE.id(), "agent-1", "production")).isFalse();
            assertThat(opened.isLineOpen(ONE.id(), "agent-2", "demo")).isFalse();
            assertThat(opened.claimLine(ONE.id(), "agent-1", "demo")).isTrue();
            assertThat(opened.isLineOpen(ONE.id(), "agent-1", "demo")).isTrue();
            assertThat(opened.isLineOpen(TWO.id(), "agent-2", "demo")).isTrue();
            opened.remove(ONE.id());
            opened.discardUnfinished();
            opened.collect(Instant.parse("2100-01-01T00:00:00Z"));
        }
    }

    @Test
    void aCommittedBundleIsFoundWholeAndAfterAReopen() throws IOException {
        Upload.Commit commit = store(ONE);

        assertThat(commit.fresh()).isTrue();
        assertThat(leftovers()).isEmpty();
        for (boolean again : new boolean[] {false, true}) {
            BundleStore opened = again ? open() : store;
            StoredBundle found = opened.find(ONE.id()).orElseThrow();
            assertThat(found).isEqualTo(commit.bundle());
            assertThat(found.storedAt()).isEqualTo(STORED_AT);
            assertThat(found.agent()).isEqualTo("agent-1");
            assertThat(found.environment()).isEqualTo("demo");
            assertThat(found.incidentId()).isEqualTo("INC-one");
            assertThat(found.files()).isEqualTo(ONE.files());
            assertHolds(opened, ONE);
        }
    }

    @Test
    void aFileIsReadFromAnyPosition() throws IOException {
        store(ONE);
        SplittableRandom random = new SplittableRandom(7);

        for (Map.Entry<String, byte[]> file : ONE.contents().entrySet()) {
            byte[] content = file.getValue();
            try (SeekableByteChannel channel = store.open(ONE.id(), file.getKey())) {
                assertThat(channel.size()).isEqualTo(content.length);
                for (int i = 0; i < 5; i++) {
                    int from = random.nextInt(content.length + 1);
                    byte[] found = read(channel.position(from), random.nextInt(100_000));
                    assertThat(Arrays.equals(found, part(content, from, found.length)))
                            .isTrue();
                    assertThat(channel.position()).isEqualTo(from + found.length);
                }
                assertThat(read(channel.position(content.length + 9L), 1)).isEmpty();
            }
        }
    }

    @Test
    void saysWhichBundleAndWhichFileItDoesNotHave() throws IOException {
        store(ONE);

        assertThat(store.find(TWO.id())).isEmpty();
        assertThatThrownBy(() -> store.open(TWO.id(), BundleLayout.SPEC)).isInstanceOf(NoSuchFileException.class);
        for (String path : List.of(
                "data/other",
                "",
                "data",
                "bundle.json",
                "documents.tar",
                "../" + ONE.id().hex())) {
            assertThatThrownBy(() -> store.open(ONE.id(), path)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void anUploadThatIsNotCommittedLeavesNothing() throws IOException {
        try (Upload upload = store.begin()) {
            ONE.sendTo(upload);
        }
        try (Upload upload = store.begin()) {
            OutputStream cut = upload.create(SampleBundle.SEGMENT);
            cut.write(new byte[100_000]);
        }

        assertThat(store.find(ONE.id())).isEmpty();
        assertThat(listed(store)).isEmpty();
        assertThat(store.unannounced()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theSameBundleAgainStaysAsItIs() throws IOException {
        StoredBundle first = store(ONE).bundle();
        store.markAnnounced(ONE.id());

        Upload.Commit second = upload(store, ONE, STORED_AT.plusSeconds(9));

        assertThat(second.fresh()).isFalse();
        assertThat(second.bundle()).isEqualTo(first);
        assertThat(store.isAnnounced(ONE.id())).isTrue();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void manyUploadsOfOneBundleGiveOneFreshCommit() throws Exception {
        List<Upload.Commit> commits = concurrently(IntStream.range(0, 8)
                .mapToObj(_ -> (Callable<Upload.Commit>) () -> store(ONE))
                .toList());

        assertThat(commits).filteredOn(Upload.Commit::fresh).hasSize(1);
        assertThat(commits)
                .extracting(Upload.Commit::bundle)
                .containsOnly(commits.getFirst().bundle());
        assertThat(leftovers()).isEmpty();
        assertHolds(store, ONE);
        assertThat(store.unannounced()).containsExactly(ONE.id());
    }

    @Test
    void manyBundlesAtOnceAreAllStored() throws Exception {
        List<SampleBundle> bundles = IntStream.range(0, 8)
                .mapToObj(i -> SampleBundle.of("bundle " + i))
                .toList();

        concurrently(bundles.stream()
                .map(bundle -> (Callable<Upload.Commit>) () -> store(bundle))
                .toList());

        Digest[] ids = bundles.stream().map(SampleBundle::id).toArray(Digest[]::new);
        assertThat(listed(store)).extracting(BundleCatalog.Listed::bundleId).containsExactlyInAnyOrder(ids);
        assertThat(store.unannounced()).containsExactlyInAnyOrder(ids);
        assertHolds(store, bundles.getLast());
    }

    @Test
    void isReadyWhenItCanTakeBundlesAndLeavesNothingOfThatLook() throws IOException {
        store.requireReady();

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void listsWhatIsStored() throws IOException {
        assertThat(listed(store)).isEmpty();

        StoredBundle one = store(ONE).bundle();
        upload(store, TWO, STORED_AT.plusSeconds(1));

        assertThat(listed(open()))
                .containsExactlyInAnyOrder(
                        new BundleCatalog.Listed(ONE.id(), "agent-1", STORED_AT, one.bytes()),
                        new BundleCatalog.Listed(TWO.id(), "agent-1", STORED_AT.plusSeconds(1), one.bytes()));
    }

    @Test
    void aBundleIsUnannouncedUntilItIsMarked() throws IOException {
        store(ONE);
        store(TWO);
        assertThat(store.unannounced()).containsExactlyInAnyOrder(ONE.id(), TWO.id());
        assertThat(store.isAnnounced(ONE.id())).isFalse();

        store.markAnnounced(ONE.id());
        store.markAnnounced(ONE.id());

        assertThat(open().unannounced()).containsExactly(TWO.id());
        assertThat(open().isAnnounced(ONE.id())).isTrue();
    }

    @Test
    void aMarkCanBeTakenBack() throws IOException {
        store(ONE);
        store.markAnnounced(ONE.id());

        store.markUnannounced(ONE.id());
        store.markUnannounced(ONE.id());

        assertThat(open().unannounced()).containsExactly(ONE.id());
        assertThat(open().isAnnounced(ONE.id())).isFalse();
    }

    @Test
    void aBundleThatIsNotStoredIsNeitherAnnouncedNorToBeAnnounced() throws IOException {
        store.markUnannounced(ONE.id());

        assertThat(store.isAnnounced(ONE.id())).isFalse();
        assertThat(store.unannounced()).isEmpty();
    }

    @Test
    void aRemovedBundleIsGoneAndTouchesNoOther() throws IOException {
        store(ONE);
        store(TWO);

        store.remove(ONE.id());
        store.remove(ONE.id());

        assertThat(leftovers()).isEmpty();
        for (boolean again : new boolean[] {false, true}) {
            BundleStore opened = again ? open() : store;
            assertThat(opened.find(ONE.id())).isEmpty();
            assertThat(opened.isAnnounced(ONE.id())).isFalse();
            assertThat(opened.unannounced()).containsExactly(TWO.id());
            assertThat(listed(opened))
                    .extracting(BundleCatalog.Listed::bundleId)
                    .containsExactly(TWO.id());
            assertThatThrownBy(() -> opened.open(ONE.id(), BundleLayout.SPEC)).isInstanceOf(NoSuchFileException.class);
            assertHolds(opened, TWO);
        }
    }

    @Test
    void aRemovedBundleCanBeStoredAgainAndIsAnnouncedAgain() throws IOException {
        store(ONE);
        store.markAnnounced(ONE.id());
        store.remove(ONE.id());

        Upload.Commit again = upload(store, ONE, STORED_AT.plusSeconds(9));

        assertThat(again.fresh()).isTrue();
        assertThat(again.bundle().storedAt()).isEqualTo(STORED_AT.plusSeconds(9));
        assertThat(store.unannounced()).containsExactly(ONE.id());
        assertHolds(store, ONE);
    }

    @Test
    void aBundleThatIsAboutToBeRemovedIsNeitherUnannouncedNorCommittedUntilItIsGone() throws IOException {
        store(ONE);
        store(TWO);
        store.markRetiring(ONE.id());
        store.markRetiring(ONE.id());

        for (boolean again : new boolean[] {false, true}) {
            BundleStore opened = again ? open() : store;
            assertThat(opened.retiring()).containsExactly(ONE.id());
            assertThat(opened.isRetiring(ONE.id())).isTrue();
            assertThat(opened.isRetiring(TWO.id())).isFalse();
            assertThat(opened.unannounced()).containsExactly(TWO.id());
            assertUnavailable(ONE);
            assertHolds(opened, ONE);
        }

        store.remove(ONE.id());
        assertThat(store.retiring()).isEmpty();
        assertThat(store(ONE).fresh()).isTrue();
        assertThat(store.unannounced()).containsExactlyInAnyOrder(ONE.id(), TWO.id());
    }

    @Test
    void aBundleWhoseRemovalDiedBeforeItsEndIsNotCommittedUntilItIsRemovedAgain() throws IOException {
        store.markRetiring(ONE.id());

        assertUnavailable(ONE);
        assertThat(store.find(ONE.id())).isEmpty();
        assertThat(leftovers()).isEmpty();

        store.remove(ONE.id());
        assertThat(store(ONE).fresh()).isTrue();
    }

    private void assertUnavailable(SampleBundle bundle) {
        assertThatThrownBy(() -> store(bundle)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(e.code().retryable()).isTrue();
        });
    }

    @Test
    void commitsAndRemovalsOfOneBundleAtOnceLeaveItWholeWithItsMarkOrGone() throws Exception {
        Callable<Object> commit = () -> store(ONE);
        Callable<Object> removal = () -> {
            store.remove(ONE.id());
            return "removed";
        };

        for (int round = 0; round < 5; round++) {
            concurrently(List.of(commit, removal, commit, removal));

            if (store.find(ONE.id()).isPresent()) {
                assertHolds(store, ONE);
                assertThat(store.unannounced()).containsExactly(ONE.id());
            } else {
                assertThat(store.unannounced()).isEmpty();
            }
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void discardingTheUnfinishedKeepsWhatIsCommitted() throws IOException {
        store(ONE);
        Upload dead = store.begin();
        TWO.sendTo(dead);
        store.markUnannounced(TWO.id());

        BundleStore reopened = open();
        reopened.discardUnfinished();

        assertThat(leftovers()).isEmpty();
        assertThat(reopened.unannounced()).containsExactly(ONE.id());
        assertHolds(reopened, ONE);
    }

    @Test
    void isOpenForWritingOnce() {
        assertThatIOException().isThrownBy(this::connect).withMessageContaining("another ingest");
    }

    @Test
    void refusesToCommitOtherFilesThanItReceived() throws IOException {
        SortedMap<String, BundleFile> fewer = ONE.files();
        fewer.remove(SampleBundle.SHARED);
        SortedMap<String, BundleFile> shorter = ONE.files();
        shorter.put(SampleBundle.SHARED, new BundleFile(ONE.id(), 1));

        for (SortedMap<String, BundleFile> other : List.of(fewer, shorter)) {
            try (Upload upload = store.begin()) {
                ONE.sendTo(upload);

                assertThatIllegalArgumentException().isThrownBy(() -> upload.commit(ONE.verified(other), STORED_AT));
            }
        }
        assertThat(store.find(ONE.id())).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/etc/evil",
                "data/../../evil",
                "data/./x",
                "data//x",
                "",
                "bundle.json",
                "documents.tar",
                "a\0b"
            })
    void refusesAPathThatIsNotOneOfABundle(String path) throws IOException {
        try (Upload upload = store.begin()) {
            assertThatIllegalArgumentException().isThrownBy(() -> upload.create(path));
        }
    }

    @Test
    void refusesAFileThatArrivedAlready() throws IOException {
        try (Upload upload = store.begin()) {
            ONE.sendTo(upload);

            assertThatIllegalArgumentException().isThrownBy(() -> upload.create(BundleLayout.SPEC));
            assertThatIllegalArgumentException().isThrownBy(() -> upload.create(SampleBundle.SEGMENT));
        }
    }

    @Test
    void keepsManyTinyFiles() throws IOException {
        SampleBundle tiny = SampleBundle.ofTinyFiles("tiny", 20_000);

        StoredBundle stored = store(tiny).bundle();

        assertThat(stored.files()).hasSize(20_000);
        assertThat(content(store, tiny.id(), "data/snapshots/999/19999"))
                .isEqualTo(tiny.contents().get("data/snapshots/999/19999"));
    }

    private Upload.Commit store(SampleBundle bundle) throws IOException {
        return upload(store, bundle, STORED_AT);
    }

    /** Stores a bundle. */
    protected static Upload.Commit upload(BundleIntake store, SampleBundle bundle, Instant at) throws IOException {
        try (Upload upload = store.begin()) {
            bundle.sendTo(upload);
            return upload.commit(bundle.verified(), at);
        }
    }

    private static List<BundleCatalog.Listed> listed(BundleCatalog store) throws IOException {
        List<BundleCatalog.Listed> listed = new ArrayList<>();
        try (Stream<Digest> all = store.list()) {
            for (Digest bundleId : all.toList()) {
                store.head(bundleId).ifPresent(listed::add);
            }
        }
        return listed;
    }

    /** Fails unless every file of the bundle is there, byte for byte. */
    protected static void assertHolds(ArtifactReader store, SampleBundle bundle) throws IOException {
        for (Map.Entry<String, byte[]> file : bundle.contents().entrySet()) {
            assertThat(Digest.of(content(store, bundle.id(), file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(Digest.of(file.getValue()));
        }
    }

    /** All of a stored file. */
    protected static byte[] content(ArtifactReader store, Digest bundleId, String path) throws IOException {
        try (SeekableByteChannel channel = store.open(bundleId, path)) {
            return read(channel, Integer.MAX_VALUE);
        }
    }

    private static byte[] read(SeekableByteChannel channel, int most) throws IOException {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        ByteBuffer step = ByteBuffer.allocate(10_000);
        while (found.size() < most && channel.read(step.clear().limit(Math.min(10_000, most - found.size()))) >= 0) {
            found.write(step.array(), 0, step.position());
        }
        return found.toByteArray();
    }

    private static byte[] part(byte[] content, int from, int length) {
        byte[] part = new byte[length];
        System.arraycopy(content, from, part, 0, length);
        return part;
    }

    private static <T> List<T> concurrently(List<? extends Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (var future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
