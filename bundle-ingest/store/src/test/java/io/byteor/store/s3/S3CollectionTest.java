package io.byteor.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.SampleBundle;
import io.byteor.store.Upload;
import io.byteor.store.folder.UploadFolder;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Two processes at one bucket: one collects, the other commits. */
class S3CollectionTest {
    private static final String BUCKET = "bundles-of-test";
    private static final SampleBundle ONE = new SampleBundle(
            "one",
            new TreeMap<>(Map.of(
                    BundleLayout.SPEC, new byte[] {1, 2, 3}, SampleBundle.SEGMENT, new byte[UploadFolder.SMALL + 1])));
    private static final String OTHER = Digest.of(new byte[] {2}).hex();
    private static final String DEAD = Digest.of(new byte[] {1}).hex();
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(2);
    private static final int STAGED_BYTES = 64 << 20;
    /** More than a collection makes. */
    private static final int REQUESTS = 60;

    @RegisterExtension
    static final S3ProxyExtension SERVER = S3ProxyExtension.builder()
            .withCredentials(AuthenticationType.AWS_V4, "access", "secret")
            .withBlobStoreProvider("transient-nio2")
            .build();

    @TempDir
    Path folder;

    private final Set<String> put = ConcurrentHashMap.newKeySet();
    private S3Client client;
    private S3Store store;

    @BeforeEach
    void open() throws IOException {
        client = S3Connection.open(settings());
        client.createBucket(create -> create.bucket(BUCKET));
        S3Client noting = S3Connection.builder(settings())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new Noting()))
                .build();
        store = store(noting, "committing", InstantSource.system());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        client.close();
    }

    @Test
    void collectsWhatADeadProcessLeftOnceItIsOld() throws IOException {
        upload(ONE);
        put("bundles/" + DEAD + "/documents.tar");
        put("unannounced/" + DEAD);
        put("unannounced/" + OTHER);
        client.createMultipartUpload(create -> create.bucket(BUCKET).key("bundles/" + DEAD + "/data/x"));
        List<String> before = keys();
        assertThat(store.unannounced()).containsExactly(ONE.id());
        assertThat(store.collect(EVER)).as("all of it is of today").isZero();
        assertThat(keys()).isEqualTo(before);

        assertThat(collectLater(EVER)).isEqualTo(3);

        assertThat(keys()).allMatch(key -> key.contains(ONE.id().hex())).hasSize(before.size() - 3);
        assertThat(client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
        assertHeld(ONE);
        assertThat(store.unannounced()).containsExactly(ONE.id());
    }

    @Test
    void whatIsOldForStagingOnlyIsNotOldInTheBucket() throws IOException {
        put("bundles/" + DEAD + "/documents.tar");

        store.collect(Instant.now().plusSeconds(60)); // of a grace of minutes

        assertThat(keys()).containsExactly("bundles/" + DEAD + "/documents.tar");
    }

    @Test
    void leavesWhatIsAboutToBeRemovedToWhoeverRemovesIt() throws IOException {
        upload(ONE);
        store.markRetiring(ONE.id());
        put("retiring/" + DEAD);
        put("bundles/" + DEAD + "/documents.tar");
        List<String> before = keys();

        assertThat(collectLater(EVER)).isZero();

        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void aClaimOfADeadProcessRefusesCommitsUntilItIsOld() throws IOException {
        put("collecting/" + ONE.id().hex());
        assertUnavailable(ONE);
        store.collect(EVER);
        assertUnavailable(ONE);

        collectLater(EVER);

        assertThat(upload(ONE).fresh()).isTrue();
    }

    /** At whichever request of a collection another process commits the bundle whose remains are being collected. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitIsKeptWithItsMarkOrRefusedWheneverItComes(boolean marked) throws IOException {
        int kept = 0;
        int refused = 0;
        boolean all = false;
        for (int request = 0; !all && request < REQUESTS; request++) {
            leaveRemains(marked);
            put.clear();
            Intruder intruder = new Intruder(request);
            try (S3Store collecting = store(intruder.client(), "collecting", InstantSource.system())) {
                collecting.collect(EVER);
            }
            all = intruder.asked() <= request;
            if (intruder.committed()) {
                kept++;
                assertHeld(ONE);
                assertThat(store.unannounced()).as("before request %d", request).containsExactly(ONE.id());
            } else {
                refused++;
            }
            store.remove(ONE.id());
            assertThat(keys()).isEmpty();
        }
        assertThat(upload(ONE).fresh()).isTrue();
        assertThat(all).as("every request had its turn").isTrue();
        assertThat(kept).isPositive();
        assertThat(refused).isGreaterThan(1);
    }

    /** Everything but the record of a bundle; its mark too, or not. */
    private void leaveRemains(boolean marked) throws IOException {
        upload(ONE);
        client.deleteObject(delete -> delete.bucket(BUCKET).key(S3Artifacts.record(ONE.id())));
        if (!marked) {
            store.markAnnounced(ONE.id());
        }
    }

    /** Commits before one request of another process, for which everything is old but what is put from now on. */
    private final class Intruder implements ExecutionInterceptor {
        private final int request;
        private final AtomicInteger asked = new AtomicInteger();
        private boolean committed;

        private Intruder(int request) {
            this.request = request;
        }

        S3Client client() {
            return S3Connection.builder(settings())
                    .overrideConfiguration(override -> override.addExecutionInterceptor(this))
                    .build();
        }

        int asked() {
            return asked.get();
        }

        boolean committed() {
            return committed;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (asked.getAndIncrement() == request) {
                try {
                    committed = upload(ONE).fresh();
                } catch (ByteorException refusal) {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.response() instanceof ListObjectsV2Response listed)) {
                return context.response();
            }
            return listed.toBuilder()
                    .contents(listed.contents().stream()
                            .map(object -> put.contains(object.key())
                                    ? object
                                    : object.toBuilder()
                                            .lastModified(object.lastModified().minus(LONG))
                                            .build())
                            .toList())
                    .build();
        }
    }

    /** Notes what was put. */
    private final class Noting implements ExecutionInterceptor {
        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutObjectRequest made) {
                put.add(made.key());
            }
        }
    }

    private int collectLater(Instant olderThan) throws IOException {
        InstantSource later = InstantSource.offset(InstantSource.system(), LONG);
        try (S3Store collecting = store(S3Connection.open(settings()), "collecting", later)) {
            return collecting.collect(olderThan);
        }
    }

    private void assertUnavailable(SampleBundle bundle) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> upload(bundle))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private void assertHeld(SampleBundle bundle) throws IOException {
        for (Map.Entry<String, byte[]> file : bundle.contents().entrySet()) {
            try (var channel = store.open(bundle.id(), file.getKey())) {
                assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(file.getValue());
            }
        }
    }

    private Upload.Commit upload(SampleBundle bundle) throws IOException {
        try (Upload upload = store.begin()) {
            bundle.sendTo(upload);
            return upload.commit(bundle.verified(), Instant.EPOCH);
        }
    }

    private void put(String key) {
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(new byte[] {1}));
    }

    private List<String> keys() {
        return client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private S3Store store(S3Client connection, String spool, InstantSource clock) throws IOException {
        return new S3Store(new Bucket(connection, BUCKET), folder.resolve(spool), STAGED_BYTES, clock);
    }

    private static S3Settings settings() {
        return new S3Settings(
                Optional.of(SERVER.getUri()),
                "us-east-1",
                BUCKET,
                Optional.of(new S3Settings.Keys("access", "secret")));
    }
}
