package io.byteor.schemas.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableScannerTest {
    private static final String PATH = "data/journal/feed/00000000000000000000.index";
    private static final int ENTRIES = 2_000;

    @Test
    void saysWhatTheSegmentHoldsHoweverTheTableArrives() throws IOException {
        Segment segment = Segment.of(2_000, Codec.NULL, 1);

        assertThat(scan(segment.table())).isEqualTo(segment.summary());
        assertThat(TableScanner.scan(oneByOne(segment.table()), PATH, block -> {}))
                .isEqualTo(segment.summary());
    }

    @Test
    void passesOnEveryEntryOfATableManyTimesItsWindow() throws IOException {
        List<Block> blocks = blocks();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        BlockTable.of(blocks, PATH).writeTo(table);
        List<Block> scanned = new ArrayList<>();

        SegmentSummary summary = TableScanner.scan(new ByteArrayInputStream(table.toByteArray()), PATH, scanned::add);

        assertThat(scanned).isEqualTo(blocks);
        assertThat(summary.blocks()).isEqualTo(ENTRIES);
    }

    @Test
    void refusesATableThatEndsAnywhereBeforeItsEnd() {
        byte[] table = Segment.of(3, Codec.NULL, 2).table();
        for (int length = 0; length < table.length; length++) {
            refused(Arrays.copyOf(table, length), "");
        }
    }

    @Test
    void refusesATableThatClaimsMoreEntriesThanASegmentHasBlocksBeforeReadingThem() {
        AvroOutput out = header();
        out.writeLong(JournalFormat.MOST_BLOCKS + 2L);
        out.writeLong(Long.MAX_VALUE);
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(out.toByteArray()), new Zeros());

        assertThatThrownBy(() -> TableScanner.scan(endless, PATH, block -> {}))
                .isInstanceOf(ByteorException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void refusesABlockOfEntriesOfAnotherSizeThanItClaims() {
        AvroOutput entry = new AvroOutput(128);
        blocks().getFirst().writeTo(entry);
        for (int wrong : new int[] {-1, 1, Integer.MAX_VALUE}) {
            AvroOutput out = header();
            out.writeLong(1);
            out.writeLong((long) entry.size() + wrong);
            out.append(entry);

            refused(out.toByteArray(), "entries end where their block ends");
        }
    }

    private static AvroOutput header() {
        byte[] header = ContainerHeader.of(JournalFormat.BLOCK_SCHEMA, Codec.NULL, "seed")
                .encoded();
        AvroOutput out = new AvroOutput(1024);
        out.writeRaw(header, 0, header.length);
        return out;
    }

    private static List<Block> blocks() {
        Digest digest = Digest.of(new byte[] {1});
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(0, 100, 0, 0, 0, 0, 0, digest));
        for (int i = 0; i < ENTRIES; i++) {
            long offset = blocks.getLast().end();
            blocks.add(new Block(offset, 1_000 + i, 1, i, i, i, i, digest));
        }
        return blocks;
    }

    private static void refused(byte[] table, String saying) {
        assertThatThrownBy(() -> scan(table))
                .hasMessageContaining(saying)
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.JOURNAL_CORRUPT);
                    assertThat(e.place()).startsWith(PATH);
                });
    }

    private static SegmentSummary scan(byte[] table) throws IOException {
        return TableScanner.scan(new ByteArrayInputStream(table), PATH, block -> {});
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }

    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
