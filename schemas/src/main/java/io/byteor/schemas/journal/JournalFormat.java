package io.byteor.schemas.journal;

/** The constants of the journal format, version 1: an Avro 1.x Object Container File that a profile narrows. */
public final class JournalFormat {
    /** Most bytes of one block's data, as stored and as inflated. */
    public static final int LARGEST_BLOCK = 4 << 20;
    /** Most bytes of one encoded record: a block with room for what a codec adds to data it cannot shrink. */
    public static final int LARGEST_RECORD = LARGEST_BLOCK - (64 << 10);
    /** Most headers of one record, which whoever reads them holds at once. */
    public static final int MOST_HEADERS = 1_000;
    /** Most blocks of one segment, so that its table fits in memory of whoever reads single blocks. */
    public static final int MOST_BLOCKS = 1 << 18;
    /** Most bytes of a stored block table: every entry of the largest table at its longest. */
    public static final int LARGEST_TABLE = MOST_BLOCKS * 104;
    /** The data of a block is cut before it would pass this, unless one record alone does. */
    public static final int BLOCK_TARGET = 256 << 10;

    /** The header of an output lane's records that names the input they came from: {@code LANE/SEQUENCE} in UTF-8. */
    public static final String ORIGIN_HEADER = "origin";

    /**
     * The header of records from a topic whose headers are no plain map: all of them in their order once more, as JSON
     * {@code [["name","base64" or null],...]}.
     */
    public static final String KAFKA_HEADERS = "byteor-kafka-headers";

    /**
     * Least time that a record is written with, microseconds since the epoch: the beginning of year 0. For what lies before it, or
     * after {@link #GREATEST_TIME}, {@code incident.json} has no form, for its years have four digits. Readers take any.
     */
    public static final long LEAST_TIME = -62_167_219_200_000_000L;
    /** Greatest time that a record is written with, microseconds since the epoch: the end of year 9999. */
    public static final long GREATEST_TIME = 253_402_300_799_999_999L;

    static final int LARGEST_HEADER = 64 << 10;
    static final int SYNC_LENGTH = 16;
    /** Most bytes of a block with its framing. */
    static final int LARGEST_FRAME = LARGEST_BLOCK + 20 + SYNC_LENGTH;

    /** The one writer schema of a segment. */
    public static final String RECORD_SCHEMA = """
            {"type":"record","name":"JournalRecord","namespace":"io.byteor.schemas.journal","fields":[\
            {"name":"sequence","type":"long"},\
            {"name":"capturedAt","type":{"type":"long","logicalType":"timestamp-micros"}},\
            {"name":"key","type":["bytes","null"]},\
            {"name":"headers","type":{"type":"map","values":"bytes"}},\
            {"name":"payload","type":"bytes"}]}""";

    /** The one writer schema of a block table. */
    public static final String BLOCK_SCHEMA = """
            {"type":"record","name":"Block","namespace":"io.byteor.schemas.journal","fields":[\
            {"name":"offset","type":"long"},\
            {"name":"length","type":"long"},\
            {"name":"records","type":"long"},\
            {"name":"firstSequence","type":"long"},\
            {"name":"lastSequence","type":"long"},\
            {"name":"leastTime","type":{"type":"long","logicalType":"timestamp-micros"}},\
            {"name":"greatestTime","type":{"type":"long","logicalType":"timestamp-micros"}},\
            {"name":"sha256","type":{"type":"fixed","name":"Sha256","size":32}}]}""";

    private JournalFormat() {}
}
