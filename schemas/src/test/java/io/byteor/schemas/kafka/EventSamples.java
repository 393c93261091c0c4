package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** One event of each type with every field filled, nulls included where a branch allows them at odd depths. */
final class EventSamples {
    record Sample(Topic topic, SpecificRecord event) {
        @Override
        public String toString() {
            return topic + "/" + event.getClass().getSimpleName();
        }
    }

    private EventSamples() {}

    static Stream<Sample> all() {
        return Stream.of(Topic.values())
                .flatMap(topic -> topic.recordTypes().stream().map(type -> new Sample(topic, of(type))));
    }

    static SpecificRecord of(Class<? extends SpecificRecord> type) {
        return (SpecificRecord) value(AvroFrame.schemaOf(type), 0);
    }

    private static Object value(Schema schema, int depth) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return Instant.parse("2026-11-23T10:00:00.123456Z");
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema, depth);
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getLast(), schema);
            case ARRAY -> List.of(value(schema.getElementType(), depth + 1), value(schema.getElementType(), depth + 2));
            case MAP -> Map.of("ä", value(schema.getValueType(), depth + 1));
            case UNION -> depth % 2 == 1 ? null : value(schema.getTypes().getLast(), depth + 1);
            case STRING -> "t\u00e9xt \ud83d\ude00 " + depth;
            case BYTES -> ByteBuffer.wrap(new byte[] {0, -1, (byte) depth});
            case INT -> Integer.MIN_VALUE + depth;
            case LONG -> Long.MAX_VALUE - depth;
            case FLOAT -> 1.5f;
            case DOUBLE -> 0.1;
            case BOOLEAN -> true;
            case NULL -> null;
            case FIXED -> throw new IllegalStateException("no event has a fixed");
        };
    }

    private static Object record(Schema schema, int depth) {
        Object event = SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            ((SpecificRecord) event).put(field.pos(), value(field.schema(), depth + (field.pos() % 2)));
        }
        return event;
    }
}
