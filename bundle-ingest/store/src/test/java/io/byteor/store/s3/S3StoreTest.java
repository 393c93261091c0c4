package io.byteor.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.BlobStagingContract;
import io.byteor.store.BundleStore;
import io.byteor.store.SampleBundle;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server that checks signatures. */
class S3StoreTest extends BlobStagingContract {
    private static final String BUCKET = "bundles-of-test";
    private static final SampleBundle ONE = SampleBundle.of("one");
    private static final Optional<S3Settings.Keys> KEYS = Optional.of(new S3Settings.Keys("access", "secret"));

    @RegisterExtension
    static final S3ProxyExtension SERVER = S3ProxyExtension.builder()
            .withCredentials(AuthenticationType.AWS_V4, "access", "secret")
            .withBlobStoreProvider("transient-nio2")
            .build();

    @TempDir
    Path folder;

    private S3Client client;

    private static S3Settings settings(String secret) {
        return new S3Settings(
                Optional.of(SERVER.getUri()), "us-east-1", BUCKET, Optional.of(new S3Settings.Keys("access", secret)));
    }

    @BeforeEach
    @Override
    protected void openStore() throws IOException {
        client = S3Connection.open(settings("secret"));
        client.createBucket(create -> create.bucket(BUCKET));
        super.openStore();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Override
    protected BundleStore connect() throws IOException {
        return new S3Store(settings("secret"), folder.resolve("spool"), STAGED_BYTES);
    }

    @Override
    protected List<String> leftovers() throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> uploads = Files.list(folder.resolve("spool/uploads"))) {
            uploads.map(Path::toString).forEach(left::add);
        }
        List<String> keys = keys();
        keys.stream()
                .filter(key -> key.startsWith("bundles/"))
                .filter(key -> !keys.contains("bundles/" + key.split("/", -1)[1] + "/bundle.json"))
                .forEach(left::add);
        return left;
    }

    private List<String> keys() {
        return client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    @Test
    void isNotReadyWithoutItsBucketOrWithAWrongSecret() throws IOException {
        try (S3Store other = new S3Store(settings("wrong"), folder.resolve("other"), STAGED_BYTES)) {
            assertThatIOException().isThrownBy(other::requireReady);
        }
        client.deleteBucket(delete -> delete.bucket(BUCKET));

        assertThatIOException().isThrownBy(() -> store().requireReady());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        AtomicInteger redirected = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        HttpServer elsewhere = server(exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        HttpServer redirecting = server(exchange -> {
            redirected.incrementAndGet();
            exchange.getResponseHeaders().add("Location", url(elsewhere) + exchange.getRequestURI());
            exchange.sendResponseHeaders(status, -1);
        });
        S3Settings settings = new S3Settings(Optional.of(URI.create(url(redirecting))), "us-east-1", BUCKET, KEYS);
        try (S3Artifacts reader = new S3Artifacts(settings)) {
            assertThatIOException().isThrownBy(() -> reader.find(ONE.id()));
        } finally {
            redirecting.stop(0);
            elsewhere.stop(0);
        }
        assertThat(redirected).hasPositiveValue();
        assertThat(asked).hasValue(0);
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void refusesToWorkWithAWrongSecret() throws IOException {
        try (S3Artifacts reader = new S3Artifacts(settings("wrong"))) {
            assertThatIOException().isThrownBy(() -> reader.find(ONE.id())).withMessageContaining("refused");
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> reader.list().toList());
        }
    }

    @Test
    void theReaderSeesWhatIsStored() throws IOException {
        upload(store(), ONE, Instant.EPOCH);

        try (S3Artifacts reader = new S3Artifacts(settings("secret"))) {
            assertThat(reader.find(ONE.id()).orElseThrow().directory())
                    .isEqualTo("s3://" + BUCKET + "/bundles/" + ONE.id().hex() + "/");
            assertHolds(reader, ONE);
        }
    }

    @Test
    void equalBundlesHaveEqualObjectsInWhateverOrderTheyArrived() throws IOException {
        upload(store(), ONE, Instant.EPOCH);
        Map<String, Digest> before = objects();
        store().remove(ONE.id());

        try (Upload upload = store().begin()) {
            for (Map.Entry<String, byte[]> file : ONE.contents().reversed().entrySet()) {
                try (var out = upload.create(file.getKey())) {
                    out.write(file.getValue());
                }
            }
            upload.commit(ONE.verified(), Instant.EPOCH);
        }

        assertThat(objects()).isEqualTo(before);
        assertHolds(store(), ONE);
    }

    @Test
    void twoProcessesThatCommitTheSameBundleGiveOneThatIsFresh() throws IOException {
        try (S3Store other = new S3Store(settings("secret"), folder.resolve("other"), STAGED_BYTES);
                Bucket bucket = new Bucket(settings("secret"))) {
            upload(other, ONE, Instant.EPOCH);

            // what a process that looked before the other was done does then
            Path late = Files.writeString(folder.resolve("late"), "late");
            assertThat(bucket.putNew("bundles/" + ONE.id().hex() + "/bundle.json", late))
                    .isFalse();
            assertThat(upload(store(), ONE, Instant.EPOCH.plusSeconds(1)).fresh())
                    .isFalse();
        }
        assertHolds(store(), ONE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBundleThatIsPutWithAndWithoutSignaturesAtOnceIsKeptWholeInOneForm(boolean signedIsFirst) throws IOException {
        SampleBundle first = form(signedIsFirst ? "sound" : "");
        try (S3Store other = new S3Store(settings("secret"), folder.resolve("other"), STAGED_BYTES)) {
            Map<String, byte[]> late = contentOf(other, form(signedIsFirst ? "" : "sound"));
            upload(store(), first, Instant.EPOCH);

            late.forEach(this::put);

            assertHolds(other, first);
            assertThat(store().find(first.id()).orElseThrow().files()).isEqualTo(first.files());
        }
        store().remove(first.id());
        assertThat(keys()).isEmpty();
    }

    @Test
    void aLargeSignatureIsNotReplacedByADamagedOneOfThatName() throws IOException {
        SampleBundle sound = form("s".repeat(100_000));
        Map<String, byte[]> late = contentOf(store(), form("d".repeat(100_000)));
        upload(store(), sound, Instant.EPOCH);

        late.forEach(this::put);

        assertHolds(store(), sound);
    }

    /** The same bundle with a signature; with none where that is empty. */
    private static SampleBundle form(String signature) {
        SampleBundle bundle = SampleBundle.of("one");
        bundle.contents().put(BundleLayout.TAG_MANIFEST, "behind signatures".getBytes(StandardCharsets.UTF_8));
        if (!signature.isEmpty()) {
            bundle.contents().put(BundleLayout.SIGNATURES + "1.dsse.json", signature.getBytes(StandardCharsets.UTF_8));
        }
        return bundle;
    }

    /** What a process puts before the record, whose turn comes when another has committed the same bundle. */
    private Map<String, byte[]> contentOf(BundleStore store, SampleBundle bundle) throws IOException {
        upload(store, bundle, Instant.EPOCH);
        Map<String, byte[]> content = new TreeMap<>();
        for (String key : keys()) {
            if (!key.endsWith("/bundle.json")) {
                content.put(key, get(key));
            }
        }
        store.remove(bundle.id());
        return content;
    }

    @Test
    void readsABundleOfBeforeWhoseRecordDoesNotNameItsArchive() throws IOException {
        SampleBundle bundle = form("s".repeat(100_000));
        StoredBundle stored = upload(store(), bundle, Instant.EPOCH).bundle();
        String home = "bundles/" + bundle.id().hex() + "/";
        String signature = BundleLayout.SIGNATURES + "1.dsse.json";
        String archive = keys().stream()
                .filter(key -> key.startsWith(home + "documents-"))
                .findFirst()
                .orElseThrow();
        String record = new String(get(home + "bundle.json"), StandardCharsets.UTF_8);
        String member = "\"documents\":\"" + archive.substring(home.length()) + "\",";
        assertThat(record).contains(member);

        move(archive, home + "documents.tar");
        move(
                home
                        + BundleLayout.SIGNATURES
                        + stored.files().get(signature).digest().hex(),
                home + signature);
        put(home + "bundle.json", record.replace(member, "").getBytes(StandardCharsets.UTF_8));

        assertThat(store().find(bundle.id())).hasValue(stored);
        assertHolds(store(), bundle);
    }

    private void move(String from, String to) {
        put(to, get(from));
        client.deleteObject(delete -> delete.bucket(BUCKET).key(from));
    }

    private void put(String key, byte[] content) {
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    private byte[] get(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArrayUnsafe();
    }

    @Test
    void aLargeFileGoesInPartsAndIsReadByRanges() throws IOException {
        byte[] large = new byte[(int) Transfer.LARGE + 12_345];
        for (int i = 0; i < large.length; i += 1000) {
            large[i] = (byte) (i / 1000);
        }
        SampleBundle bundle = new SampleBundle("large", new TreeMap<>(Map.of(SampleBundle.SEGMENT, large)));

        upload(store(), bundle, Instant.EPOCH);

        assertHolds(store(), bundle);
        assertThat(client.headObject(head ->
                                head.bucket(BUCKET).key("bundles/" + bundle.id().hex() + "/" + SampleBundle.SEGMENT))
                        .eTag())
                .endsWith("-3\"");
    }

    @Test
    void aBundleThatAnotherProcessIsAboutToRemoveIsNeitherCommittedNorUnannounced() throws IOException {
        upload(store(), ONE, Instant.EPOCH);
        try (S3Store other = new S3Store(settings("secret"), folder.resolve("other"), STAGED_BYTES)) {
            store().markRetiring(ONE.id());

            assertThat(other.unannounced()).isEmpty();
            assertThatExceptionOfType(ByteorException.class)
                    .isThrownBy(() -> upload(other, ONE, Instant.EPOCH))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            store().remove(ONE.id());
            assertThat(upload(other, ONE, Instant.EPOCH).fresh()).isTrue();
        }
    }

    @Test
    void aLineIsOpenToItsRootUntilAnotherProcessClaimsItAndClosedToOthersOnceEntered() throws IOException {
        try (S3Store other = new S3Store(settings("secret"), folder.resolve("other"), STAGED_BYTES)) {
            assertThat(store().enterLine(ONE.id(), "agent-1", "demo")).isTrue();

            assertThat(other.claimLine(ONE.id(), "agent-2", "demo")).isFalse();
            assertThat(other.claimLine(ONE.id(), "agent-1", "demo")).isTrue();
        }
    }

    private Map<String, Digest> objects() {
        Map<String, Digest> found = new TreeMap<>();
        for (String key : keys()) {
            found.put(key, Digest.of(get(key)));
        }
        return found;
    }
}
