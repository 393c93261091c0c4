package io.byteor.bench.audit.debezium;

import io.byteor.schemas.event.ReplayAction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Actions as Connect's rows, by one fixed schema: no registry is asked. The digest goes as hex text and the time as Debezium's
 * {@code ZonedTimestamp}, which its sink takes on every way into PostgreSQL. Not thread-safe.
 */
public final class ActionConverter implements Converter {
    /** Magic and content id. */
    private static final int FRAME = 1 + Integer.BYTES;

    private static final Schema ROW = SchemaBuilder.struct()
            .name("io.byteor.bench.Action")
            .field("replay_id", Schema.STRING_SCHEMA)
            .field("seq", Schema.INT64_SCHEMA)
            .field("role", Schema.STRING_SCHEMA)
            .field("lane", Schema.STRING_SCHEMA)
            .field("stage", Schema.STRING_SCHEMA)
            .field("origin_lane", Schema.STRING_SCHEMA)
            .field("origin_sequence", Schema.INT64_SCHEMA)
            .field("ordinal", Schema.INT32_SCHEMA)
            .field("target", Schema.OPTIONAL_STRING_SCHEMA)
            .field("to_lane", Schema.OPTIONAL_STRING_SCHEMA)
            .field("decision", Schema.STRING_SCHEMA)
            .field("reason", Schema.OPTIONAL_STRING_SCHEMA)
            .field("key", Schema.OPTIONAL_STRING_SCHEMA)
            .field("payload_sha256", Schema.OPTIONAL_STRING_SCHEMA)
            .field("payload_bytes", Schema.INT64_SCHEMA)
            .field(
                    "at",
                    SchemaBuilder.string()
                            .name("io.debezium.time.ZonedTimestamp")
                            .version(1)
                            .build())
            .build();

    private final DatumReader<ReplayAction> reader =
            new SpecificDatumReader<>(ReplayAction.getClassSchema(), ReplayAction.getClassSchema(), quickly());
    private @Nullable BinaryDecoder decoder;

    private static SpecificData quickly() {
        SpecificData data = new SpecificData(ReplayAction.class.getClassLoader());
        SpecificData.getForClass(ReplayAction.class).getConversions().forEach(data::addLogicalTypeConversion);
        data.setFastReaderEnabled(true);
        return data;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean forKeys) {
        // One schema, whatever is asked for.
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, FRAME, value.length - FRAME, decoder);
            return new SchemaAndValue(ROW, row(reader.read(null, decoder)));
        } catch (IOException e) {
            throw new DataException("no action", e);
        }
    }

    private static Struct row(ReplayAction action) {
        Struct row = new Struct(ROW);
        Iterator<Field> fields = ROW.fields().iterator();
        row.put(fields.next(), action.getReplayId());
        row.put(fields.next(), action.getSeq());
        row.put(fields.next(), action.getRole());
        row.put(fields.next(), action.getLane());
        row.put(fields.next(), action.getStage());
        row.put(fields.next(), action.getOriginLane());
        row.put(fields.next(), action.getOriginSequence());
        row.put(fields.next(), action.getOrdinal());
        row.put(fields.next(), action.getTarget());
        row.put(fields.next(), action.getToLane());
        row.put(fields.next(), action.getDecision());
        row.put(fields.next(), action.getReason());
        row.put(fields.next(), text(action.getKey()));
        row.put(fields.next(), hex(action.getPayloadSha256()));
        row.put(fields.next(), action.getPayloadBytes());
        row.put(fields.next(), action.getAt().toString());
        return row;
    }

    private static @Nullable String text(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? null
                : new String(bytes.array(), bytes.position(), bytes.remaining(), StandardCharsets.UTF_8);
    }

    private static @Nullable String hex(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes.array(), bytes.position(), bytes.limit());
    }

    /** Nothing is written. */
    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new UnsupportedOperationException("a sink's converter");
    }
}
