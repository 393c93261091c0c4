package io.byteor.schemas.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTest {
    private static final byte[] CONTENT = content();

    enum Compression {
        GZIP {
            @Override
            byte[] compress(byte[] content) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (OutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(content);
                }
                return out.toByteArray();
            }
        },
        ZSTANDARD {
            @Override
            byte[] compress(byte[] content) {
                return Zstd.compress(content, 3);
            }
        };

        abstract byte[] compress(byte[] content) throws IOException;
    }

    @Test
    void givesWhatIsNotCompressedAsItIs() throws IOException {
        assertThat(read(CONTENT)).isEqualTo(CONTENT);
        assertThat(read(new byte[] {0x1F})).containsExactly(0x1F);
    }

    @ParameterizedTest
    @EnumSource
    void inflates(Compression compression) throws IOException {
        assertThat(read(compression.compress(CONTENT))).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void refusesABombSoonAfterItsFirstBlock(Compression compression) throws IOException {
        byte[] bomb = compression.compress(new byte[64 << 20]);

        try (InputStream inflated = Archive.open(new ByteArrayInputStream(bomb), BundleLimits.STANDARD)) {
            long[] count = {0};
            assertThatThrownBy(() -> {
                        for (int read = inflated.read(new byte[8192]); read >= 0; ) {
                            count[0] += read;
                            read = inflated.read(new byte[8192]);
                        }
                    })
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPANSION_EXCEEDED));
            assertThat(count[0]).isBetween(4L << 20, 8L << 20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsCutWhereverItIsCut(Compression compression) throws IOException {
        byte[] whole = compression.compress(CONTENT);

        for (int length = 4; length < whole.length; length += 7) {
            refused(Arrays.copyOf(whole, length));
        }
        refused(Arrays.copyOf(whole, whole.length - 1));
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatFollowsTheEnd(Compression compression) throws IOException {
        byte[] whole = compression.compress(CONTENT);

        refused(Arrays.copyOf(whole, whole.length + 1));
        refused(Arrays.copyOf(whole, whole.length + 100_000));
    }

    @Test
    void refusesASecondGzipMember() throws IOException {
        byte[] member = Compression.GZIP.compress(CONTENT);
        byte[] two = Arrays.copyOf(member, 2 * member.length);
        System.arraycopy(member, 0, two, member.length, member.length);

        refused(two);
    }

    @Test
    void noticesEveryFlippedBitOfGzipThatMatters() throws IOException {
        byte[] whole = Compression.GZIP.compress(CONTENT);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            byte[] flipped = whole.clone();
            flipped[10 + random.nextInt(whole.length - 10)] ^= (byte) (1 << random.nextInt(8));

            assertThatThrownBy(() -> read(flipped)).isInstanceOf(ByteorException.class);
        }
    }

    @Test
    void readsAHeaderWithEveryOptionalField() throws IOException {
        byte[] plain = Compression.GZIP.compress(CONTENT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 3);
        out.write(2 | 4 | 8 | 16);
        out.write(plain, 4, 6);
        out.write(new byte[] {3, 0, 'a', 'b', 'c', 'n', 0, 'c', 0, 1, 2});
        out.write(plain, 10, plain.length - 10);

        assertThat(read(out.toByteArray())).isEqualTo(CONTENT);
    }

    @Test
    void refusesAWindowThatIsLargerThanDecodersMustSupport() {
        // a frame header: no content size, window descriptor of 2^41 bytes
        refused(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) 0xF8, 1, 0, 0});
        // 2^27, which zstd --ultra -22 asks for
        refused(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) 0x88, 1, 0, 0});
    }

    @ParameterizedTest
    @EnumSource
    void passesOnThatTheBodyFailed(Compression compression) throws IOException {
        byte[] start = Arrays.copyOf(compression.compress(CONTENT), 2_000);
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(start), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        });

        assertThatThrownBy(() -> {
                    try (InputStream inflated = Archive.open(failing, BundleLimits.STANDARD)) {
                        inflated.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    private static void refused(byte[] body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARCHIVE_UNREADABLE));
    }

    private static byte[] read(byte[] body) throws IOException {
        try (InputStream inflated = Archive.open(new ByteArrayInputStream(body), BundleLimits.STANDARD)) {
            return inflated.readAllBytes();
        }
    }

    private static byte[] content() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] content = new byte[20_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) random.nextInt('a', 'q');
        }
        return content;
    }
}
