package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.EXPANSION_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.JOURNAL_CORRUPT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;

/** Segments as Avro's own writer makes them, for which manifests and incident vouch, and which are no journal all the same. */
final class JournalAttacks {
    private static final Schema RECORD = new Schema.Parser().parse(JournalFormat.RECORD_SCHEMA);
    private static final int LARGE = 1 << 20;

    private JournalAttacks() {}

    static List<Attack> all() {
        return List.of(
                segment("sequences out of order", JOURNAL_CORRUPT, () -> {
                    var segment = new Segment(CodecFactory.nullCodec());
                    segment.append(7, 10).append(3, 10);
                    return segment.bytes();
                }),
                segment("a foreign writer schema", JOURNAL_CORRUPT, JournalAttacks::foreign),
                segment(
                        "an unknown codec",
                        JOURNAL_CORRUPT,
                        () -> new Segment(CodecFactory.deflateCodec(1))
                                .append(0, 10)
                                .bytes()),
                segment("an oversized block", JOURNAL_CORRUPT, () -> blocks(CodecFactory.nullCodec(), 1, 5)),
                segment(
                        "a block that inflates beyond its limit",
                        JOURNAL_CORRUPT,
                        () -> blocks(CodecFactory.zstandardCodec(3), 1, 5)),
                segment(
                                "blocks that inflate beyond the ratio",
                                EXPANSION_EXCEEDED,
                                () -> blocks(CodecFactory.zstandardCodec(3), 3, 3))
                        .stoppedBy("byteor.ingest.limits.expansion"),
                segment("a record with too many headers", JOURNAL_CORRUPT, () -> {
                    Map<String, ByteBuffer> headers = new HashMap<>();
                    for (int i = 0; i <= JournalFormat.MOST_HEADERS; i++) {
                        headers.put(Integer.toString(i), ByteBuffer.allocate(0));
                    }
                    return new Segment(CodecFactory.nullCodec())
                            .append(0, 10, headers)
                            .bytes();
                }),
                segment("no segment at all", JOURNAL_CORRUPT, () -> "no segment".getBytes(UTF_8)),
                Attack.of("a block table that lies", JOURNAL_CORRUPT, HostileBundle.TABLE, "", (door, agent) -> {
                    HostileBundle bundle = HostileBundle.of(agent);
                    HostileBundle other = HostileBundle.withLanes(agent, 2);
                    return door.push(
                            agent,
                            bundle.with(
                                            HostileBundle.TABLE,
                                            other.file(HostileBundle.TABLE.replace("/feed/", "/feed1/")))
                                    .sealed());
                }),
                Attack.of(
                        "a block table that is none",
                        JOURNAL_CORRUPT,
                        HostileBundle.TABLE,
                        "",
                        (door, agent) -> door.push(
                                agent,
                                HostileBundle.of(agent)
                                        .with(HostileBundle.TABLE, "none")
                                        .sealed())));
    }

    private static Attack segment(String name, ErrorCode code, Making making) {
        return Attack.of(
                name,
                code,
                HostileBundle.SEGMENT,
                "",
                (door, agent) -> door.push(
                        agent,
                        HostileBundle.of(agent)
                                .without(HostileBundle.TABLE)
                                .withSegment(making.make())
                                .sealed()));
    }

    private static byte[] blocks(CodecFactory codec, int blocks, int recordsPerBlock) throws IOException {
        var segment = new Segment(codec);
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < recordsPerBlock; i++) {
                segment.append((long) block * recordsPerBlock + i, LARGE);
            }
            segment.endBlock();
        }
        return segment.bytes();
    }

    private static byte[] foreign() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(Schema.create(Schema.Type.BYTES), out);
            writer.append(ByteBuffer.wrap(new byte[10]));
        }
        return out.toByteArray();
    }

    @FunctionalInterface
    private interface Making {
        byte[] make() throws IOException;
    }

    /** A segment in the making; blocks end where they are told to. */
    private static final class Segment {
        /** Larger than all that is written here; Avro's writer makes its buffer as large at once. */
        private static final int NO_BLOCK_ENDS_BY_ITSELF = 1 << 24;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>());

        Segment(CodecFactory codec) throws IOException {
            writer.setCodec(codec).setSyncInterval(NO_BLOCK_ENDS_BY_ITSELF).create(RECORD, out);
        }

        Segment append(long sequence, int payload) throws IOException {
            return append(sequence, payload, Map.of());
        }

        Segment append(long sequence, int payload, Map<String, ByteBuffer> headers) throws IOException {
            var record = new GenericData.Record(RECORD);
            record.put("sequence", sequence);
            record.put("capturedAt", 0L);
            record.put("key", null);
            record.put("headers", headers);
            record.put("payload", ByteBuffer.wrap(new byte[payload]));
            writer.append(record);
            return this;
        }

        void endBlock() throws IOException {
            writer.sync();
        }

        byte[] bytes() {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }
}
