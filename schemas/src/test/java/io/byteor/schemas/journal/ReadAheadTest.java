package io.byteor.schemas.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever checks the blocks, and whatever part of them is wanted, a reader gives the same. */
class ReadAheadTest {
    private static final String PATH = "data/journal/feed/00000000000000000001.avro";
    private static final int RECORDS = 4_000;
    private static final Segment PLAIN = Segment.of(RECORDS, Codec.NULL, 1);
    private static final Segment PACKED = Segment.of(RECORDS, Codec.ZSTANDARD, 1);
    private static final Segment LONG = Segment.of(15_000, Codec.NULL, 2);
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    /** No helper, one that never comes, one that does all at once in the reader's own thread, and real ones. */
    static Stream<Helpers> helpers() {
        return Stream.of(
                Helpers.NONE,
                new Helpers(task -> {}, 1),
                new Helpers(Runnable::run, 1),
                new Helpers(THREADS, 1),
                new Helpers(THREADS, 3));
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void givesEveryRecordInItsOrder(Helpers helpers, @TempDir Path folder) throws IOException {
        for (Segment segment : List.of(PLAIN, PACKED)) {
            List<Digest> expected = read(segment, segment.bytes(), Helpers.NONE, RecordWindow.ALL);
            Path file = Files.write(folder.resolve("segment.avro"), segment.bytes());

            List<Digest> read = read(segment, segment.bytes(), helpers, RecordWindow.ALL);
            List<Digest> ofFile = read(open(FileChannel.open(file), segment, helpers), RecordWindow.ALL);

            assertThat(read).hasSize(RECORDS).isEqualTo(expected);
            assertThat(ofFile).as("of a file, which many may read at once").isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void failsWhereAFileIsClosedWhileItIsRead(Helpers helpers, @TempDir Path folder) throws IOException {
        FileChannel channel = FileChannel.open(Files.write(folder.resolve("segment.avro"), PLAIN.bytes()));

        try (SegmentReader reader = open(channel, PLAIN, helpers)) {
            assertThat(reader.next()).isTrue();
            channel.close();

            assertThatExceptionOfType(ClosedChannelException.class)
                    .isThrownBy(() -> contained(reader, RecordWindow.ALL, Integer.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void givesWhatIsInAWindowHoweverOftenItMoves(Helpers helpers) throws IOException {
        Segment segment = PLAIN;
        List<Long> sequences = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        try (SegmentReader reader = open(new SeekableInMemoryByteChannel(segment.bytes()), segment, Helpers.NONE)) {
            while (reader.next()) {
                sequences.add(reader.sequence());
                times.add(reader.capturedAtMicros());
            }
        }
        SplittableRandom random = new SplittableRandom(3);

        try (SegmentReader reader = open(new SeekableInMemoryByteChannel(segment.bytes()), segment, helpers)) {
            for (int round = 0; round < 30; round++) {
                RecordWindow window = window(random, segment.summary());
                List<Long> expected = new ArrayList<>();
                for (int i = 0; i < sequences.size(); i++) {
                    if (window.contains(sequences.get(i), times.get(i))) {
                        expected.add(sequences.get(i));
                    }
                }
                int enough = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(1, 400);

                assertThat(contained(reader, window, enough))
                        .isEqualTo(expected.subList(0, Math.min(enough, expected.size())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void readsOfASegmentOnlyItsHeaderAndTheBlocksOfTheWindow(Helpers helpers) throws IOException {
        Segment segment = PLAIN;
        BlockTable table = BlockTable.read(segment.table(), PATH);
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20; round++) {
            RecordWindow window = window(random, segment.summary());
            Watched channel = new Watched(new SeekableInMemoryByteChannel(segment.bytes()));

            try (SegmentReader reader = open(channel, segment, helpers)) {
                contained(reader, window, Integer.MAX_VALUE);
            }

            long wanted = table.blocks().stream()
                    .filter(block -> block.records() == 0 || window.meets(block))
                    .mapToLong(Block::length)
                    .sum();
            assertThat(channel.bytes).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void findsDamageAtItsBlockAndGivesEveryRecordBeforeIt(Helpers helpers) throws IOException {
        for (Segment segment : List.of(PLAIN, PACKED)) {
            List<Block> blocks = BlockTable.read(segment.table(), PATH).blocks();
            for (int damaged = 1; damaged < blocks.size(); damaged += 3) {
                Block block = blocks.get(damaged);
                byte[] bytes = segment.bytes().clone();
                bytes[(int) (block.offset() + block.length() / 2)] ^= 1;
                long records = 0;

                try (SegmentReader reader = open(new SeekableInMemoryByteChannel(bytes), segment, helpers)) {
                    while (reader.next()) {
                        records++;
                    }
                    assertThat(records).as("a damaged block is never read over").isNegative();
                } catch (ByteorException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.JOURNAL_CORRUPT);
                    assertThat(e.place()).isEqualTo(PATH + "@" + block.offset());
                }

                assertThat(records)
                        .isEqualTo(blocks.subList(1, damaged).stream()
                                .mapToLong(Block::records)
                                .sum());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void readsOnlySoFarAhead(Helpers helpers) throws IOException {
        Segment segment = LONG;
        Watched channel = new Watched(new SeekableInMemoryByteChannel(segment.bytes()));
        long passed = 0;
        long farthest = 0;

        try (SegmentReader reader = open(channel, segment, helpers)) {
            while (reader.next()) {
                passed += reader.payloadLength();
                farthest = Math.max(farthest, channel.bytes - passed);
            }
        }

        assertThat(passed).isGreaterThan(8 << 20);
        assertThat(farthest).isBetween(1L, 6L << 20);
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void failsAtTheEndOfAFileThatHasBecomeShorter(Helpers helpers, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("segment.avro"), PLAIN.bytes());

        try (SegmentReader reader = open(FileChannel.open(file), PLAIN, helpers);
                FileChannel writing = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writing.truncate(PLAIN.bytes().length - 100L);

            assertThatExceptionOfType(ByteorException.class)
                    .isThrownBy(() -> contained(reader, RecordWindow.ALL, Integer.MAX_VALUE))
                    .withMessageContaining("ends early");
        }
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void failsAtTheEndOfASegmentThatHasBecomeShorter(Helpers helpers) throws IOException {
        Segment segment = PLAIN;
        SeekableInMemoryByteChannel whole = new SeekableInMemoryByteChannel(segment.bytes());
        Watched channel = new Watched(whole);
        channel.end = segment.bytes().length - 100L;

        try (SegmentReader reader = open(channel, segment, helpers)) {
            assertThatExceptionOfType(ByteorException.class)
                    .isThrownBy(() -> contained(reader, RecordWindow.ALL, Integer.MAX_VALUE))
                    .withMessageContaining("ends early");
        }
    }

    private static RecordWindow window(SplittableRandom random, SegmentSummary summary) {
        long from = random.nextLong(summary.lastSequence() + 2);
        long to = random.nextInt(4) == 0 ? Long.MAX_VALUE : from + random.nextLong(2_000);
        boolean timed = random.nextInt(3) == 0;
        long since = timed ? random.nextLong(1L << 50) : Long.MIN_VALUE;
        return new RecordWindow(
                random.nextInt(4) == 0 ? Long.MIN_VALUE : from,
                to,
                since,
                timed ? since + random.nextLong(1L << 45) : Long.MAX_VALUE);
    }

    private static List<Long> contained(SegmentReader reader, RecordWindow window, int enough) throws IOException {
        List<Long> found = new ArrayList<>();
        reader.within(window);
        while (found.size() < enough && reader.next()) {
            if (window.contains(reader.sequence(), reader.capturedAtMicros())) {
                found.add(reader.sequence());
            }
        }
        return found;
    }

    private static List<Digest> read(Segment segment, byte[] bytes, Helpers helpers, RecordWindow window)
            throws IOException {
        return read(open(new SeekableInMemoryByteChannel(bytes), segment, helpers), window);
    }

    private static List<Digest> read(SegmentReader open, RecordWindow window) throws IOException {
        List<Digest> records = new ArrayList<>();
        try (SegmentReader reader = open) {
            reader.within(window);
            while (reader.next()) {
                records.add(Digest.of(Segment.record(reader)));
            }
        }
        return records;
    }

    private static SegmentReader open(SeekableByteChannel channel, Segment segment, Helpers helpers)
            throws IOException {
        return SegmentReader.open(channel, BlockTable.read(segment.table(), PATH), PATH, helpers);
    }

    /** Counts what is read, and can end before the end. */
    private static final class Watched implements SeekableByteChannel {
        private final SeekableInMemoryByteChannel channel;
        private long bytes;
        private long end = Long.MAX_VALUE;

        private Watched(SeekableInMemoryByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (channel.position() + target.remaining() > end) {
                target.limit((int) Math.max(target.position(), target.position() + end - channel.position()));
                if (!target.hasRemaining()) {
                    return -1;
                }
            }
            int read = channel.read(target);
            bytes += Math.max(0, read);
            return read;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public long position() {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long newPosition) throws IOException {
            channel.position(newPosition);
            return this;
        }

        @Override
        public long size() {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            return channel.truncate(size);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
