package io.byteor.e2e.fuzz;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Helpers;
import io.byteor.schemas.journal.RecordWindow;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.journal.SegmentScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** What the scanner takes Avro's own reader takes alike; what it refuses Avro refuses too, but for a list of reasons. */
final class SegmentDifferential {
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

    private static final int EXPANSION = 200;
    private static final int WINDOWS_APART = 7;

    private SegmentDifferential() {}

    /**
     * Reads a segment by scanner and by windows.
     *
     * @throws ByteorException where it is refused, and Avro refuses it too or may take it
     * @throws IllegalStateException where the readers disagree
     */
    static void read(byte[] segment) throws IOException {
        List<Long> ours = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<Long> avros = new ArrayList<>();
        boolean avroTakesIt = avroTakes(segment, avros);
        try {
            SegmentScanner.scan(
                    new ByteArrayInputStream(segment),
                    "segment",
                    EXPANSION,
                    blocks::add,
                    (sequence, capturedAt, headers) -> ours.add(sequence));
        } catch (ByteorException e) {
            require(
                    !avroTakesIt || NARROWER.stream().anyMatch(e.detail()::startsWith),
                    "Avro takes what is refused here for: " + e.detail());
            throw e;
        }
        require(avroTakesIt, "Avro refuses what we take");
        require(ours.equals(avros), "sequences " + ours + ", by Avro " + avros);
        readWindows(segment, BlockTable.of(blocks, "segment"), avros);
    }

    /** By the table, with helpers, from every so many sequences on: what Avro has read from there on. */
    private static void readWindows(byte[] segment, BlockTable table, List<Long> avros) throws IOException {
        Helpers helpers = new Helpers(ForkJoinPool.commonPool(), 2);
        try (SegmentReader reader =
                SegmentReader.open(new SeekableInMemoryByteChannel(segment), table, "segment", helpers)) {
            for (int from = 0; from < avros.size(); from += WINDOWS_APART) {
                RecordWindow window = RecordWindow.from(avros.get(from));
                reader.within(window);
                List<Long> read = new ArrayList<>();
                while (reader.next()) {
                    read.add(reader.sequence());
                }
                List<Long> expected = avros.subList(from, avros.size());
                require(
                        read.equals(expected),
                        "from " + window.fromSequence() + " on " + read + ", by Avro " + expected);
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
                | RuntimeException
                | OutOfMemoryError _) { // Avro believes lengths, and refuses by any exception.
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
