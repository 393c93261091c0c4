package io.byteor.audit.intake.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store can hold the values of an event. PostgreSQL's text holds neither U+0000 nor half a surrogate pair, and
 * times here lie in the years 1 to 9999. A row that breaks this would fail a whole batch, so it is found before.
 */
final class Storable {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Fields of a type that can be at fault: all but those of numbers, bytes and the like. */
    private static final ClassValue<List<Field>> FALLIBLE = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return SpecificData.get().getSchema(type).getFields().stream()
                    .filter(field -> fallible(field.schema()))
                    .toList();
        }
    };

    private Storable() {}

    /** The first value that cannot be stored, by its field; empty if all can. The value itself is not told. */
    static Optional<String> fault(SpecificRecord event) {
        for (Field field : FALLIBLE.get(event.getClass())) {
            String fault = fault(event.get(field.pos()));
            if (fault != null) {
                return Optional.of(field.name() + " " + fault);
            }
        }
        return Optional.empty();
    }

    static boolean isTime(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    private static boolean fallible(Schema schema) {
        return switch (schema.getType()) {
            case NULL, BOOLEAN, INT, FLOAT, DOUBLE, BYTES, FIXED, ENUM -> false;
            case LONG -> schema.getLogicalType() != null;
            case UNION -> schema.getTypes().stream().anyMatch(Storable::fallible);
            case STRING, RECORD, ARRAY, MAP -> true;
        };
    }

    private static @Nullable String fault(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> textFault(text);
            case Instant time -> isTime(time) ? null : "lies beyond the years 1 to 9999";
            case SpecificRecord event -> fault(event).orElse(null);
            case Collection<?> items -> firstFault(items);
            case Map<?, ?> map ->
                Optional.ofNullable(firstFault(map.keySet())).orElseGet(() -> firstFault(map.values()));
            default -> null;
        };
    }

    private static @Nullable String firstFault(Collection<?> items) {
        for (Object item : items) {
            String fault = fault(item);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable String textFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "holds U+0000";
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "holds half a surrogate pair";
                }
                i++;
            }
        }
        return null;
    }
}
