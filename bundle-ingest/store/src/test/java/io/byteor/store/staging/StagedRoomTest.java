package io.byteor.store.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.StagedBlob;
import io.byteor.store.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedRoomTest {
    private static final int MOST = 1 << 20;
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Spool spool;
    private Staging staging;

    @BeforeEach
    void open() throws IOException {
        spool = Spool.open(folder, 0);
        staging = new Staging(
                spool,
                (bundle, verified, at) -> {
                    throw new AssertionError("nothing is committed here");
                },
                MOST);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void anAgentStagesNoMoreThanItLeavesForTheOthers() throws IOException {
        stage("a", MOST / 2);
        refused("a", 1);

        stage("b", MOST / 4);
        refused("b", 1);
        refused("c", MOST / 8 + 1);
        stage("c", MOST / 8);
    }

    @Test
    void whatWasStagedBeforeCountsAndWhatIsCollectedDoesNot() throws IOException {
        stage("a", MOST / 2);
        close();
        open();
        refused("a", 1);

        staging.collect(EVER);

        stage("a", MOST / 2);
    }

    @Test
    void aBlobThatBeginsAgainNeedsNoRoomTwice() throws IOException {
        byte[] content = new byte[MOST / 2];
        Digest blob = Digest.of(content);
        staging.append("a", blob, 0, content.length, new ByteArrayInputStream(content, 0, MOST / 4));

        assertThat(staging.append("a", blob, 0, content.length, new ByteArrayInputStream(content))
                        .complete())
                .isTrue();
    }

    @Test
    void whatHadArrivedWholeWhenTheProcessWasLostIsEnded() throws IOException {
        byte[] content = new byte[MOST / 2];
        StagedFile lost = new StagedFile(StagedFile.folder(folder.resolve("staged"), "a"), Digest.of(content));
        Files.createDirectories(lost.partFolder());
        Files.write(lost.part(content.length), content);
        close();
        open();
        StagedBlob before = staging.find("a", lost.blob()).orElseThrow();

        StagedBlob after =
                staging.append("a", lost.blob(), before.received(), before.total(), InputStream.nullInputStream());

        assertThat(before).isEqualTo(StagedBlob.arrived(lost.blob(), content.length, content.length, false));
        assertThat(after.complete()).isTrue();
        assertThat(staging.stagedBytes("a")).isEqualTo(content.length);
    }

    @Test
    void everySmallBlobThatALossOfPowerDamagedIsDroppedAtOnce() throws IOException {
        List<StagedFile> blobs = new ArrayList<>();
        SortedMap<String, Digest> files = new TreeMap<>();
        for (byte i = 0; i < 3; i++) {
            Digest blob = Digest.of(new byte[] {i});
            staging.append("a", blob, 0, 1, new ByteArrayInputStream(new byte[] {i}));
            blobs.add(new StagedFile(StagedFile.folder(folder.resolve("staged"), "a"), blob));
            files.put("data/snapshots/" + i, blob);
        }
        Files.write(blobs.getFirst().complete(), new byte[] {9});
        Files.write(blobs.getLast().complete(), new byte[] {});

        assertThatThrownBy(() -> staging.assemble("a", files)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UPLOAD_OFFSET);
            assertThat(e.place()).isEqualTo(blobs.getFirst().blob().toString());
        });

        assertThat(staging.find("a", blobs.get(0).blob())).isEmpty();
        assertThat(staging.find("a", blobs.get(1).blob())).isPresent();
        assertThat(staging.find("a", blobs.get(2).blob())).isEmpty();
    }

    @Test
    void nothingIsReadOfWhatThereIsNoRoomFor() {
        ByteArrayInputStream content = new ByteArrayInputStream(new byte[10]);

        full(() -> staging.append("a", Digest.of(new byte[1]), 0, MOST / 2 + 1, content));

        assertThat(content.available()).isEqualTo(10);
    }

    @Test
    void whatArrivedBeforeAnotherTookTheRoomStays() throws IOException {
        byte[] content = new byte[MOST / 2];
        Digest blob = Digest.of(content);
        InputStream overtaken = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                if (pos == MOST / 8) {
                    try {
                        stage("b", MOST / 4);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return super.read(target, from, Math.min(length, MOST / 16));
            }
        };

        full(() -> staging.append("a", blob, 0, content.length, overtaken));

        int received = (int) staging.find("a", blob).orElseThrow().received();
        assertThat(received).isEqualTo(MOST * 3 / 8);
        assertThat(staging.stagedBytes("a")).isEqualTo(received);
    }

    private void refused(String agent, int bytes) {
        full(() -> stage(agent, bytes));
    }

    private void full(ThrowingCallable staged) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(staged)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STAGING_FULL));
    }

    private StagedBlob stage(String agent, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        return staging.append(agent, Digest.of(content), 0, bytes, new ByteArrayInputStream(content));
    }
}
