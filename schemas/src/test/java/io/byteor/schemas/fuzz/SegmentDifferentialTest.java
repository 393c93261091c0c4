package io.byteor.schemas.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.Helpers;
import io.byteor.schemas.journal.RecordWindow;
import io.byteor.schemas.journal.Segment;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.journal.SegmentScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scanner takes Avro's own reader takes alike; what it refuses Avro refuses too, but for a list of reasons. */
class SegmentDifferentialTest {
    /** Refusals that are narrower than Avro on purpose: the profile, its limits, what Avro reads over. */
    private static final List<String> NARROWER = List.of(
            "it ends inside a block", // which Avro takes for the end of the file
            "sequences count from 0",
            "sequences strictly increase",
            "the writer schema is",
            "the codec is null or zstandard",
            "a segment has at least one record",
            "a block holds at least one record",
            "a block has at most",
            "a record has at most",
            "a block is zstandard and inflates to at most",
            "the header is larger than",
            "data is left behind the last record",
            "a header's name is not UTF-8",
            "a map has too many entries");

    @ParameterizedTest
    @EnumSource
    void aSegmentIsReadAsAvroReadsItOrRefused(Codec codec) {
        Mutants.of(Segment.of(20, codec, 1).bytes(), SegmentDifferentialTest::readLikeAvro);
    }

    @Test
    void aSegmentOfManyBlocksIsReadAsAvroReadsItOrRefused() {
        Mutants.of(Segment.ofBlocks(4).bytes(), SegmentDifferentialTest::readLikeAvro);
    }

    private static void readLikeAvro(byte[] segment) throws IOException {
        List<Long> ours = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        try {
            SegmentScanner.scan(
                    new ByteArrayInputStream(segment),
                    "segment",
                    200,
                    blocks::add,
                    (sequence, capturedAt, headers) -> ours.add(sequence));
        } catch (ByteorException e) {
            assertThat(NARROWER.stream().anyMatch(e.detail()::startsWith) || !avroTakes(segment, new ArrayList<>()))
                    .as("Avro refuses what is refused here for: %s", e.detail())
                    .isTrue();
            throw e;
        }
        List<Long> avros = new ArrayList<>();
        assertThat(avroTakes(segment, avros)).as("Avro takes what we take").isTrue();
        assertThat(ours).as("sequences, by Avro").isEqualTo(avros);
        readWindows(segment, BlockTable.of(blocks, "segment"), avros);
    }

    /** By the table, with helpers, from every so many sequences on: what Avro has read from there on. */
    private static void readWindows(byte[] segment, BlockTable table, List<Long> avros) throws IOException {
        Helpers helpers = new Helpers(ForkJoinPool.commonPool(), 2);
        try (SegmentReader reader =
                SegmentReader.open(new SeekableInMemoryByteChannel(segment), table, "segment", helpers)) {
            for (int from = 0; from < avros.size(); from += 7) {
                RecordWindow window = RecordWindow.from(avros.get(from));
                reader.within(window);
                List<Long> read = new ArrayList<>();
                while (reader.next()) {
                    read.add(reader.sequence());
                }
                assertThat(read)
                        .as("from %s on, by Avro", window.fromSequence())
                        .isEqualTo(avros.subList(from, avros.size()));
            }
        }
    }

    private static boolean avroTakes(byte[] segment, List<Long> sequences) {
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(new SeekableByteArrayInput(segment), new GenericDatumReader<>())) {
            while (reader.hasNext()) {
                sequences.add(reader.next().get("sequence") instanceof Long sequence ? sequence : -1L);
            }
            return true;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | UnsupportedOperationException
                | IllegalArgumentException
                | NegativeArraySizeException
                | OutOfMemoryError refused) { // Avro believes lengths.
            return false;
        }
    }
}
