package io.byteor.schemas.bundle.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {
    private static final long T0 = 1_700_000_000_000_000L;
    private static final RingBounds WIDE = new RingBounds(64 << 20, Duration.ofDays(1), 1 << 20, Codec.NULL);

    @TempDir
    Path folder;

    @Test
    void capturesTheWindowSinceATime() throws IOException {
        try (JournalWriter journal = open(WIDE)) {
            append(journal, 0, 10_000);

            Lane lane = capture(journal, 9_000);

            assertThat(records(lane)).isEqualTo(1_000);
            assertThat(lane.segments().getFirst().firstSequence()).isEqualTo(9_000);
            assertThat(lane.gaps()).isEmpty();
        }
    }

    @Test
    void goesOnAfterACaptureAndAfterARestart() throws IOException {
        try (JournalWriter journal = open(WIDE)) {
            append(journal, 0, 100);
            assertThat(records(capture(journal, 0))).isEqualTo(100);
            append(journal, 100, 200);
        }
        try (JournalWriter journal = open(WIDE)) {
            assertThat(journal.lastSequence()).isEqualTo(199);
            append(journal, 200, 300);

            assertThat(records(capture(journal, 0))).isEqualTo(300);
        }
    }

    @Test
    void keepsNoMoreThanItsBytes() throws IOException {
        RingBounds narrow = new RingBounds(4 << 20, Duration.ofDays(1), 1 << 20, Codec.NULL);
        try (JournalWriter journal = open(narrow)) {
            for (int i = 0; i < 20; i++) {
                append(journal, i * 1_000, (i + 1) * 1_000);
                assertThat(bytesOnDisk()).isLessThan((4 << 20) + (512 << 10));
            }

            Lane lane = capture(journal, 0);

            assertThat(lane.segments().getLast().lastSequence()).isEqualTo(19_999);
            assertThat(records(lane)).isBetween(2_000L, 4_000L);
            assertThat(lane.gaps()).isEmpty();
        }
    }

    @Test
    void keepsNothingOlderThanItsAge() throws IOException {
        // A record a millisecond: five seconds are 5,000, and a segment that is still partly younger stays whole.
        RingBounds young = new RingBounds(64 << 20, Duration.ofSeconds(5), 8 << 20, Codec.NULL);
        try (JournalWriter journal = open(young)) {
            append(journal, 0, 20_000);

            assertThat(records(capture(journal, 0))).isBetween(5_000L, 5_700L);
        }
    }

    @Test
    void cutsWhatACrashLeftHalfAtTheLastWholeBlock() throws IOException {
        Path segment;
        try (JournalWriter journal = open(WIDE)) {
            append(journal, 0, 500);
            journal.sync();
            append(journal, 500, 700);
            journal.sync();
            segment = only(".avro");
            for (long cut : List.of(0L, 1L, 100L, 5_000L)) {
                Path crashed = Files.createDirectories(folder.resolve("crash-" + cut));
                Path copy = Files.copy(segment, crashed.resolve(segment.getFileName()));
                Files.copy(KeptSegment.table(segment), KeptSegment.table(copy));
                truncate(copy, cut);

                try (JournalWriter again = JournalWriter.open(crashed, "feed", Direction.INPUT, WIDE)) {
                    long kept = cut == 0 ? 700 : 500;
                    assertThat(again.lastSequence()).isEqualTo(kept - 1);
                    append(again, 700, 800);

                    Lane lane = capture(again, 0);

                    assertThat(records(lane)).isEqualTo(kept + 100);
                    assertThat(lane.gaps()).isEqualTo(cut == 0 ? List.of() : List.of(new Incident.Gap(500, 699)));
                }
            }
        }
    }

    @Test
    void aSegmentThatHoldsNoWholeRecordIsGone() throws IOException {
        Files.createDirectories(journal());
        Files.write(journal().resolve("00000000000000000007.avro"), new byte[] {'O', 'b', 'j'});

        try (JournalWriter journal = open(WIDE)) {
            assertThat(journal.lastSequence()).isEqualTo(-1);
            append(journal, 7, 8);
        }

        assertThat(only(".avro")).hasFileName("00000000000000000007.avro");
    }

    @Test
    void aTableThatDoesNotFitItsSegmentIsMadeAgain() throws IOException {
        try (JournalWriter journal = open(WIDE)) {
            append(journal, 0, 3_000);
        }
        for (Path table : files(".index")) {
            truncate(table, 10);
        }

        try (JournalWriter journal = open(WIDE)) {
            assertThat(records(capture(journal, 0))).isEqualTo(3_000);
        }
    }

    @Test
    void refusesARecordAndGoesOn() throws IOException {
        try (JournalWriter journal = open(WIDE)) {
            assertThatThrownBy(() -> journal.append(3, T0, null, Map.of(), new byte[5 << 20]))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE));
            append(journal, 1, 5);
            assertThatThrownBy(() -> append(journal, 4, 5)).isInstanceOf(ByteorException.class);

            assertThat(records(capture(journal, 0))).isEqualTo(4);
        }
    }

    @Test
    void refusesASecondWriter() throws IOException {
        try (JournalWriter journal = open(WIDE)) {
            assertThatThrownBy(() -> open(WIDE)).isInstanceOf(IOException.class).hasMessageContaining("is open");
            assertThat(journal.lastSequence()).isEqualTo(-1);
        }
    }

    @Test
    void capturesWhileOthersAppendAndTheRingTurns() throws IOException {
        RingBounds narrow = new RingBounds(1 << 20, Duration.ofDays(1), 128 << 10, Codec.NULL);
        AtomicBoolean enough = new AtomicBoolean();
        try (JournalWriter journal = open(narrow)) {
            append(journal, 0, 2_000);
            CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> {
                for (int i = 2_000; !enough.get(); i++) {
                    append(journal, i, i + 1);
                }
            });
            try {
                for (int i = 0; i < 10; i++) {
                    Lane lane = capture(journal, 0);
                    assertThat(records(lane)).isPositive();
                    assertThat(lane.gaps()).isEmpty();
                }
            } finally {
                enough.set(true);
            }
            appending.join();
        }
        assertThat(bytesOnDisk()).isLessThan((1 << 20) + (256 << 10));
    }

    private JournalWriter open(RingBounds bounds) throws IOException {
        return JournalWriter.open(journal(), "feed", Direction.INPUT, bounds);
    }

    private Path journal() {
        return folder.resolve("journal");
    }

    private static void append(JournalWriter journal, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                byte[] payload = "{\"id\":%d,\"text\":\"%s\"}"
                        .formatted(i, "x".repeat(1_000))
                        .getBytes(UTF_8);
                journal.append(i, T0 + i * 1_000L, ("k" + i).getBytes(UTF_8), Map.of(), payload);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Captures into a bundle, which must verify, and says what its lane holds. */
    private Lane capture(JournalWriter journal, int since) throws IOException {
        Path out = Files.createTempDirectory(folder, "bundle");
        Instant from = Instant.ofEpochMilli(T0 / 1_000 + since);
        try (BundleWriter bundle = BundleWriter.begin(out)) {
            SampleBundle.addDocuments(bundle);
            journal.capture(bundle, from);
            bundle.finish(SampleBundle::incident);
        }
        return new BundleVerifier(BundleLimits.STANDARD)
                .examine(out)
                .orThrow()
                .incident()
                .lanes()
                .getFirst();
    }

    private static long records(Lane lane) {
        return lane.segments().stream().mapToLong(Incident.Segment::records).sum();
    }

    private static void truncate(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    private Path only(String suffix) throws IOException {
        assertThat(files(suffix)).hasSize(1);
        return files(suffix).getFirst();
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(journal())) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files(".avro")) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
