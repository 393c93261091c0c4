package io.byteor.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NewFilesTest {
    private static final int BUFFER = DirectFiles.BUFFER;

    @TempDir
    Path folder;

    private NewFiles direct;

    @BeforeEach
    void open() throws IOException {
        direct = DirectFiles.in(folder, 1);
        assumeThat(direct)
                .as("a file system that can be written past its cache")
                .isInstanceOf(DirectFiles.class);
    }

    static IntStream lengths() {
        return IntStream.of(0, 1, 511, 4096, 4097, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER + 12_345);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void aFileHoldsWhatWasWrittenWhereverItEnds(int length) throws IOException {
        byte[] content = random(length);

        long past = write(direct, folder.resolve("past"), content);
        long through = write(NewFiles.CACHED, folder.resolve("through"), content);

        assertThat(past).isEqualTo(length).isEqualTo(through);
        assertThat(folder.resolve("past")).hasBinaryContent(content);
        assertThat(folder.resolve("through")).hasBinaryContent(content);
    }

    @Test
    void onlyAsManyAsThereAreBuffersForGoPastTheCacheAndTheOthersThroughIt() throws IOException {
        byte[] content = random(BUFFER + 7);

        try (NewFile first = direct.create(folder.resolve("first"))) {
            assertThat(first).isInstanceOf(DirectFile.class);
            first.write(content, 0, 10);
            assertThat(write(direct, folder.resolve("second"), content)).isEqualTo(content.length);
            try (NewFile third = direct.create(folder.resolve("third"))) {
                assertThat(third).isInstanceOf(CachedFile.class);
            }
            first.write(content, 10, content.length - 10);
            first.finish();
        }
        try (NewFile next = direct.create(folder.resolve("next"))) {
            assertThat(next).isInstanceOf(DirectFile.class);
        }

        assertThat(folder.resolve("first")).hasBinaryContent(content);
        assertThat(folder.resolve("second")).hasBinaryContent(content);
    }

    @Test
    void aFileThatIsGivenUpGivesItsBufferBackOnceAndLeavesNothingInIt() throws IOException {
        NewFile abandoned = direct.create(folder.resolve("abandoned"));
        abandoned.write(random(1_000), 0, 1_000);
        abandoned.close();
        abandoned.close();
        byte[] content = random(2_000);

        try (NewFile holding = direct.create(folder.resolve("holding"));
                NewFile other = direct.create(folder.resolve("other"))) {
            assertThat(other).isInstanceOf(CachedFile.class);
            holding.write(content, 0, content.length);
            holding.finish();
        }

        assertThat(folder.resolve("holding")).hasBinaryContent(content);
    }

    @Test
    void whatCannotBeWrittenBehindIsToldBeforeTheFileCounts() throws IOException {
        Path place = Files.createFile(folder.resolve("read-only"));
        List<BufferPair> back = new ArrayList<>();
        byte[] content = random(BUFFER);

        try (NewFile file = new DirectFile(FileChannel.open(place), BufferPair.of(BUFFER, 4096), 4096, back::add)) {
            file.write(content, 0, BUFFER);
            assertThatThrownBy(file::finish).isInstanceOf(IOException.class);
        }

        assertThat(back).hasSize(1);
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Path place = Files.writeString(folder.resolve("present"), "before");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> direct.create(place)).isInstanceOf(FileAlreadyExistsException.class);
        }

        assertThat(place).hasContent("before");
        try (NewFile next = direct.create(folder.resolve("next"))) {
            assertThat(next).isInstanceOf(DirectFile.class);
        }
    }

    @Test
    void tryingTheFileSystemLeavesNothingBehind() throws IOException {
        DirectFiles.in(folder, 1);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** Writes in steps of ever other sizes. */
    private static long write(NewFiles files, Path place, byte[] content) throws IOException {
        try (NewFile file = files.create(place)) {
            Random random = new Random(content.length);
            for (int at = 0; at < content.length; ) {
                int step = Math.min(content.length - at, 1 + random.nextInt(300_000));
                byte[] piece = Arrays.copyOfRange(content, at, at + step);
                file.write(piece, 0, step);
                Arrays.fill(piece, (byte) 0);
                at += step;
            }
            long written = file.length();
            file.finish();
            return written;
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
