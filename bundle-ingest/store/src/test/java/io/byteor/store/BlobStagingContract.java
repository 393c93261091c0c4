package io.byteor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do with content that is sent ahead of its bundle. */
public abstract class BlobStagingContract extends BundleStoreContract {
    private static final String AGENT = "agent-1";
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final SampleBundle ONE = SampleBundle.of("one");
    private static final byte[] LARGE = ONE.contents().get(SampleBundle.SEGMENT);
    private static final Digest BLOB = Digest.of(LARGE);

    @ParameterizedTest
    @ValueSource(strings = {SampleBundle.SEGMENT, BundleLayout.SPEC, "data/snapshots/empty", "data/snapshots/small"})
    void stagesABlobWhole(String path) throws IOException {
        byte[] content = ONE.contents().get(path);
        Digest blob = Digest.of(content);
        assertThat(store().find(AGENT, blob)).isEmpty();

        StagedBlob staged = append(content, 0, content.length);

        assertThat(staged).isEqualTo(StagedBlob.arrived(blob, content.length, content.length, true));
        assertThat(store().find(AGENT, blob)).contains(staged);
        assertThat(open().find(AGENT, blob)).contains(staged);
        assertThat(store().stagedBytes(AGENT)).isEqualTo(content.length);
    }

    @Test
    void goesOnWhereTheStreamWasCutInAnotherProcess() throws IOException {
        InputStream cut = new SequenceInputStream(new ByteArrayInputStream(LARGE, 0, 500_000), new CutInputStream());
        assertThatIOException().isThrownBy(() -> store().append(AGENT, BLOB, 0, LARGE.length, cut));

        StagedBlob part = open().find(AGENT, BLOB).orElseThrow();
        assertThat(part).isEqualTo(StagedBlob.arrived(BLOB, 500_000, LARGE.length, false));
        assertThat(store().stagedBytes(AGENT)).isEqualTo(500_000);

        assertThat(append(LARGE, 500_000, 700_000).received()).isEqualTo(700_000);
        assertThat(append(LARGE, 700_000, LARGE.length).complete()).isTrue();
        assertThat(store().stagedBytes(AGENT)).isEqualTo(LARGE.length);
    }

    @Test
    void offsetZeroBeginsAgain() throws IOException {
        append(LARGE, 0, 500_000);

        assertThat(append(LARGE, 0, 100).received()).isEqualTo(100);
        assertThat(store().append(AGENT, BLOB, 0, 77, new ByteArrayInputStream(LARGE, 0, 10))
                        .total())
                .isEqualTo(77);
        assertThat(store().stagedBytes(AGENT)).isEqualTo(10);
        assertThat(append(LARGE, 0, LARGE.length).complete()).isTrue();
    }

    @Test
    void refusesAnOffsetOrATotalThatDoesNotGoOn() throws IOException {
        refused(ErrorCode.UPLOAD_OFFSET, "0", 5, LARGE.length);

        append(LARGE, 0, 500_000);

        refused(ErrorCode.UPLOAD_OFFSET, "500000", 499_999, LARGE.length);
        refused(ErrorCode.UPLOAD_OFFSET, "500000", 500_001, LARGE.length);
        refused(ErrorCode.UPLOAD_OFFSET, "500000", 500_000, LARGE.length - 1);
        assertThat(store().find(AGENT, BLOB).orElseThrow().received()).isEqualTo(500_000);
    }

    @Test
    void readsNothingBeyondTheTotalAndNothingOfWhatIsComplete() throws IOException {
        byte[] more = Arrays.copyOf(LARGE, LARGE.length + 5);
        ByteArrayInputStream content = new ByteArrayInputStream(more);

        assertThat(store().append(AGENT, BLOB, 0, LARGE.length, content).complete())
                .isTrue();
        assertThat(content.available()).isEqualTo(5);
        assertThat(store().append(AGENT, BLOB, 0, LARGE.length, new CutInputStream())
                        .complete())
                .isTrue();
    }

    @Test
    void refusesContentOfAnotherDigestAndKeepsNothingOfIt() throws IOException {
        byte[] altered = LARGE.clone();
        altered[9] ^= 1;

        for (int split : new int[] {0, 600_000}) {
            if (split > 0) {
                store().append(AGENT, BLOB, 0, LARGE.length, new ByteArrayInputStream(altered, 0, split));
            }
            assertThatExceptionOfType(ByteorException.class)
                    .isThrownBy(() -> store().append(
                                    AGENT,
                                    BLOB,
                                    split,
                                    LARGE.length,
                                    new ByteArrayInputStream(altered, split, altered.length - split)))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.BLOB_ALTERED);
                        assertThat(e.value()).isEqualTo(Digest.of(altered).toString());
                    });
            assertThat(store().find(AGENT, BLOB)).isEmpty();
            assertThat(store().stagedBytes(AGENT)).isZero();
        }
    }

    @Test
    void oneAppendsABlobAtATime() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        InputStream slow = new SequenceInputStream(
                new ByteArrayInputStream(LARGE, 0, 100_000),
                new SequenceInputStream(
                        new WaitingInputStream(reading, goOn),
                        new ByteArrayInputStream(LARGE, 100_000, LARGE.length - 100_000)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StagedBlob> first = threads.submit(() -> store().append(AGENT, BLOB, 0, LARGE.length, slow));
            reading.await();

            refused(ErrorCode.UPLOAD_OFFSET, "100000", 0, LARGE.length);
            refused(ErrorCode.UPLOAD_OFFSET, "100000", 100_000, LARGE.length);
            assertThat(store().collect(EVER)).isZero();

            goOn.countDown();
            assertThat(first.get().complete()).isTrue();
        }
    }

    @Test
    void anAgentNeitherSeesNorUsesWhatAnotherHasStaged() throws IOException {
        append(LARGE, 0, LARGE.length);

        assertThat(store().find("agent-2", BLOB)).isEmpty();
        assertThat(store().stagedBytes("agent-2")).isZero();
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> store().assemble("agent-2", new TreeMap<>(Map.of(SampleBundle.SEGMENT, BLOB))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UPLOAD_OFFSET));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void putsABundleTogetherFromWhatIsStaged() throws IOException {
        stage(ONE);

        try (StagedBundle assembled = store().assemble(AGENT, digests(ONE))) {
            assertThat(seen(assembled)).isEqualTo(ONE.files());
            assertThat(seen(assembled)).isEqualTo(ONE.files());
            assertThat(store().find(ONE.id())).isEmpty();

            assertThat(assembled.commit(ONE.verified(), Instant.EPOCH).fresh()).isTrue();
        }

        assertThat(leftovers()).isEmpty();
        assertThat(store().stagedBytes(AGENT)).isZero();
        assertThat(store().unannounced()).containsExactly(ONE.id());
        assertHolds(open(), ONE);
        assertThat(store().stagedBytes(AGENT)).isZero();
    }

    @Test
    void anAssembledBundleThatIsNotCommittedLeavesNothingAndWhatIsStagedStays() throws IOException {
        stage(ONE);

        store().assemble(AGENT, digests(ONE)).close();

        assertThat(leftovers()).isEmpty();
        assertThat(store().find(AGENT, BLOB).orElseThrow().complete()).isTrue();
    }

    @Test
    void twoBundlesOfTheSameBlobsAreBothWholeAndOutliveTheStaging() throws IOException {
        SampleBundle other = new SampleBundle("other", ONE.contents());
        stage(ONE);
        try (StagedBundle first = store().assemble(AGENT, digests(ONE));
                StagedBundle second = store().assemble(AGENT, digests(other))) {
            first.commit(ONE.verified(), Instant.EPOCH);
            store().collect(EVER);
            second.commit(other.verified(), Instant.EPOCH);
        }

        assertThat(store().find(AGENT, BLOB)).isEmpty();
        assertHolds(store(), ONE);
        store().remove(ONE.id());
        assertHolds(store(), other);
    }

    @Test
    void saysWhichBlobIsNotThere() throws IOException {
        stage(ONE);
        SortedMap<String, Digest> files = digests(ONE);
        Digest missing = Digest.of(new byte[] {7});
        files.put("data/snapshots/more", missing);

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> store().assemble(AGENT, files))
                .satisfies(e -> assertThat(e.place()).isEqualTo(missing.toString()));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void collectsWhatNobodyHasTouchedSince() throws IOException {
        append(LARGE, 0, 500_000);
        append(ONE.contents().get(BundleLayout.SPEC), 0, "spec of one".length());

        assertThat(store().collect(Instant.now().minusSeconds(3600))).isZero();
        assertThat(store().collect(EVER)).isEqualTo(2);

        assertThat(store().find(AGENT, BLOB)).isEmpty();
        assertThat(store().stagedBytes(AGENT)).isZero();
        assertThat(store().collect(EVER)).isZero();
    }

    @Test
    void collectsWhatABundleHasAtOnceAndNoUploadThatGoesOn() throws IOException {
        stage(ONE);
        try (Upload live = store().begin();
                StagedBundle assembled = store().assemble(AGENT, digests(ONE))) {
            SampleBundle.of("live").sendTo(live);
            assembled.commit(ONE.verified(), Instant.EPOCH);

            assertThat(store().collect(Instant.now().minusSeconds(3600)))
                    .isEqualTo((int) digests(ONE).values().stream().distinct().count());

            assertThat(live.commit(SampleBundle.of("live").verified(), Instant.EPOCH)
                            .fresh())
                    .isTrue();
        }
        assertHolds(store(), SampleBundle.of("live"));
    }

    private void refused(ErrorCode code, String value, long offset, long total) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> store().append(AGENT, BLOB, offset, total, new ByteArrayInputStream(LARGE)))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.value()).isEqualTo(value);
                });
    }

    private StagedBlob append(byte[] content, int from, int to) throws IOException {
        return store().append(
                        AGENT,
                        Digest.of(content),
                        from,
                        content.length,
                        new ByteArrayInputStream(content, from, to - from));
    }

    private void stage(SampleBundle bundle) throws IOException {
        for (byte[] content : bundle.contents().values()) {
            append(content, 0, content.length);
        }
    }

    private static SortedMap<String, Digest> digests(SampleBundle bundle) {
        SortedMap<String, Digest> digests = new TreeMap<>();
        bundle.files().forEach((path, file) -> digests.put(path, file.digest()));
        return digests;
    }

    private static SortedMap<String, BundleFile> seen(StagedBundle bundle) throws IOException {
        SortedMap<String, BundleFile> seen = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        bundle.forEach((path, size, content) -> {
            if (seen.put(path, new BundleFile(Digest.of(content.readAllBytes()), size)) != null) {
                twice.add(path);
            }
        });
        assertThat(twice).isEmpty();
        return seen;
    }

    /** Fails at once. */
    private static final class CutInputStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("cut");
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return read();
        }
    }

    /** Ends once it is let. */
    private static final class WaitingInputStream extends InputStream {
        private final CountDownLatch reached;
        private final CountDownLatch goOn;

        private WaitingInputStream(CountDownLatch reached, CountDownLatch goOn) {
            this.reached = reached;
            this.goOn = goOn;
        }

        @Override
        public int read() throws IOException {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return -1;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return read();
        }
    }
}
