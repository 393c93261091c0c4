package io.byteor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
abstract class BundleStoreContract {
    private static final Instant STORED_AT = Instant.parse("2026-02-03T04:05:06.000007Z");

    private BundleStore store;

    /** Opens the same store again, as a new process would. */
    abstract BundleStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @Test
    void aCommittedBundleIsFoundWholeAndAfterAReopen() throws IOException {
        Upload.Commit commit = upload("one");

        assertThat(commit.fresh()).isTrue();
        for (BundleStore opened : List.of(store, open())) {
            StoredBundle found = opened.find(id("one")).orElseThrow();
            assertThat(found).isEqualTo(commit.bundle());
            assertThat(found.storedAt()).isEqualTo(STORED_AT);
            assertThat(found.files()).isEqualTo(files("one"));
            assertThat(content(opened, found, BundleLayout.SPEC)).isEqualTo("spec of one");
        }
    }

    @Test
    void anUploadThatIsNotCommittedLeavesNothing() throws IOException {
        try (Upload upload = store.begin()) {
            fill(upload, "one");
        }

        assertThat(store.find(id("one"))).isEmpty();
        assertThat(store.unannounced()).isEmpty();
        Digest spec = files("one").get(BundleLayout.SPEC).digest();
        assertThatThrownBy(() -> store.open(spec)).isInstanceOf(NoSuchFileException.class);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theSameBundleAgainStaysAsItIs() throws IOException {
        StoredBundle first = upload("one").bundle();
        store.markAnnounced(id("one"));

        Upload.Commit second = upload("one", STORED_AT.plusSeconds(9));

        assertThat(second.fresh()).isFalse();
        assertThat(second.bundle()).isEqualTo(first);
        assertThat(store.isAnnounced(id("one"))).isTrue();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void bundlesShareContent() throws IOException {
        StoredBundle one = upload("one").bundle();
        StoredBundle two = upload("two").bundle();

        assertThat(one.files().get("data/shared").digest())
                .isEqualTo(two.files().get("data/shared").digest());
        assertThat(content(store, two, "data/shared")).isEqualTo("shared");
        assertThat(one.directory()).isNotEqualTo(two.directory());
    }

    @Test
    void aBundleIsUnannouncedUntilItIsMarked() throws IOException {
        upload("one");
        upload("two");
        assertThat(store.unannounced()).containsExactlyInAnyOrder(id("one"), id("two"));
        assertThat(store.isAnnounced(id("one"))).isFalse();

        store.markAnnounced(id("one"));
        store.markAnnounced(id("one"));

        assertThat(open().unannounced()).containsExactly(id("two"));
        assertThat(open().isAnnounced(id("one"))).isTrue();
    }

    @Test
    void discardingTheUnfinishedKeepsWhatIsCommitted() throws IOException {
        upload("one");
        Upload dead = store.begin();
        fill(dead, "two");

        BundleStore reopened = open();
        reopened.discardUnfinished();

        assertThat(leftovers()).isEmpty();
        assertThat(reopened.find(id("one"))).isPresent();
        assertThat(reopened.unannounced()).containsExactly(id("one"));
    }

    @Test
    void manyUploadsOfOneBundleGiveOneFreshCommit() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Upload.Commit>> uploads = Stream.generate(() -> (Callable<Upload.Commit>) () -> upload("one"))
                    .limit(16)
                    .toList();
            long fresh = 0;
            for (var future : threads.invokeAll(uploads)) {
                fresh += future.get().fresh() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        }
        assertThat(leftovers()).isEmpty();
        assertThat(content(store, store.find(id("one")).orElseThrow(), BundleLayout.SPEC))
                .isEqualTo("spec of one");
        assertThat(store.unannounced()).containsExactly(id("one"));
    }

    @Test
    void refusesToCommitOtherFilesThanItReceived() throws IOException {
        try (Upload upload = store.begin()) {
            fill(upload, "one");
            VerifiedBundle other = new VerifiedBundle(id("one"), incident(), Map.of());

            assertThatThrownBy(() -> upload.commit(other, STORED_AT)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.find(id("one"))).isEmpty();
    }

    /** Names of whatever unfinished uploads have left in the store. */
    abstract List<String> leftovers() throws IOException;

    private Upload.Commit upload(String name) throws IOException {
        return upload(name, STORED_AT);
    }

    private Upload.Commit upload(String name, Instant at) throws IOException {
        try (Upload upload = store.begin()) {
            fill(upload, name);
            return upload.commit(new VerifiedBundle(id(name), incident(), files(name)), at);
        }
    }

    private static void fill(Upload upload, String name) throws IOException {
        for (Map.Entry<String, String> file : contents(name).entrySet()) {
            try (OutputStream out = upload.create(file.getKey())) {
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String content(BundleStore store, StoredBundle bundle, String path) throws IOException {
        try (SeekableByteChannel channel = store.open(bundle.files().get(path).digest())) {
            ByteBuffer target = ByteBuffer.allocate((int) channel.size());
            while (target.hasRemaining() && channel.read(target) >= 0) {}
            return new String(target.array(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> contents(String name) {
        return Map.of(BundleLayout.SPEC, "spec of " + name, "data/shared", "shared", "data/empty", "");
    }

    private static Map<String, BundleFile> files(String name) {
        Map<String, BundleFile> files = new HashMap<>();
        contents(name).forEach((path, content) -> {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            files.put(path, new BundleFile(Digest.of(bytes), bytes.length));
        });
        return files;
    }

    private static Digest id(String name) {
        return Digest.of(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Incident incident() {
        return new Incident(
                "INC-1",
                "title",
                "agent-1",
                "demo",
                "quake-alerts",
                "2.3.0",
                id("spec"),
                STORED_AT,
                STORED_AT,
                STORED_AT,
                List.of(),
                "test",
                "1",
                null,
                null,
                0);
    }
}
