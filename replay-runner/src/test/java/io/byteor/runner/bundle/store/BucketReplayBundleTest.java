package io.byteor.runner.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.store.BundleStore;
import io.byteor.store.Upload;
import io.byteor.store.location.StoreKind;
import io.byteor.store.location.StoreLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ingest has put into a bucket, as a replay reads it. */
class BucketReplayBundleTest {
    private static final int RECORDS = 20_000;

    @TempDir
    Path folder;

    @Test
    void aReplayReadsAWindowOfALaneFromABucket() throws IOException {
        ReplayFixture incident = ReplayFixture.capture(folder.resolve("incident"), RECORDS);
        try (ObjectServer server = ObjectServer.start(folder.resolve("server"))) {
            StoreLocation location = location(server);
            StoredArtifacts artifacts = new StoredArtifacts(location.reader());
            assertThatExceptionOfType(ByteorException.class)
                    .isThrownBy(() -> ReplayBundle.open(artifacts, incident.bundleId()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_NOT_FOUND));

            store(location, incident.bundleId());

            ReplayBundle bundle = ReplayBundle.open(artifacts, incident.bundleId());
            assertThat(new String(bundle.spec(), StandardCharsets.UTF_8)).isEqualTo(ReplayFixture.SPEC);
            try (SegmentReader reader = bundle.open(bundle.segments("feed").getFirst())) {
                int wanted = RECORDS / 2;
                reader.seekTo(wanted);
                do {
                    assertThat(reader.next()).isTrue();
                } while (reader.sequence() < wanted);
                assertThat(new String(reader.payload(), StandardCharsets.UTF_8)).isEqualTo(ReplayFixture.quake(wanted));
                int left = 0;
                while (reader.next()) {
                    left++;
                }
                assertThat(left).isEqualTo(RECORDS - wanted - 1);
            }
        }
    }

    private StoreLocation location(ObjectServer server) {
        return new StoreLocation(
                StoreKind.S3,
                Optional.of(folder.resolve("spool")),
                StoreLocation.bucket(
                        Optional.of(server.endpoint()),
                        "us-east-1",
                        Optional.of(ObjectServer.BUCKET),
                        Optional.of(ObjectServer.ACCESS_KEY),
                        Optional.of(ObjectServer.SECRET_KEY)));
    }

    private void store(StoreLocation location, Digest bundleId) throws IOException {
        Path incident = folder.resolve("incident");
        Map<String, BundleFile> files = new HashMap<>();
        try (BundleStore store = location.open(1 << 20);
                Upload upload = store.begin();
                Stream<Path> tree = Files.walk(incident)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                String path = incident.relativize(file).toString();
                files.put(path, new BundleFile(Digest.of(content), content.length));
                try (OutputStream out = upload.create(path)) {
                    out.write(content);
                }
            }
            Incident said = Incident.parse(Files.readAllBytes(incident.resolve(BundleLayout.INCIDENT)));
            upload.commit(new VerifiedBundle(bundleId, said, files), Instant.EPOCH);
        }
    }
}
