package io.byteor.schemas.bundle.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.expression.ExpressionLimits;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Redacts the records of one lane one by one; their sequences and times stay. Not thread-safe. */
final class LaneRedactor {
    private final String lane;
    private final ValueRedactor values;
    private final @Nullable RedactionRule key;
    private final @Nullable RedactionRule wholePayload;
    private final @Nullable JsonRedactor json;
    private final List<RedactionRule> headers;

    LaneRedactor(String lane, RedactionRules rules, ValueRedactor values) {
        this.lane = lane;
        this.values = values;
        this.key = first(rules.of(scope -> scope instanceof Scope.Key of && of.covers(lane)));
        this.wholePayload =
                first(rules.of(scope -> scope instanceof Scope.Payload of && of.covers(lane) && of.path() == null));
        List<RedactionRule> inPayload =
                rules.of(scope -> scope instanceof Scope.Payload of && of.covers(lane) && of.path() != null);
        this.json = inPayload.isEmpty()
                ? null
                : new JsonRedactor(
                        inPayload,
                        rule -> Objects.requireNonNull(((Scope.Payload) rule.scope()).path()),
                        values,
                        ExpressionLimits.PAYLOAD_BYTES);
        this.headers = rules.of(scope -> scope instanceof Scope.Header of && of.covers(lane));
    }

    private static @Nullable RedactionRule first(List<RedactionRule> rules) {
        return rules.isEmpty() ? null : rules.getFirst();
    }

    /**
     * Writes the record that the reader stands at.
     *
     * @throws ByteorException REDACTION_REFUSED with lane and sequence where a rule covers what cannot be redacted
     */
    void copy(SegmentReader record, LaneWriter out) throws IOException {
        byte[] recordKey = record.key();
        out.append(
                record.sequence(),
                record.capturedAtMicros(),
                key == null || recordKey == null ? recordKey : values.bytes(key, recordKey),
                headers(record),
                payload(record));
    }

    /** An empty payload, such as that of a tombstone, holds nothing and stays. */
    private byte[] payload(SegmentReader record) {
        byte[] payload = record.payload();
        if (payload.length == 0) {
            return payload;
        }
        if (wholePayload != null) {
            return values.payload(wholePayload, payload);
        }
        return json == null ? payload : json.redact(payload, place(record, "payload"));
    }

    private Map<String, byte[]> headers(SegmentReader record) {
        Map<String, byte[]> stored = record.headers();
        if (headers.isEmpty() || stored.isEmpty()) {
            return stored;
        }
        Map<String, byte[]> kept = new TreeMap<>();
        stored.forEach((name, value) -> {
            RedactionRule rule = ruleOf(name);
            byte[] redacted = rule == null ? value : values.bytes(rule, value);
            if (redacted != null) {
                boolean list = rule == null && name.equals(JournalFormat.KAFKA_HEADERS);
                kept.put(name, list ? list(value, place(record, "header " + name)) : redacted);
            }
        });
        return kept;
    }

    private @Nullable RedactionRule ruleOf(String header) {
        return first(headers.stream()
                .filter(rule -> ((Scope.Header) rule.scope()).names(header))
                .toList());
    }

    /** The header that holds all of a topic record's headers once more. */
    private byte[] list(byte[] stored, String place) {
        ArrayNode redacted = CanonicalJson.mapper().createArrayNode();
        for (JsonNode entry : entries(stored, place)) {
            RedactionRule rule = ruleOf(entry.get(0).textValue());
            if (rule == null || entry.get(1).isNull()) {
                redacted.add(entry);
            } else {
                byte[] value = values.bytes(rule, base64(entry.get(1), stored, place));
                if (value != null) {
                    redacted.addArray().add(entry.get(0)).add(value);
                }
            }
        }
        return redacted.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode entries(byte[] stored, String place) {
        JsonNode list;
        try {
            list = CanonicalJson.parse(stored, place);
        } catch (ByteorException e) {
            throw notAList(stored, place);
        }
        for (JsonNode entry : list) {
            boolean pair = entry.isArray() && entry.size() == 2 && entry.get(0).isTextual();
            if (!pair || !(entry.get(1).isTextual() || entry.get(1).isNull())) {
                throw notAList(stored, place);
            }
        }
        if (!list.isArray()) {
            throw notAList(stored, place);
        }
        return list;
    }

    private static byte[] base64(JsonNode text, byte[] stored, String place) {
        try {
            return text.binaryValue();
        } catch (IOException e) {
            throw notAList(stored, place);
        }
    }

    private static ByteorException notAList(byte[] stored, String place) {
        return new ByteorException(
                ErrorCode.REDACTION_REFUSED, "JSON [[\"name\", \"base64\" or null], ...]", place, Digest.of(stored));
    }

    private String place(SegmentReader record, String part) {
        return lane + "/" + record.sequence() + " " + part;
    }
}
