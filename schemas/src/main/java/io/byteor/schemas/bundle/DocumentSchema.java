package io.byteor.schemas.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schemas (2020-12) of a bundle's documents, and of the rules by which one is redacted. Thread-safe. */
public enum DocumentSchema {
    INCIDENT(BundleLayout.INCIDENT, "incident"),
    SPEC(BundleLayout.SPEC, "spec"),
    VALIDATION(BundleLayout.VALIDATION, "validation"),
    POLICY_AUDIT(BundleLayout.POLICY_AUDIT, "policy-audit"),
    ENVIRONMENT(BundleLayout.ENVIRONMENT, "environment"),
    REDACTION_RULES("rules.json", "redaction-rules");

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // compiled once, read only
    private final Schema schema;

    DocumentSchema(String path, String name) {
        this.path = path;
        this.schema = load(name + ".schema.json");
    }

    private static Schema load(String resource) {
        try (InputStream in = DocumentSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(CanonicalJson.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the document lies in a bundle; rules lie in none. */
    public String path() {
        return path;
    }

    /**
     * Reads the document and checks it.
     *
     * @throws ByteorException DOCUMENT_INVALID with path and JSON Pointer of the first fault
     */
    public JsonNode read(byte[] stored) {
        return read(stored, path);
    }

    /**
     * The same, of a document that lies elsewhere.
     *
     * @param place where, for errors
     */
    public JsonNode read(byte[] stored, String place) {
        JsonNode document = CanonicalJson.parse(stored, place);
        List<Error> faults = schema.validate(document, DocumentSchema::endAtTheFirst);
        if (!faults.isEmpty()) {
            Error first = faults.getFirst();
            JsonNode value = first.getInstanceNode();
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    first.getMessage(),
                    place + "#" + first.getInstanceLocation(),
                    value == null ? null : value.toString());
        }
        return document;
    }

    /** Only the first fault is told, and a hostile document of a few megabytes has millions. */
    private static void endAtTheFirst(ExecutionContext validation) {
        validation.executionConfig(config -> config.failFast(true));
    }
}
