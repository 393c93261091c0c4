package io.byteor.schemas.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;

/** {@link AuditRecord} as RFC 8785 JSON, and back. Thread-safe. */
public final class AuditJson {
    private static final String SCHEMA = "audit.schema.json";
    private static final JsonMapper MAPPER = CanonicalJson.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse))
                    .addSerializer(Digest.class, ToStringSerializer.instance)
                    .addDeserializer(Digest.class, new FromText<>(Digest.class, Digest::parse)))
            .build();

    private AuditJson() {}

    /** The canonical text. */
    public static String write(AuditRecord audit) {
        return CanonicalJson.write(MAPPER.valueToTree(audit));
    }

    /**
     * Reads an audit; members that this release does not know are ignored.
     *
     * @throws ByteorException DOCUMENT_INVALID if it is not JSON or not an audit, FORMAT_VERSION_UNKNOWN for another major version
     */
    public static AuditRecord read(String json) {
        JsonNode node = CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), "audit");
        JsonNode version = node.path("auditVersion");
        if (!version.isInt() || version.intValue() != AuditRecord.VERSION) {
            throw new ByteorException(
                    ErrorCode.FORMAT_VERSION_UNKNOWN,
                    "this release reads audits of version " + AuditRecord.VERSION,
                    "/auditVersion",
                    version);
        }
        try {
            return MAPPER.treeToValue(node, AuditRecord.class);
        } catch (JsonProcessingException e) {
            throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "not an audit", "audit", e.getOriginalMessage(), e);
        }
    }

    /** The JSON Schema (draft 2020-12) of the audit. */
    public static String schema() {
        try (InputStream in = AuditJson.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(SCHEMA + " is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, com.fasterxml.jackson.databind.DeserializationContext context)
                throws IOException {
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw context.weirdStringException(text, handledType(), e.getMessage());
            }
        }
    }
}
